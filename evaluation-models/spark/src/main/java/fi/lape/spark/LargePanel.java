package fi.lape.spark;

import static org.apache.spark.sql.functions.array_except;
import static org.apache.spark.sql.functions.array_min;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.when;

import fi.lape.estimators.did.GroupTimeAtt;
import fi.lape.estimators.did.Unbalanced;
import fi.lape.estimators.error.EvaluationErrors;
import fi.lape.estimators.error.PanelErrors;
import fi.lape.estimators.estimate.Estimator;
import fi.lape.estimators.estimate.PanelEstimator;
import fi.lape.spark.fold.Faulty;
import fi.lape.spark.fold.PanelFold;
import fi.lape.spark.fold.SparkPasses;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What is done otherwise on a large panel: rows are folded by {@link PanelFold}, and group-time
 * effects with covariates, or of units that are their own clusters, come from passes over its
 * units. Numbers are the same up to rounding.
 *
 * <p>A panel is large from {@link #DEFAULT_ROWS} rows on, or as many as the Spark setting {@value
 * #SETTING} says.
 */
final class LargePanel {
  /** Spark setting: rows from which on a panel is large. */
  static final String SETTING = "spark.lape.largePanelRows";

  static final long DEFAULT_ROWS = 1_000_000;

  // Sums of every effect are kept for each, in each of 64 buckets: some hundred megabytes.
  private static final int MOST_CLUSTERS = 5_000;

  private LargePanel() {}

  private static boolean isLarge(LongPanel panel) {
    String rows = panel.rows().sparkSession().conf().get(SETTING, Long.toString(DEFAULT_ROWS));
    try {
      return panel.size() >= Long.parseLong(rows);
    } catch (NumberFormatException word) {
      throw EvaluationErrors.settingOutOfRange(SETTING, "'" + rows + "'", "a number of rows");
    }
  }

  /**
   * Returns the fit, made without bringing units together; empty if the panel is small, this is not
   * how to fit it, or it has faults that others find sooner.
   *
   * @param byClusters whether no error of units is asked for, only of clusters
   */
  static Optional<Estimation.Fitted> fit(
      LongPanel panel, PanelEstimator estimator, boolean byClusters) {
    PanelColumns columns = panel.columns();
    if (!isLarge(panel)
        || !panel.isFoldable()
        || columns.treatment().isPresent()
        || columns.exposure().isPresent()) {
      return Optional.empty();
    }
    boolean passes = !columns.covariates().isEmpty() || columns.unitsAreClusters();
    if (passes) {
      return estimator instanceof GroupTimeAtt groupTime
              && groupTime.unbalanced() != Unbalanced.REPEATED_CROSS_SECTIONS
          ? passed(panel, groupTime)
          : Optional.empty();
    }
    return estimator instanceof Estimator onMoments
        ? folded(panel, onMoments, byClusters && estimator instanceof GroupTimeAtt)
        : Optional.empty();
  }

  private static Optional<Estimation.Fitted> folded(
      LongPanel panel, Estimator estimator, boolean byClusters) {
    Optional<PanelFold.Moments> means = byClusters ? panel.fold().means() : Optional.empty();
    return means
        .or(() -> panel.fold().moments())
        .map(
            folded ->
                new Estimation.Fitted(
                    estimator.fit(folded.moments()),
                    folded.units(),
                    folded.rows(),
                    0,
                    folded.moments().clusters().size(),
                    true,
                    Estimation.imputing(estimator).map(i -> i.untreated(folded.moments()))));
  }

  private static Optional<Estimation.Fitted> passed(LongPanel panel, GroupTimeAtt groupTime) {
    try (SparkPasses passes = panel.fold().passes()) {
      int faults = passes.faults();
      boolean holed =
          passes.unitsLeftOut() > 0 && groupTime.unbalanced() != Unbalanced.COMPLETE_UNITS;
      if (faults != 0 || holed) {
        refuse(panel, passes, faults);
        return Optional.empty(); // two units of one hash: the slow way tells them apart
      }
      int clusters = clusters(panel, passes);
      return Optional.of(
          new Estimation.Fitted(
              groupTime.fit(passes),
              passes.units(),
              passes.cells(),
              passes.units() * panel.periods().length - passes.cells(),
              clusters,
              false,
              Optional.empty()));
    }
  }

  private static int clusters(LongPanel panel, SparkPasses passes) {
    if (passes.unitsAreClusters()) {
      return Math.toIntExact(passes.units());
    }
    int clusters = passes.clusters().size();
    if (clusters > MOST_CLUSTERS) {
      throw EvaluationErrors.tooManyClusters(
          panel.columns().clusteredBy(), clusters, MOST_CLUSTERS);
    }
    return clusters;
  }

  /** Throws what is wrong with a panel, with the first unit it is wrong with. */
  private static void refuse(LongPanel panel, SparkPasses passes, int faults) {
    Dataset<Row> rows = panel.rows();
    if ((faults & Faulty.TOO_MANY_CLUSTERS) != 0) {
      throw EvaluationErrors.tooManyClusters(
          panel.columns().clusteredBy(), rows.select("cluster").distinct().count(), MOST_CLUSTERS);
    }
    if ((faults & Faulty.CONTRADICTS_ITSELF) != 0) {
      MomentsReducer.of(panel.periods()).naming(panel.columns()).reduce(rows);
      return;
    }
    if ((faults & Faulty.NEVER_OBSERVED) != 0) {
      Row first =
          rows.groupBy("unit")
              .agg(count(col("outcome")).as("cells"))
              .where(col("cells").equalTo(0))
              .agg(min(col("unit")))
              .head();
      throw PanelErrors.unitNeverObserved(first.getString(0));
    }
    if ((faults & Faulty.COVARIATE) != 0) {
      refuseCovariate(panel);
    }
    refuseHoles(panel, passes);
  }

  private static void refuseCovariate(LongPanel panel) {
    Row first =
        panel
            .rows()
            .where(
                col("outcome").isNotNull().and(exists(col("covariates"), LargePanel::isNotFinite)))
            .orderBy("unit", "period")
            .select("unit", "period", "covariates")
            .head();
    List<Double> values = first.getList(2);
    int j = 0;
    while (values.get(j) != null && Double.isFinite(values.get(j))) {
      j++;
    }
    throw PanelErrors.columnNotFinite(
        panel.columns().covariates().get(j), first.getString(0), first.getInt(1));
  }

  private static Column isNotFinite(Column value) {
    return value
        .isNull()
        .or(value.equalTo(Double.POSITIVE_INFINITY))
        .or(value.equalTo(Double.NEGATIVE_INFINITY));
  }

  private static void refuseHoles(LongPanel panel, SparkPasses passes) {
    int[] periods = panel.periods();
    Row first =
        panel
            .rows()
            .groupBy("unit")
            .agg(
                count(col("outcome")).as("cells"),
                collect_set(when(col("outcome").isNotNull(), col("period"))).as("seen"))
            .where(col("cells").lt(periods.length))
            .orderBy("unit")
            .select(col("unit"), array_min(array_except(lit(periods), col("seen"))))
            .head();
    long holes = passes.units() * periods.length - passes.cells();
    throw GroupTimeAtt.holesRefused(holes, first.getString(0), first.getInt(1));
  }

  /** Refuses an inference that fits again where that is more than one machine holds. */
  static void refuseRefits(LongPanel panel, String inference) {
    if (panel.size() > PanelCollector.MOST_ROWS) {
      throw EvaluationErrors.inferenceNeedsUnits(inference, panel.size(), PanelCollector.MOST_ROWS);
    }
  }
}
