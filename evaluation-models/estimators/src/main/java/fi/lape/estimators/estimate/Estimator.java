package fi.lape.estimators.estimate;

import fi.lape.estimators.error.EvaluationErrors;
import fi.lape.estimators.moments.PanelMoments;
import fi.lape.estimators.panel.Panel;
import java.util.Optional;

/**
 * A method that needs the moments of a panel only: the same moments give the same fit, bit for bit.
 * It never computes an error.
 */
public interface Estimator extends PanelEstimator {
  /** Estimates every number of the method, or refuses it by name. */
  Fit fit(PanelMoments moments);

  /**
   * Returns one number of the fit, the same as {@link #fit} has it, or empty if it has none; for
   * those who want one number of many panels.
   */
  default Optional<Effect> effect(PanelMoments moments, EffectKey key) {
    return fit(moments).effect(key);
  }

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
