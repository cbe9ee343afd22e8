package fi.lape.jobs.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Rows in, rows out and why, gathered while a stage runs and written at its end. */
public final class DataFlow {
  private static final StructType SCHEMA =
      StructType.fromDDL(
          "run_id STRING, stage STRING, table_name STRING, step STRING, reason_code STRING,"
              + " rows BIGINT, area_code STRING, detail STRING");

  private record Line(
      String table, String step, String reason, long rows, String area, String detail) {}

  private final String runId;
  private final String stage;
  private final List<Line> lines = new ArrayList<>();

  public DataFlow(String runId, String stage) {
    this.runId = runId;
    this.stage = stage;
  }

  /** Counts rows of a table at a step, for no particular reason. */
  public void count(String table, String step, long rows) {
    count(table, step, "NONE", rows);
  }

  /** Counts rows of a table at a step, for a reason of the code list. */
  public void count(String table, String step, String reason, long rows) {
    lines.add(new Line(table, step, reason, rows, null, null));
  }

  /** The same with what distinguishes it from another count of the same step and reason. */
  public void count(String table, String step, String reason, long rows, String detail) {
    lines.add(new Line(table, step, reason, rows, null, detail));
  }

  /** A finding about the whole. */
  public void finding(String table, String reason, long rows, String detail) {
    lines.add(new Line(table, "finding", reason, rows, null, detail));
  }

  /** A finding about one project area. */
  public void areaFinding(String table, String reason, long rows, String area, String detail) {
    lines.add(new Line(table, "finding", reason, rows, area, detail));
  }

  /** Everything gathered, as rows of the table {@code data_flow}. */
  public Dataset<Row> rows(SparkSession spark) {
    List<Row> rows =
        lines.stream()
            .sorted(
                Comparator.comparing(Line::table)
                    .thenComparing(Line::step)
                    .thenComparing(Line::reason)
                    .thenComparing(l -> l.area() == null ? "" : l.area())
                    .thenComparing(l -> l.detail() == null ? "" : l.detail()))
            .map(
                l ->
                    RowFactory.create(
                        runId,
                        stage,
                        l.table(),
                        l.step(),
                        l.reason(),
                        l.rows(),
                        l.area(),
                        l.detail()))
            .toList();
    return spark.createDataFrame(rows, SCHEMA);
  }
}
