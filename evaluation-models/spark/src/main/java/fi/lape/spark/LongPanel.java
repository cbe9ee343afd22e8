package fi.lape.spark;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.sum;
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
  // More periods than a panel has; a unit or an outcome was named as the period.
  private static final int MOST_PERIODS = 2_000;

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
    int[] periods = survey(table, columns);
    return new LongPanel(columns, rows, periods);
  }

  /** The columns of a panel, from those of a table. */
  static List<Column> normalised(Dataset<Row> table, PanelColumns columns) {
    List<Column> selected = new ArrayList<>();
    Column unit = trim(named(table, columns.unit()).cast("string"));
    selected.add(unit.as("unit"));
    selected.add(
        columns
            .cluster()
            .map(c -> trim(named(table, c).cast("string")))
            .orElse(unit)
            .as("cluster"));
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

  private static Column optional(Dataset<Row> table, Optional<String> column, double without) {
    return column.map(c -> number(table, c)).orElse(lit(without));
  }

  private static Column named(Dataset<Row> table, String column) {
    return table.col("`" + column.replace("`", "``") + "`");
  }

  /** A number, or null where the cell is empty, says so, or is not one. */
  private static Column number(Dataset<Row> table, String column) {
    Column value = named(table, column).try_cast("double");
    return when(value.isNotNull().and(value.equalTo(Double.NaN)), lit(null)).otherwise(value);
  }

  private static Column cohort(Dataset<Row> table, String column) {
    Column value = number(table, column);
    Column infinite = value.equalTo(Double.POSITIVE_INFINITY);
    Column never = value.isNull().or(value.equalTo(0)).or(infinite);
    return when(never, lit(null).cast("int")).otherwise(value.try_cast("int"));
  }

  /** Whether a cell holds something that is neither empty nor a number. */
  private static Column notANumber(Dataset<Row> table, String column, String... tokens) {
    Column text = lower(trim(named(table, column).cast("string")));
    Column empty = text.isNull().or(text.isin((Object[]) tokens));
    return empty.unary_$bang().and(named(table, column).try_cast("double").isNull());
  }

  /** Whether a cell holds a number with a fraction. */
  private static Column notWhole(Dataset<Row> table, String column) {
    Column value = number(table, column);
    return coalesce(
        value
            .isNotNull()
            .and(value.notEqual(Double.POSITIVE_INFINITY))
            .and(value.try_cast("int").isNull().or(value.try_cast("int").notEqual(value))),
        lit(false));
  }

  private static int[] survey(Dataset<Row> table, PanelColumns columns) {
    List<String> numbers = new ArrayList<>(List.of(columns.period(), columns.outcome()));
    columns.treatment().ifPresent(numbers::add);
    columns.dose().ifPresent(numbers::add);
    columns.weight().ifPresent(numbers::add);
    columns.exposure().ifPresent(numbers::add);
    numbers.addAll(columns.covariates());
    List<Column> sums = new ArrayList<>();
    for (String column : numbers) {
      sums.add(counted(notANumber(table, column, "", "na", "nan", "null", ".", "..", "...")));
    }
    sums.add(counted(notWhole(table, columns.period())));
    sums.add(counted(columns.adoption().map(c -> notWhole(table, c)).orElse(lit(false))));
    sums.add(
        counted(
            columns
                .adoption()
                .map(c -> notANumber(table, c, "", "na", "nan", "null", "never", "inf", "infinity"))
                .orElse(lit(false))));
    sums.add(count(lit(1)));
    sums.add(counted(number(table, columns.period()).isNull()));
    sums.add(collect_set(number(table, columns.period()).try_cast("int")));
    Column first = sums.remove(0);
    Row found = table.agg(first, sums.toArray(Column[]::new)).head();
    for (int j = 0; j < numbers.size(); j++) {
      refuse(found.getLong(j), numbers.get(j), "a number");
    }
    int next = numbers.size();
    refuse(found.getLong(next), columns.period(), "a whole number");
    String adoption = columns.adoption().orElse("");
    refuse(found.getLong(next + 1), adoption, "a whole number");
    refuse(found.getLong(next + 2), adoption, "a period, or empty for never");
    long rows = found.getLong(next + 3);
    if (rows == 0) {
      throw EvaluationErrors.panelEmpty(0, 0);
    }
    if (found.getLong(next + 4) > 0) {
      throw EvaluationErrors.columnNull(columns.period(), found.getLong(next + 4));
    }
    int[] periods =
        found.<Integer>getList(next + 5).stream().mapToInt(Integer::intValue).sorted().toArray();
    if (periods.length > MOST_PERIODS) {
      throw EvaluationErrors.tooManyPeriods(columns.period(), periods.length, MOST_PERIODS);
    }
    return periods;
  }

  private static Column counted(Column condition) {
    return coalesce(sum(when(condition, 1L).otherwise(0L)), lit(0L));
  }

  private static void refuse(long cells, String column, String expected) {
    if (cells > 0) {
      throw EvaluationErrors.valueNotANumber(column, cells, expected);
    }
  }

  /** The rows in the order of units and periods, for one machine. */
  Dataset<Row> inOrder() {
    return rows.orderBy(col("unit"), col("period"));
  }
}
