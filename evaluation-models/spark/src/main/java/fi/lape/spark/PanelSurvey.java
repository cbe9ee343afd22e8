package fi.lape.spark;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import fi.lape.estimators.error.PanelErrors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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

  // As Spark orders such pairs: what is empty comes first.
  private static final Comparator<Row> BY_PLACE =
      Comparator.comparing((Row place) -> Optional.ofNullable(place.getString(0)).orElse(""))
          .thenComparing(place -> place.isNullAt(1) ? Integer.MIN_VALUE : place.getInt(1));

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
      if (!LongPanel.isNumeric(table, column)) {
        checks.add(new Check(column, notANumber(column, HOLES), "a number"));
      }
    }
    if (!LongPanel.isInteger(table, columns.period())) {
      checks.add(new Check(columns.period(), notWhole(columns.period()), "a whole number"));
    }
    columns
        .adoption()
        .filter(adoption -> !LongPanel.isInteger(table, adoption))
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
   * What a table has.
   *
   * @param periods increasing
   * @param rows how many
   */
  record Found(List<Integer> periods, long rows) {
    Found {
      periods = List.copyOf(periods);
    }
  }

  /**
   * Returns the periods there are and the number of rows. Only checks that the types of columns do
   * not settle are made; where they settle all, the period alone is read.
   *
   * @throws fi.lape.estimators.error.EvaluationException {@code VALUE_NOT_A_NUMBER}, {@code
   *     PANEL_EMPTY}, {@code PANEL_COLUMN_EMPTY} or {@code TOO_MANY_PERIODS}
   */
  Found found() {
    Column period = LongPanel.period(table, columns);
    List<Column> sums = sums(period);
    Column[] others = sums.subList(1, sums.size()).toArray(Column[]::new);
    List<Row> groups =
        table
            .groupBy(period.as("period"))
            .agg(sums.get(0), others)
            .limit(MOST_PERIODS + 2)
            .collectAsList();
    if (groups.size() > MOST_PERIODS + 1) {
      groups = table.agg(lit(null), sums.toArray(Column[]::new)).collectAsList();
      refuseWrong(groups);
      long periods = table.agg(countDistinct(period)).head().getLong(0);
      throw PanelErrors.tooManyPeriods(columns.period(), Math.toIntExact(periods), MOST_PERIODS);
    }
    refuseWrong(groups);
    long rows = 0;
    List<Integer> periods = new ArrayList<>();
    for (Row group : groups) {
      rows += group.getLong(1);
      if (group.isNullAt(0)) {
        throw PanelErrors.columnNull(columns.period(), group.getLong(1));
      }
      periods.add(group.getInt(0));
    }
    if (rows == 0) {
      throw PanelErrors.panelEmpty(0, 0);
    }
    if (periods.size() > MOST_PERIODS) {
      throw PanelErrors.tooManyPeriods(columns.period(), periods.size(), MOST_PERIODS);
    }
    Collections.sort(periods);
    return new Found(periods, rows);
  }

  /** Rows, and for every check how many cells are wrong and the first of them. */
  private List<Column> sums(Column period) {
    Column place = struct(LongPanel.text(table, columns.unit()).as("unit"), period.as("period"));
    List<Column> sums = new ArrayList<>(List.of(count(lit(1))));
    for (Check check : checks) {
      sums.add(counted(check.isWrong()));
      sums.add(min(when(check.isWrong(), place)));
    }
    return sums;
  }

  private void refuseWrong(List<Row> groups) {
    for (int j = 0; j < checks.size(); j++) {
      long cells = 0;
      List<Row> places = new ArrayList<>();
      for (Row group : groups) {
        cells += group.getLong(2 + 2 * j);
        if (!group.isNullAt(3 + 2 * j)) {
          places.add(group.getStruct(3 + 2 * j));
        }
      }
      if (cells > 0) {
        refuse(cells, checks.get(j), Collections.min(places, BY_PLACE));
      }
    }
  }

  private static void refuse(long cells, Check check, Row place) {
    String unit = place.isNullAt(0) ? "a row without a unit" : "unit '" + place.getString(0) + "'";
    String period = place.isNullAt(1) ? "" : ", period " + place.getInt(1);
    throw PanelErrors.valueNotANumber(check.column(), cells, check.expected(), unit + period);
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
