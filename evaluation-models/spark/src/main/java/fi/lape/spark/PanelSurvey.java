package fi.lape.spark;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import fi.lape.estimators.error.EvaluationErrors;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One pass over a table that finds its periods, and cells that hold something else than they
 * should.
 */
final class PanelSurvey {
  // More periods than a panel has; a unit or an outcome was named as the period.
  private static final int MOST_PERIODS = 2_000;

  private static final String[] HOLES = {"", "na", "nan", "null", ".", "..", "..."};
  private static final String[] NEVER = {"", "na", "nan", "null", "never", "inf", "infinity"};

  private final Dataset<Row> table;
  private final PanelColumns columns;
  private final List<Check> checks = new ArrayList<>();

  /** Cells of a column that are not what is expected of them. */
  private record Check(String column, Column isWrong, String expected) {}

  private PanelSurvey(Dataset<Row> table, PanelColumns columns) {
    this.table = table;
    this.columns = columns;
    List<String> numbers = new ArrayList<>(List.of(columns.period(), columns.outcome()));
    columns.treatment().ifPresent(numbers::add);
    columns.dose().ifPresent(numbers::add);
    columns.weight().ifPresent(numbers::add);
    columns.exposure().ifPresent(numbers::add);
    numbers.addAll(columns.covariates());
    for (String column : numbers) {
      checks.add(new Check(column, notANumber(column, HOLES), "a number"));
    }
    checks.add(new Check(columns.period(), notWhole(columns.period()), "a whole number"));
    columns
        .adoption()
        .ifPresent(
            adoption -> {
              checks.add(new Check(adoption, notWhole(adoption), "a whole number"));
              checks.add(
                  new Check(adoption, notANumber(adoption, NEVER), "a period, or empty for never"));
            });
  }

  static PanelSurvey of(Dataset<Row> table, PanelColumns columns) {
    return new PanelSurvey(table, columns);
  }

  /**
   * Returns the periods there are, increasing.
   *
   * @throws fi.lape.estimators.error.EvaluationException {@code VALUE_NOT_A_NUMBER}, {@code
   *     PANEL_EMPTY}, {@code PANEL_COLUMN_EMPTY} or {@code TOO_MANY_PERIODS}
   */
  int[] periods() {
    Column period = LongPanel.number(table, columns.period()).try_cast("int");
    Column place = struct(LongPanel.text(table, columns.unit()).as("unit"), period.as("period"));
    List<Column> sums = new ArrayList<>();
    sums.add(counted(LongPanel.number(table, columns.period()).isNull()));
    sums.add(collect_set(period));
    for (Check check : checks) {
      sums.add(counted(check.isWrong()));
      sums.add(min(when(check.isWrong(), place)));
    }
    Row found = table.agg(count(lit(1)), sums.toArray(Column[]::new)).head();
    for (int j = 0; j < checks.size(); j++) {
      refuse(found.getLong(3 + 2 * j), checks.get(j), found.getStruct(4 + 2 * j));
    }
    if (found.getLong(0) == 0) {
      throw EvaluationErrors.panelEmpty(0, 0);
    }
    if (found.getLong(1) > 0) {
      throw EvaluationErrors.columnNull(columns.period(), found.getLong(1));
    }
    int[] periods =
        found.<Integer>getList(2).stream().mapToInt(Integer::intValue).sorted().toArray();
    if (periods.length > MOST_PERIODS) {
      throw EvaluationErrors.tooManyPeriods(columns.period(), periods.length, MOST_PERIODS);
    }
    return periods;
  }

  private static void refuse(long cells, Check check, Row place) {
    if (cells > 0) {
      String unit =
          place.isNullAt(0) ? "a row without a unit" : "unit '" + place.getString(0) + "'";
      String period = place.isNullAt(1) ? "" : ", period " + place.getInt(1);
      throw EvaluationErrors.valueNotANumber(
          check.column(), cells, check.expected(), unit + period);
    }
  }

  private static Column counted(Column condition) {
    return coalesce(sum(when(condition, 1L).otherwise(0L)), lit(0L));
  }

  /** Whether a cell holds something that is neither empty nor a number. */
  private Column notANumber(String column, String... tokens) {
    Column text = lower(trim(LongPanel.named(table, column).cast("string")));
    Column empty = text.isNull().or(text.isin((Object[]) tokens));
    return empty.unary_$bang().and(LongPanel.named(table, column).try_cast("double").isNull());
  }

  /** Whether a cell holds a number with a fraction. */
  private Column notWhole(String column) {
    Column value = LongPanel.number(table, column);
    return coalesce(
        value
            .isNotNull()
            .and(value.notEqual(Double.POSITIVE_INFINITY))
            .and(value.try_cast("int").isNull().or(value.try_cast("int").notEqual(value))),
        lit(false));
  }
}
