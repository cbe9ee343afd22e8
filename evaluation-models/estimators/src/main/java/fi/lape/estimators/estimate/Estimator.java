package fi.lape.estimators.estimate;

import fi.lape.estimators.moments.PanelMoments;

/** A method: the same moments give the same fit, bit for bit. It never computes an error. */
public interface Estimator {
  /** Returns the word of the method in study plans and results. */
  String method();

  /** Estimates every number of the method, or refuses it by name. */
  Fit fit(PanelMoments moments);
}
