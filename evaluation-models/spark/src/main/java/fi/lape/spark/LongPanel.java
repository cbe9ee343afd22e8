package fi.lape.spark;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import fi.lape.estimators.error.EvaluationErrors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Anybody's table as a panel with the columns {@code unit, cluster, cohort, period, outcome,
 * weight, treatment, dose, exposure, covariates}, checked in one pass: a text where a number
 * belongs is refused with its column and count, never read as a hole.
 */
final class LongPanel {
  private final PanelColumns columns;
  private final Dataset<Row> rows;
  private final int[] periods;

  private LongPanel(PanelColumns columns, Dataset<Row> rows, int[] periods) {
    this.columns = columns;
    this.rows = rows;
    this.periods = periods;
  }

  /** The normalised rows. */
  Dataset<Row> rows() {
    return rows;
  }

  PanelColumns columns() {
    return columns;
  }

  /** The periods there are, increasing. */
  int[] periods() {
    return periods.clone();
  }

  /**
   * Reads a table.
   *
   * @throws fi.lape.estimators.error.EvaluationException {@code PANEL_COLUMN_UNKNOWN}, {@code
   *     VALUE_NOT_A_NUMBER}, {@code PANEL_COLUMN_EMPTY} or {@code PANEL_EMPTY}
   */
  static LongPanel of(Dataset<Row> table, PanelColumns columns) {
    List<String> known = Arrays.asList(table.columns());
    for (String name : columns.names()) {
      if (!known.contains(name)) {
        throw EvaluationErrors.columnUnknown(name, known);
      }
    }
    Dataset<Row> rows = table.select(normalised(table, columns).toArray(Column[]::new));
    int[] periods = PanelSurvey.of(table, columns).periods();
    AssignmentLevel.require(table, columns);
    return new LongPanel(columns, rows, periods);
  }

  /** The columns of a panel, from those of a table. */
  static List<Column> normalised(Dataset<Row> table, PanelColumns columns) {
    List<Column> selected = new ArrayList<>();
    selected.add(text(table, columns.unit()).as("unit"));
    selected.add(text(table, columns.clusteredBy()).as("cluster"));
    selected.add(
        columns.adoption().map(c -> cohort(table, c)).orElse(lit(null).cast("int")).as("cohort"));
    selected.add(number(table, columns.period()).try_cast("int").as("period"));
    selected.add(number(table, columns.outcome()).as("outcome"));
    selected.add(optional(table, columns.weight(), 1.0).as("weight"));
    selected.add(optional(table, columns.treatment(), 0.0).as("treatment"));
    selected.add(optional(table, columns.dose(), 0.0).as("dose"));
    selected.add(optional(table, columns.exposure(), 1.0).as("exposure"));
    selected.add(
        array(columns.covariates().stream().map(c -> number(table, c)).toArray(Column[]::new))
            .cast("array<double>")
            .as("covariates"));
    return selected;
  }

  /** What a cell says, without blanks around it. */
  static Column text(Dataset<Row> table, String column) {
    return trim(named(table, column).cast("string"));
  }

  private static Column optional(Dataset<Row> table, Optional<String> column, double without) {
    return column.map(c -> number(table, c)).orElse(lit(without));
  }

  static Column named(Dataset<Row> table, String column) {
    return table.col("`" + column.replace("`", "``") + "`");
  }

  /** A number, or null where the cell is empty, says so, or is not one. */
  static Column number(Dataset<Row> table, String column) {
    Column value = named(table, column).try_cast("double");
    return when(value.isNotNull().and(value.equalTo(Double.NaN)), lit(null)).otherwise(value);
  }

  private static Column cohort(Dataset<Row> table, String column) {
    Column value = number(table, column);
    Column infinite = value.equalTo(Double.POSITIVE_INFINITY);
    Column never = value.isNull().or(value.equalTo(0)).or(infinite);
    return when(never, lit(null).cast("int")).otherwise(value.try_cast("int"));
  }

  /** The rows in the order of units and periods, for one machine. */
  Dataset<Row> inOrder() {
    return rows.orderBy(col("unit"), col("period"));
  }
}
