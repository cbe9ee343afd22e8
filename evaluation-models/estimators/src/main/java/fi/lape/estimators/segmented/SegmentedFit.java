package fi.lape.estimators.segmented;

import static java.util.Objects.requireNonNull;

/** A fitted segmented regression. Immutable. */
public final class SegmentedFit {
  private static final int LEVEL_CHANGE = 2;
  private static final int SLOPE_CHANGE = 3;

  private final int[] periods;
  private final double[] coefficients;
  private final double[][] covariance;
  private final int lag;
  private final Autocorrelation autocorrelation;
  private final int before;
  private final int after;

  SegmentedFit(
      int[] periods,
      double[] coefficients,
      double[][] covariance,
      int lag,
      Autocorrelation autocorrelation,
      int before,
      int after) {
    this.periods = periods;
    this.coefficients = coefficients;
    this.covariance = covariance;
    this.lag = lag;
    this.autocorrelation = requireNonNull(autocorrelation, "autocorrelation is null");
    this.before = before;
    this.after = after;
  }

  /**
   * A coefficient.
   *
   * @param standardError 0 where the line goes through every point
   */
  public record Coefficient(double estimate, double standardError) {}

  private Coefficient coefficient(int j) {
    return new Coefficient(coefficients[j], Math.sqrt(Math.max(0, covariance[j][j])));
  }

  /** Returns how much the series rose at the change. */
  public Coefficient levelChange() {
    return coefficient(LEVEL_CHANGE);
  }

  /** Returns how much its slope rose, per period. */
  public Coefficient slopeChange() {
    return coefficient(SLOPE_CHANGE);
  }

  /** Returns what the line before the change says of its first period after. */
  public double expectedAtChange() {
    return coefficients[0];
  }

  /** Returns β₀ to β₃. */
  public double[] coefficients() {
    return coefficients.clone();
  }

  /** Returns their covariance. */
  public double[][] covariance() {
    double[][] copy = new double[covariance.length][];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = covariance[i].clone();
    }
    return copy;
  }

  /** Returns the periods used. */
  public int[] periods() {
    return periods.clone();
  }

  /** Returns periods used before the change. */
  public int before() {
    return before;
  }

  /** Returns periods used after it. */
  public int after() {
    return after;
  }

  /** Returns Newey and West's lag. */
  public int lag() {
    return lag;
  }

  /** Returns the degrees of freedom, periods less coefficients. */
  public int dof() {
    return periods.length - coefficients.length;
  }

  /** Returns what the residuals say of autocorrelation. */
  public Autocorrelation autocorrelation() {
    return autocorrelation;
  }
}
