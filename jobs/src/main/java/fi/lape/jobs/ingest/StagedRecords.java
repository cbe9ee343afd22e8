package fi.lape.jobs.ingest;

import static org.apache.spark.sql.functions.col;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Every record of the sources as received, held by Spark outside the lake until all of them are
 * known to be readable. Files are spread over the tasks; a file is read by one task as a stream.
 */
final class StagedRecords implements AutoCloseable {
  /** A record has no {@code bytes}; a file's summary has no {@code record} and the number 0. */
  static final StructType SCHEMA =
      StructType.fromDDL(
          "source_table STRING, source_file STRING, sha256 STRING, origin STRING, record_no BIGINT,"
              + " line BIGINT, record STRING, bytes BIGINT, encoding STRING, records BIGINT,"
              + " fault_code STRING, fault_place STRING");

  private final Dataset<Row> rows;
  private final List<FileSummary> files;

  private StagedRecords(Dataset<Row> rows, List<FileSummary> files) {
    this.rows = rows;
    this.files = List.copyOf(files);
  }

  /**
   * Reads every file.
   *
   * @throws fi.lape.jobs.failure.JobException when any file must be refused as a whole
   */
  static StagedRecords read(SparkSession spark, List<SourceFile> sources) {
    JavaSparkContext context = new JavaSparkContext(spark.sparkContext());
    List<Group> groups = groups(sources, context.defaultParallelism());
    SerializableConfiguration hadoop =
        new SerializableConfiguration(spark.sparkContext().hadoopConfiguration());
    JavaRDD<Row> read =
        context
            .parallelize(groups, groups.size())
            .mapPartitions(
                (FlatMapFunction<Iterator<Group>, Row>)
                    group -> new GroupReading(group, hadoop.value()));
    Dataset<Row> rows = spark.createDataFrame(read, SCHEMA).persist(StorageLevel.MEMORY_AND_DISK());
    List<FileSummary> files =
        rows.filter(col("record_no").equalTo(0)).collectAsList().stream()
            .map(StagedRecords::summary)
            .sorted(Comparator.comparing(FileSummary::name))
            .toList();
    StagedRecords staged = new StagedRecords(rows, files);
    List<FileSummary> refused = files.stream().filter(f -> f.faultCode().isPresent()).toList();
    if (!refused.isEmpty()) {
      staged.close();
      throw IngestFailures.fileRefused(refused.get(0), refused.size() - 1);
    }
    return staged;
  }

  /** Largest first into the group with the fewest bytes: a few even tasks instead of many tiny. */
  private static List<Group> groups(List<SourceFile> sources, int parallelism) {
    int wanted = Math.min(sources.size(), 2 * Math.max(1, parallelism));
    List<List<SourceFile>> groups = new ArrayList<>();
    long[] bytes = new long[wanted];
    for (int i = 0; i < wanted; i++) {
      groups.add(new ArrayList<>());
    }
    List<SourceFile> bySize = new ArrayList<>(sources);
    bySize.sort(
        Comparator.comparingLong((SourceFile f) -> -f.bytes()).thenComparing(SourceFile::name));
    for (SourceFile file : bySize) {
      int least = 0;
      for (int i = 1; i < wanted; i++) {
        least = bytes[i] < bytes[least] ? i : least;
      }
      groups.get(least).add(file);
      bytes[least] += file.bytes() + 4096; // opening a file costs about as much as reading 4 kB
    }
    return groups.stream().map(g -> new Group(List.copyOf(g))).toList();
  }

  /** What was found in each file, by name. */
  List<FileSummary> files() {
    return files;
  }

  /** The records of one table: source_file, origin, record_no, line, record. */
  Dataset<Row> of(SourceTable table) {
    return records()
        .filter(col("source_table").equalTo(table.name()))
        .select("source_file", "origin", "record_no", "line", "record");
  }

  /** All records of all tables. */
  Dataset<Row> records() {
    return rows.filter(col("record_no").gt(0));
  }

  @Override
  public void close() {
    rows.unpersist(false);
  }

  private static FileSummary summary(Row row) {
    String place = row.getAs("fault_place");
    int bar = place == null ? -1 : place.indexOf('|');
    return new FileSummary(
        SourceTable.valueOf(row.getAs("source_table")),
        row.getAs("source_file"),
        row.getAs("sha256"),
        row.<Long>getAs("bytes"),
        row.getAs("encoding"),
        row.getAs("origin"),
        row.<Long>getAs("records"),
        Optional.ofNullable(row.getAs("fault_code")),
        place == null ? Optional.empty() : Optional.of(place.substring(bar + 1)),
        place == null ? 0 : Long.parseLong(place.substring(0, bar)));
  }

  /** The files that one task reads. */
  private record Group(List<SourceFile> files) implements Serializable {}

  /** The files of one task, one after the other, one open at a time. */
  private static final class GroupReading implements Iterator<Row> {
    private final Iterator<SourceFile> files;
    private final Configuration hadoop;
    private Optional<FileReading> current = Optional.empty();

    GroupReading(Iterator<Group> groups, Configuration hadoop) {
      List<SourceFile> all = new ArrayList<>();
      groups.forEachRemaining(group -> all.addAll(group.files()));
      this.files = all.iterator();
      this.hadoop = hadoop;
    }

    @Override
    public boolean hasNext() {
      while (current.isEmpty() || !current.get().hasNext()) {
        current.ifPresent(FileReading::close);
        current = Optional.empty();
        if (!files.hasNext()) {
          return false;
        }
        current = Optional.of(new FileReading(files.next(), hadoop));
      }
      return true;
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException("the task has no further record");
      }
      return current.orElseThrow().next();
    }
  }
}
