package fi.lape.estimators.did;

/** Units that stand in for a cohort had it not been treated. */
public enum Controls {
  /** Units never treated in the time looked at. */
  NEVER_TREATED,
  /** Units not treated in the period looked at nor in the base period, the cohort itself apart. */
  NOT_YET_TREATED
}
