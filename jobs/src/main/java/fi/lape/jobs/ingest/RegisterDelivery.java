package fi.lape.jobs.ingest;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;

import fi.lape.jobs.register.Observation;
import fi.lape.jobs.register.RegisterFile;
import fi.lape.jobs.register.RegisterIngest;
import fi.lape.jobs.register.RegisterTable;
import fi.lape.jobs.table.Caches;
import fi.lape.jobs.table.Columns;
import fi.lape.jobs.table.Lookups;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * The register of a delivery, which may have none.
 *
 * @param ingest its tables, judged
 * @param files its Parquet files with hashes and numbers of records
 */
record RegisterDelivery(RegisterIngest ingest, List<FileSummary> files) {

  /** The register among the files; empty where there is none. */
  static Optional<RegisterDelivery> of(
      SparkSession spark,
      List<SourceFile> sources,
      StagedRecords staged,
      Lookups lookups,
      Caches caches) {
    List<SourceFile> parquet =
        sources.stream().filter(f -> f.table().form() == SourceTable.Form.TABLE).toList();
    if (parquet.isEmpty()) {
      return Optional.empty();
    }
    Row description = staged.of(SourceTable.REGISTER_DESCRIPTION).first();
    Observation observation =
        Observation.parse(description.getAs("source_file"), description.getAs("record"));
    RegisterIngest ingest =
        RegisterIngest.read(
            spark,
            parquet.stream()
                .map(f -> new RegisterFile(tableOf(f), f.name(), f.location()))
                .toList(),
            observation,
            parquet.get(0).origin(),
            lookups,
            caches);
    Map<String, Long> records = ingest.recordsByFile();
    Map<String, String> hashes = hashes(spark, parquet);
    return Optional.of(
        new RegisterDelivery(
            ingest,
            parquet.stream()
                .map(
                    f ->
                        new FileSummary(
                            f.table(),
                            f.name(),
                            hashes.get(f.name()),
                            f.bytes(),
                            "Parquet",
                            f.origin(),
                            records.getOrDefault(f.name(), 0L),
                            Optional.empty(),
                            Optional.empty(),
                            0))
                .toList()));
  }

  /** Every record as received: source_file, sha256, record_no, record. */
  Dataset<Row> records(SparkSession spark) {
    List<Row> rows = files.stream().map(f -> RowFactory.create(f.name(), f.sha256())).toList();
    Dataset<Row> hashes =
        spark.createDataFrame(rows, StructType.fromDDL("source_file STRING, sha256 STRING"));
    return ingest
        .records()
        .join(broadcast(hashes), Columns.named("source_file"))
        .select(col("source_file"), col("sha256"), col("record_no"), col("record"));
  }

  private static RegisterTable tableOf(SourceFile file) {
    return Stream.of(RegisterTable.values())
        .filter(t -> t.contractName().equals(file.table().contractName()))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, String> hashes(SparkSession spark, List<SourceFile> files) {
    JavaSparkContext context = new JavaSparkContext(spark.sparkContext());
    SerializableConfiguration hadoop =
        new SerializableConfiguration(spark.sparkContext().hadoopConfiguration());
    int tasks = Math.min(files.size(), 2 * Math.max(1, context.defaultParallelism()));
    return Map.copyOf(
        context
            .parallelize(files, tasks)
            .mapToPair(f -> new scala.Tuple2<>(f.name(), hash(f, hadoop.value())))
            .collectAsMap());
  }

  private static String hash(SourceFile file, Configuration hadoop) throws IOException {
    Path path = new Path(file.location());
    MessageDigest digest = FileReading.sha256Digest();
    try (InputStream in = new DigestInputStream(path.getFileSystem(hadoop).open(path), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
