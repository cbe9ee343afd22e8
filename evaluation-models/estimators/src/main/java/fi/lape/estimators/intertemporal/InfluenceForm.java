package fi.lape.estimators.intertemporal;

/** Which influence an effect carries, and thereby whose standard errors it gives. */
public enum InfluenceForm {
  /**
   * Deviations from the mean of one's cohort, enlarged by √(G/(G − 1)) for its G clusters, as the
   * authors of the method have it: conservative if effects differ within cohorts.
   */
  REFERENCE,
  /** n times the derivative of the estimate in the logarithm of the unit's weight. */
  DERIVATIVE
}
