package fi.lape.estimators.estimate;

import static java.util.Objects.requireNonNull;

import java.util.OptionalDouble;

/**
 * What errors need that are not clustered, or clustered on periods too: sums of the scores of rows,
 * s_it = w_i (c'M⁻¹x̃_it) e_it, which add up to θ's error, and of squared residuals.
 */
public final class RowSums {
  private final double[][] clusterPeriod;
  private final double scoreSquares;
  private final OptionalDouble residualSquares;

  /**
   * @param clusterPeriod Σ_{i∈k} s_it, clusters × periods; kept, not copied
   * @param scoreSquares Σ s_it²
   * @param residualSquares Σ w_i e_it²; empty where only moments of unequally weighted units are
   *     known
   */
  public RowSums(double[][] clusterPeriod, double scoreSquares, OptionalDouble residualSquares) {
    this.clusterPeriod = requireNonNull(clusterPeriod, "clusterPeriod is null");
    this.scoreSquares = scoreSquares;
    this.residualSquares = requireNonNull(residualSquares, "residualSquares is null");
  }

  /** Returns Σ s_it². */
  public double scoreSquares() {
    return scoreSquares;
  }

  /** Returns Σ w_i e_it², or empty if it is not known. */
  public OptionalDouble residualSquares() {
    return residualSquares;
  }

  /** Returns Σ_t (Σ_i s_it)². */
  public double periodSquares() {
    double squares = 0;
    for (int t = 0; t < periods(); t++) {
      double sum = 0;
      for (double[] cluster : clusterPeriod) {
        sum += cluster[t];
      }
      squares += sum * sum;
    }
    return squares;
  }

  /** Returns Σ_k Σ_t (Σ_{i∈k} s_it)². */
  public double clusterPeriodSquares() {
    double squares = 0;
    for (double[] cluster : clusterPeriod) {
      for (double sum : cluster) {
        squares += sum * sum;
      }
    }
    return squares;
  }

  /** Returns the number of periods. */
  public int periods() {
    return clusterPeriod.length == 0 ? 0 : clusterPeriod[0].length;
  }
}
