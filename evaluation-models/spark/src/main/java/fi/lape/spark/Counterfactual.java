package fi.lape.spark;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.try_element_at;
import static org.apache.spark.sql.functions.when;

import fi.lape.estimators.estimate.UntreatedTrend;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * Adds to a table what its outcomes would have been without treatment, α_i + λ_t + x_it'b, α_i from
 * the unit's own untreated rows; null where untreated outcomes do not settle it. One window by
 * unit, no join.
 */
public final class Counterfactual {
  /** The column added. */
  public static final String COLUMN = "counterfactual";

  private static final String PANEL = "_lape_panel";
  private static final String TREND = "_lape_trend";

  private Counterfactual() {}

  /** Returns the table with {@link #COLUMN}. */
  public static Dataset<Row> added(
      Dataset<Row> table, PanelColumns columns, UntreatedTrend untreated) {
    List<Column> panel = LongPanel.normalised(table, columns);
    Column cohort = col(PANEL + ".cohort");
    Column period = col(PANEL + ".period");
    Column treated = cohort.isNotNull().and(period.geq(cohort.minus(untreated.anticipation())));
    Column base =
        when(
            treated.unary_$bang().and(col(PANEL + ".outcome").isNotNull()),
            col(PANEL + ".outcome").minus(col(TREND)));
    Column level = avg(base).over(Window.partitionBy(col(PANEL + ".unit")));
    return table
        .withColumn(PANEL, struct(panel.toArray(Column[]::new)))
        .withColumn(TREND, trend(columns, untreated))
        .withColumn(COLUMN, level.plus(col(TREND)))
        .drop(PANEL, TREND);
  }

  private static Column trend(PanelColumns columns, UntreatedTrend untreated) {
    List<Column> entries = new ArrayList<>();
    untreated
        .periods()
        .forEach(
            (period, effect) -> {
              entries.add(lit(period));
              entries.add(lit(effect));
            });
    // try_element_at gives null for a period that is not there, also with ANSI arithmetic.
    Column trend =
        entries.isEmpty()
            ? lit(null).cast("double")
            : try_element_at(map(entries.toArray(Column[]::new)), col(PANEL + ".period"));
    List<String> names = columns.covariates();
    for (int j = 0; j < names.size(); j++) {
      trend =
          trend.plus(
              element_at(col(PANEL + ".covariates"), lit(j + 1))
                  .multiply(untreated.covariates().getOrDefault(names.get(j), 0.0)));
    }
    return trend;
  }
}
