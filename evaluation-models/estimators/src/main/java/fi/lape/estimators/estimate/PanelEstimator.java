package fi.lape.estimators.estimate;

import fi.lape.estimators.panel.Panel;

/**
 * A method that needs the units: one with covariates, holes, or treatments that come and go. The
 * same panel gives the same fit, bit for bit. It never computes an error.
 */
public interface PanelEstimator {
  /** Returns the word of the method in study plans and results. */
  String method();

  /**
   * Estimates every number of the method, or refuses it by name.
   *
   * @throws fi.lape.estimators.error.EvaluationException if the panel lacks what the method needs
   */
  Fit fit(Panel panel);
}
