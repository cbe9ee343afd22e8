package fi.lape.jobs.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import fi.lape.jobs.table.Caches;
import fi.lape.jobs.table.Columns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;

/**
 * Rows of one input table, each with the first rule it breaks.
 *
 * @param table name of the input contract
 * @param judged the rows with {@code source_file}, {@code record_no}, {@code line} and a {@code
 *     fault} of field, code and reason, null where the row is right
 */
record Sifted(String table, Dataset<Row> judged) {
  static final String FAULT = "fault";

  /** An index that no array has, for which Spark gives null. */
  private static final int NO_FAULT = -1;

  /** Judges rows by the checks in their order. */
  static Sifted of(String table, Dataset<Row> rows, List<Check> checks, Caches caches) {
    // One flat CASE: nested conditions cost Spark's search for common expressions far more than
    // the rows do.
    Column which = when(checks.get(0).violated(), lit(0));
    List<Column> faults = new ArrayList<>(List.of(fault(checks.get(0))));
    for (int i = 1; i < checks.size(); i++) {
      which = which.when(checks.get(i).violated(), lit(i));
      faults.add(fault(checks.get(i)));
    }
    Column first =
        functions.get(
            functions.array(faults.toArray(Column[]::new)), which.otherwise(lit(NO_FAULT)));
    return new Sifted(table, caches.hold(rows.withColumn(FAULT, first)));
  }

  private static Column fault(Check check) {
    return struct(
        lit(check.field()).as("field"),
        lit(check.code()).as("code"),
        lit(check.reason()).as("reason"));
  }

  /** The rows that broke no rule. */
  Dataset<Row> kept() {
    return judged.filter(col(FAULT).isNull()).drop(FAULT);
  }

  /** The rows that broke one. */
  Dataset<Row> refused() {
    return judged.filter(col(FAULT).isNotNull());
  }

  /** The broken rows as places: table_name, source_file, record_no, field, reason_code, … */
  Dataset<Row> quarantine() {
    return refused()
        .select(
            lit(table).as("table_name"),
            col("source_file"),
            col("record_no"),
            col(FAULT + ".field").as("field"),
            col(FAULT + ".code").as("reason_code"),
            col(FAULT + ".reason").as("reason"),
            concat(lit("line "), col("line")).as("place"));
  }

  /**
   * Settles keys that occur more than once: equal rows are kept once, unequal ones not at all.
   *
   * @throws fi.lape.jobs.failure.JobException {@code VINTAGE_CONFLICT} when the unequal rows stand
   *     in different files, which then are two vintages of one series
   */
  Sifted uniqueBy(List<String> keys, List<String> values, Caches caches) {
    Column[] key = keys.stream().map(functions::col).toArray(Column[]::new);
    Column content = struct(values.stream().map(functions::col).toArray(Column[]::new));
    List<Row> duplicated =
        kept()
            .groupBy(key)
            .agg(
                functions.count(lit(1)).as("times"),
                functions.not(min(content).eqNullSafe(max(content))).as("differ"),
                functions.not(min("source_file").equalTo(max("source_file"))).as("files"))
            .filter(col("times").gt(1))
            .orderBy(key)
            .collectAsList();
    if (duplicated.isEmpty()) {
      return this;
    }
    List<Row> vintages =
        duplicated.stream()
            .filter(r -> r.<Boolean>getAs("differ") && r.<Boolean>getAs("files"))
            .toList();
    if (!vintages.isEmpty()) {
      throw IngestFailures.vintageConflict(table, vintages.size(), text(vintages.get(0), keys));
    }
    Dataset<Row> lookup =
        judged
            .sparkSession()
            .createDataFrame(duplicated, duplicated.get(0).schema())
            .withColumnRenamed("times", "dup_times")
            .withColumnRenamed("differ", "dup_differ")
            .drop("files");
    Column place =
        row_number()
            .over(
                Window.partitionBy(key)
                    .orderBy(col("wrong"), col("source_file"), col("record_no")));
    Column verdict =
        when(col(FAULT).isNotNull(), col(FAULT))
            .when(
                col("dup_differ"),
                fault(
                    new Check(
                        lit(true),
                        String.join("+", keys),
                        "VALUES_CONFLICT",
                        "the same key occurs with different values; none of them is used")))
            .when(
                col("dup_times").isNotNull().and(col("place").gt(1)),
                fault(
                    new Check(
                        lit(true),
                        String.join("+", keys),
                        "KEY_DUPLICATED",
                        "the same row occurs more than once; the first is used")));
    List<Column> columns = new ArrayList<>();
    Arrays.stream(judged.columns()).filter(c -> !c.equals(FAULT)).forEach(c -> columns.add(col(c)));
    columns.add(verdict.as(FAULT));
    Dataset<Row> settled =
        judged
            .withColumn("wrong", col(FAULT).isNotNull())
            .join(functions.broadcast(lookup), Columns.named(keys), "left")
            .withColumn("place", place)
            .select(columns.toArray(Column[]::new));
    return new Sifted(table, caches.hold(settled));
  }

  private static String text(Row row, List<String> keys) {
    return String.join(", ", keys.stream().map(k -> k + " " + row.get(row.fieldIndex(k))).toList());
  }
}
