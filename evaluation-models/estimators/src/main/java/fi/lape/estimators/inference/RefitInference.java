package fi.lape.estimators.inference;

import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.PanelEstimator;
import fi.lape.estimators.panel.Panel;

/** A way to the uncertainty of one number of a method by fitting the method again. */
public interface RefitInference {
  /** Returns the word of the inference in study plans and results. */
  String name();

  /**
   * Returns the uncertainty of one number, or why there is no valid statement of it.
   *
   * @param estimator fitted again on parts of the panel, or on other assignments
   * @param key the number asked for
   * @param level confidence level of the interval, above 0 and below 1
   * @throws fi.lape.estimators.error.EvaluationException if the level is out of range, or the panel
   *     lacks what the method needs
   */
  InferenceResult infer(PanelEstimator estimator, Panel panel, EffectKey key, double level);
}
