package fi.lape.estimators.estimate;

/**
 * How a cluster regression was weighted. Where weights differ, CR2 under errors of equal variance
 * needs, beside M_k = X_k'WX_k and X_k'Wy_k, three sums more a cluster: X_k'X_k, X_k'W²X_k and
 * X_k'y_k. They add up over units like the rest, so they merge.
 */
public final class WeightSums {
  private static final double[][][] NONE = {};
  private static final WeightSums EQUAL = new WeightSums(true, NONE, NONE, new double[0][]);

  private final boolean equal;
  private final double[][][] plain;
  private final double[][][] squared;
  private final double[][] vectors;

  private WeightSums(boolean equal, double[][][] plain, double[][][] squared, double[][] vectors) {
    this.equal = equal;
    this.plain = plain;
    this.squared = squared;
    this.vectors = vectors;
  }

  /** All rows weigh the same: nothing more is needed. */
  public static WeightSums equal() {
    return EQUAL;
  }

  /**
   * Rows may weigh differently. All are kept, not copied, and in the order of the regression's
   * clusters.
   *
   * @param plain X_k'X_k
   * @param squared X_k'W²X_k
   * @param vectors X_k'y_k
   */
  public static WeightSums of(double[][][] plain, double[][][] squared, double[][] vectors) {
    return new WeightSums(false, plain, squared, vectors);
  }

  /** Returns whether all rows weigh the same; there are no sums then. */
  public boolean isEqual() {
    return equal;
  }

  /** Returns X_k'X_k. */
  public double[][] plain(int k) {
    return plain[k];
  }

  /** Returns X_k'W²X_k. */
  public double[][] squared(int k) {
    return squared[k];
  }

  /** Returns X_k'y_k. */
  public double[] vector(int k) {
    return vectors[k];
  }
}
