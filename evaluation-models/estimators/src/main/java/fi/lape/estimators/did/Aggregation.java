package fi.lape.estimators.did;

/** A way to sum up the effects of cohorts and periods. */
public enum Aggregation {
  /** One average over all treated cohorts and periods. */
  SIMPLE,
  /** By cohort, and their average. */
  GROUP,
  /** By period, and their average. */
  CALENDAR,
  /** By periods since adoption, and the average of those after it. */
  DYNAMIC
}
