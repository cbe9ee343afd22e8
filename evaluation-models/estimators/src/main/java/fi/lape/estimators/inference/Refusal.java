package fi.lape.estimators.inference;

/** Why an inference says nothing. */
public enum Refusal {
  /** Units of one cluster were assigned differently, and the inference deals out to clusters. */
  ASSIGNED_WITHIN_CLUSTERS,
  /** A cluster, or the panel itself, gives no estimate of its own. */
  CLUSTER_WITHOUT_ESTIMATE,
  /** As many coefficients as observations: no degree of freedom is left. */
  NO_DEGREES_OF_FREEDOM,
  /** All were assigned the same: there is no other arrangement. */
  NO_OTHER_ASSIGNMENT,
  /** The data fit without error, so there is nothing to judge uncertainty by. */
  NO_RESIDUAL_VARIATION,
  /** The inference redraws a regression, and the estimate is not one. */
  NOT_A_REGRESSION,
  /** Paths of treatment are dealt out, and in the holes of the panel they are not known. */
  PATHS_WITH_HOLES,
  /** Without one of the clusters the effect is not determined. */
  RESTS_ON_ONE_CLUSTER,
  /** The errors need sums over rows that the estimate does not carry. */
  ROWS_NOT_KEPT,
  /** Fewer than two clusters enter the estimate. */
  TOO_FEW_CLUSTERS,
  /** The inference redraws units, and the estimate knows sums over them only. */
  UNITS_NOT_KEPT,
  /** Two-way errors subtract; what is left is not above 0. */
  VARIANCE_NOT_POSITIVE,
  /**
   * The regression is, or may be, weighted and does not carry the plain sums that errors of equal
   * variance need.
   */
  WEIGHTED_WITHOUT_PLAIN_SUMS
}
