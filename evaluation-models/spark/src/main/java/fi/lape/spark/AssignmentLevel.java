package fi.lape.spark;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import fi.lape.estimators.error.EvaluationErrors;
import fi.lape.estimators.error.PanelErrors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Refuses clusters that are finer than the level at which treatment was assigned: the rule of
 * {@link fi.lape.estimators.inference.ClusterLevelCheck} on a table.
 */
final class AssignmentLevel {
  private AssignmentLevel() {}

  /**
   * Checks the columns {@code assigned} and {@code cluster}, where the first is named.
   *
   * @throws fi.lape.estimators.error.EvaluationException {@code PANEL_COLUMN_EMPTY}, {@code
   *     UNIT_NOT_CONSTANT} or {@code CLUSTER_FINER_THAN_TREATMENT}
   */
  static void require(Dataset<Row> table, PanelColumns columns) {
    if (columns.assigned().isEmpty()) {
      return;
    }
    String assigned = columns.assigned().get();
    Dataset<Row> rows =
        table.select(
            LongPanel.text(table, columns.unit()).as("unit"),
            LongPanel.text(table, assigned).as("assigned"),
            LongPanel.text(table, columns.clusteredBy()).as("cluster"));
    long empty =
        rows.agg(coalesce(sum(when(col("assigned").isNull(), 1L).otherwise(0L)), lit(0L)))
            .head()
            .getLong(0);
    if (empty > 0) {
      throw PanelErrors.columnNull(assigned, empty);
    }
    Row units = several(rows, "unit", "assigned");
    if (units.getLong(0) > 0) {
      throw PanelErrors.unitNotConstant(assigned, units.getLong(0), units.getString(1));
    }
    Row groups = several(rows, "assigned", "cluster");
    if (groups.getLong(0) > 0) {
      throw EvaluationErrors.clusterFinerThanTreatment(
          groups.getString(1), (int) groups.getLong(2), (int) groups.getLong(0));
    }
  }

  /** How many values of {@code of} have several of {@code in}, the first of them, and how many. */
  private static Row several(Dataset<Row> rows, String of, String in) {
    return rows.groupBy(of)
        .agg(countDistinct(col(in)).as("values"))
        .where(col("values").gt(1))
        .agg(count(lit(1)), min(col(of)), min_by(col("values"), col(of)))
        .head();
  }
}
