package fi.lape.jobs.ingest;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import fi.lape.jobs.lake.Lake;
import fi.lape.jobs.lake.LakeTable;
import fi.lape.jobs.table.Columns;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * The tables of what was received. They only grow, and a file of the same name and content is never
 * added twice, not even after a run that was killed between the two tables.
 */
final class Bronze {
  private static final StructType FILES =
      StructType.fromDDL(
          "source_kind STRING, source_file STRING, sha256 STRING, bytes BIGINT, encoding STRING,"
              + " origin STRING, records BIGINT");

  private final Lake lake;
  private final String runId;
  private final Timestamp receivedAt;

  Bronze(Lake lake, String runId, Instant receivedAt) {
    this.lake = lake;
    this.runId = runId;
    this.receivedAt = Timestamp.from(receivedAt);
  }

  /**
   * Adds what is new.
   *
   * @param files what was received
   * @param received its records: source_file, sha256, record_no, record
   */
  void add(List<FileSummary> files, Dataset<Row> received) {
    List<FileSummary> news = unknown(LakeTable.SOURCE_FILE, files);
    if (news.isEmpty()) {
      return;
    }
    List<FileSummary> withRecords = unknown(LakeTable.SOURCE_RECORD, news);
    if (!withRecords.isEmpty()) {
      Dataset<Row> wanted =
          files(withRecords).select(col("source_kind"), col("source_file"), col("sha256"));
      Dataset<Row> records =
          received.join(broadcast(wanted), Columns.named("source_file", "sha256"));
      lake.append(LakeTable.SOURCE_RECORD, stamped(records));
    }
    lake.append(LakeTable.SOURCE_FILE, stamped(files(news)).coalesce(1));
  }

  private Dataset<Row> stamped(Dataset<Row> rows) {
    return rows.withColumn("run_id", lit(runId)).withColumn("received_at", lit(receivedAt));
  }

  private List<FileSummary> unknown(LakeTable table, List<FileSummary> files) {
    if (!lake.has(table)) {
      return files;
    }
    Object[] hashes = files.stream().map(FileSummary::sha256).toArray();
    Set<String> known = new HashSet<>();
    for (Row row :
        lake.read(table)
            .filter(col("sha256").isin(hashes))
            .select("source_file", "sha256")
            .distinct()
            .collectAsList()) {
      known.add(row.getString(0) + " " + row.getString(1));
    }
    return files.stream().filter(f -> !known.contains(f.name() + " " + f.sha256())).toList();
  }

  private Dataset<Row> files(List<FileSummary> files) {
    SparkSession spark = lake.spark();
    List<Row> rows =
        files.stream()
            .map(
                f ->
                    RowFactory.create(
                        f.table().folder(),
                        f.name(),
                        f.sha256(),
                        f.bytes(),
                        f.encoding(),
                        f.origin(),
                        f.records()))
            .toList();
    return spark.createDataFrame(rows, FILES);
  }
}
