package fi.lape.estimators.did;

/** How the errors of an average treat the shares of the cohorts in it. */
public enum Shares {
  /** As given: the average answers for the adopters as they were composed. */
  FIXED,
  /** As estimated from the sample: the errors say how the composition could have been. */
  ESTIMATED
}
