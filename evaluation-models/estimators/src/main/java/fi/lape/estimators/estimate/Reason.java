package fi.lape.estimators.estimate;

/** Why a number cannot be estimated; said instead of it. */
public enum Reason {
  /** The cohort was treated in the first period already: nothing to compare with. */
  ALWAYS_TREATED,
  /** Units of like dose changed exactly alike: nothing decides how near to dose zero to look. */
  BANDWIDTH_NOT_DETERMINED,
  /** Other regressors, or the fixed effects, explain it: the data cannot tell them apart. */
  COLLINEAR,
  /** Doses near zero take too few different values for a line and its curvature. */
  TOO_FEW_DIFFERENT_DOSES,
  /** Fewer than three areas: a line through two points has no error. */
  TOO_FEW_AREAS,
  /** Too few units of a kind for a model of covariates, or for an error made from the others. */
  GROUP_TOO_SMALL,
  /** The count is 0 throughout on one side of the comparison: the log effect is infinite. */
  NO_EVENTS,
  /** No period lies before the treatment (and its anticipation). */
  NO_BASE_PERIOD,
  /** Nobody is left untreated to compare with. */
  NO_CONTROL_UNITS,
  /** The aggregate has no estimable cell to average. */
  NO_ESTIMABLE_CELL,
  /** Given covariates, treated and controls are told apart: nobody is comparable. */
  NO_OVERLAP,
  /** Nobody is treated in the time looked at. */
  NO_TREATED_UNITS,
  /** All areas have the same dose. */
  NO_VARIATION_IN_DOSE,
  /** Treatment is explained by unit and period alone. */
  NO_VARIATION_IN_TREATMENT,
  /** The last cohort has no later one to be compared with. */
  ONLY_A_COMPARISON,
  /** The period all others are compared with: zero by construction, not by estimation. */
  REFERENCE_PERIOD,
  /** The covariates do not vary, or one is a combination of the others. */
  SINGULAR_DESIGN
}
