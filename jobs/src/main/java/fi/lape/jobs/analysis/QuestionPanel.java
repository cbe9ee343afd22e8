package fi.lape.jobs.analysis;

import fi.lape.estimators.estimate.Estimator;
import fi.lape.estimators.estimate.Fit;
import fi.lape.estimators.estimate.PanelEstimator;
import java.util.Map;

/**
 * The panel of a question as its methods read it: cohort means where they are enough, which are
 * reduced by Spark, and units otherwise.
 */
public final class QuestionPanel {
  private final Question question;
  private final PanelAccess panels;

  public QuestionPanel(Question question, PanelAccess panels) {
    this.question = question;
    this.panels = panels;
  }

  /** Its moments. */
  public PreparedMoments moments() {
    return panels.moments(question);
  }

  /** Its units. */
  public UnitPanel units() {
    return panels.units(question);
  }

  /** Doses of its units, by id, where the treatment is a dose of units; else empty. */
  public Map<String, Double> unitDoses() {
    return panels.unitDoses(question);
  }

  /** Fits a method, hidden cells in the middle of their intervals. */
  public Fit fit(PanelEstimator estimator) {
    return estimator instanceof Estimator onMoments
        ? onMoments.fit(moments().values())
        : fit(estimator, units(), UnitPanel.Hidden.MIDDLE);
  }

  /** Fits a method without one area. */
  public Fit fitWithout(PanelEstimator estimator, String area) {
    return estimator instanceof Estimator onMoments
        ? onMoments.fit(moments().values().minus(area))
        : fit(estimator, units().withoutArea(area), UnitPanel.Hidden.MIDDLE);
  }

  /** Fits a method with all hidden cells at one end of their intervals. */
  public Fit fitHidden(PanelEstimator estimator, UnitPanel.Hidden where) {
    return fit(estimator, units(), where);
  }

  private Fit fit(PanelEstimator estimator, UnitPanel units, UnitPanel.Hidden where) {
    return estimator.fit(
        units.panel(
            Question.measure(estimator.method()),
            where,
            ClusterLevels.clusterOf(question.analysis())));
  }
}
