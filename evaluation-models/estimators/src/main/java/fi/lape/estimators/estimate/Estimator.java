package fi.lape.estimators.estimate;

import fi.lape.estimators.error.EvaluationErrors;
import fi.lape.estimators.moments.PanelMoments;
import fi.lape.estimators.panel.Panel;

/**
 * A method that needs the moments of a panel only: the same moments give the same fit, bit for bit.
 * It never computes an error.
 */
public interface Estimator extends PanelEstimator {
  /** Estimates every number of the method, or refuses it by name. */
  Fit fit(PanelMoments moments);

  /**
   * {@inheritDoc}
   *
   * @throws fi.lape.estimators.error.EvaluationException if the panel has holes or covariates
   */
  @Override
  default Fit fit(Panel panel) {
    if (!panel.covariateNames().isEmpty()) {
      throw EvaluationErrors.covariatesNotUsed(method());
    }
    return fit(PanelMoments.of(panel));
  }
}
