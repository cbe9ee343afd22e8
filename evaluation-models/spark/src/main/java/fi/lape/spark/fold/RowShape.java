package fi.lape.spark.fold;

import java.io.Serializable;

/**
 * The columns of the rows to be folded, in this order: key of the unit (long), cluster (string, if
 * there are any), cohort (int, null for never), period (int), outcome (double), weight (double, if
 * there are any), covariates (doubles).
 */
public final class RowShape implements Serializable {
  /** Most periods that can be folded: one bit each, and two to spare. */
  public static final int MOST_PERIODS = 62;

  static final int KEY = 0;

  private static final long serialVersionUID = 1;

  private final int[] periods;
  private final boolean clusters;
  private final boolean weights;
  private final int covariates;

  /**
   * @param periods increasing, at most {@link #MOST_PERIODS}
   * @param clusters whether there is a cluster; without one, units are their own
   * @param weights whether there is a weight; without one, all weigh 1
   * @param covariates how many there are
   */
  public RowShape(int[] periods, boolean clusters, boolean weights, int covariates) {
    this.periods = periods.clone();
    this.clusters = clusters;
    this.weights = weights;
    this.covariates = covariates;
  }

  int[] periods() {
    return periods.clone();
  }

  int periodCount() {
    return periods.length;
  }

  boolean hasClusters() {
    return clusters;
  }

  boolean hasWeights() {
    return weights;
  }

  int covariates() {
    return covariates;
  }

  int cluster() {
    return 1;
  }

  int cohort() {
    return clusters ? 2 : 1;
  }

  int period() {
    return cohort() + 1;
  }

  int outcome() {
    return cohort() + 2;
  }

  int weight() {
    return cohort() + 3;
  }

  int covariate(int j) {
    return cohort() + (weights ? 4 : 3) + j;
  }

  /** Bytes of one packed row. */
  int rowBytes() {
    return Short.BYTES
        + Long.BYTES
        + Short.BYTES
        + Double.BYTES * (1 + (weights ? 1 : 0) + covariates);
  }

  /** All periods observed. */
  long whole() {
    return (1L << periods.length) - 1;
  }
}
