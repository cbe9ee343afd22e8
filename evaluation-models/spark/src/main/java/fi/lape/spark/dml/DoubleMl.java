package fi.lape.spark.dml;

import fi.lape.estimators.did.GroupTimeAtt;
import fi.lape.estimators.did.Unbalanced;
import fi.lape.estimators.error.EvaluationErrors;
import fi.lape.estimators.error.PanelErrors;
import fi.lape.estimators.estimate.Effect;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.Fit;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Group-time effects of staggered adoption where the propensity score and the change of the
 * untreated are learnt by MLlib on other folds than they are used on: double machine learning.
 *
 * <p>With {@link Learner#LOGISTIC} and one fold the estimates are those of {@link GroupTimeAtt}
 * with covariates. Influence holds the models as they are, which is right to first order as the
 * score is doubly robust. Models come to the driver, units never do; the same rows give the same
 * bits whatever their order and partitions.
 *
 * @see <a href="https://doi.org/10.1111/ectj.12097">Chernozhukov et al. (2018)</a>
 * @see <a href="https://doi.org/10.1016/j.jeconom.2020.06.003">Sant'Anna and Zhao (2020), equation
 *     3.1</a>
 */
public final class DoubleMl {
  /** The method's word. */
  public static final String METHOD = "double-ml";

  /** What it estimates, in a line. */
  public static final String SUMMARY =
      "group-time-att with covariates whose propensity score and change of the untreated are learnt"
          + " by MLlib on other folds, with a report on overlap; runs in Spark at any size";

  /** When it refuses, in a line. */
  public static final String REFUSES =
      "as group-time-att; no covariates; holes unless 'unbalanced' is complete-units; fewer values of"
          + " 'fold_by' than folds; too few comparable controls; inferences that fit again";

  private DoubleMl() {}

  /**
   * What was found.
   *
   * @param cells unit-period cells with an outcome
   * @param overlap one report a propensity score
   */
  public record Answer(Fit fit, long units, long cells, int clusters, List<Overlap> overlap) {
    public Answer {
      overlap = List.copyOf(overlap);
    }
  }

  /** Rows that are no panel; whoever made them knows best what is wrong with them. */
  public static final class NotAPanel extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /**
   * Estimates.
   *
   * @param rows with the columns {@code unit, cluster, cohort, period, outcome, weight, covariates,
   *     fold_group}
   * @param periods increasing
   * @param covariates their names
   * @param unitsAreClusters whether each unit is its own cluster
   * @param foldBy name of the column of {@code fold_group}, for messages
   * @throws NotAPanel if units contradict themselves
   * @throws fi.lape.estimators.error.EvaluationException if there are holes that the settings do
   *     not leave out, a covariate is missing, or folds are more than there is to deal
   */
  public static Answer fit(
      Dataset<Row> rows,
      int[] periods,
      List<String> covariates,
      boolean unitsAreClusters,
      String foldBy,
      DoubleMlSettings settings) {
    if (covariates.isEmpty()) {
      throw EvaluationErrors.settingOutOfRange(
          "covariates", "none", "one or more: without them there is nothing to learn");
    }
    UnitTable.requireCovariates(rows, covariates);
    try (UnitTable table = UnitTable.of(rows, periods.length)) {
      UnitTable.Survey survey = table.survey();
      refuse(table, survey, periods, foldBy, settings);
      try (CrossFitPanel panel =
          new CrossFitPanel(
              table.dealt(settings, foldBy),
              periods,
              covariates.size(),
              !unitsAreClusters,
              new Lessons(rows.sparkSession(), settings),
              settings)) {
        Fit fit = new GroupTimeAtt(settings.groupTime()).fit(panel);
        return new Answer(
            survey.incomplete() == 0 ? fit : withLeftOut(fit, survey.incomplete()),
            survey.units(),
            survey.cells(),
            panel.clusters(),
            panel.overlap());
      }
    }
  }

  private static void refuse(
      UnitTable table,
      UnitTable.Survey survey,
      int[] periods,
      String foldBy,
      DoubleMlSettings settings) {
    if (survey.contradicting() > 0) {
      throw new NotAPanel();
    }
    if (survey.twoFolds() > 0) {
      throw PanelErrors.unitNotConstant(foldBy, survey.twoFolds(), table.unitOfTwoFolds());
    }
    if (survey.incomplete() > 0 && settings.groupTime().unbalanced() == Unbalanced.REFUSE) {
      Row hole = table.hole(periods);
      throw PanelErrors.panelHasHoles(
          survey.units() * periods.length - survey.cells(),
          hole.getString(0),
          hole.getInt(1),
          "unbalanced",
          List.of("complete-units"));
    }
    if (survey.incomplete() == survey.units()) {
      throw PanelErrors.panelEmpty(0, periods.length);
    }
  }

  private static Fit withLeftOut(Fit fit, long leftOut) {
    List<Effect> effects = new ArrayList<>();
    for (Effect effect : fit.effects()) {
      effects.add(
          effect instanceof Estimated e
              ? new Estimated(
                  e.key(),
                  e.estimate(),
                  e.influence(),
                  e.regression(),
                  e.contrast(),
                  e.sample().withUnitsLeftOut(leftOut))
              : effect);
    }
    return new Fit(effects);
  }
}
