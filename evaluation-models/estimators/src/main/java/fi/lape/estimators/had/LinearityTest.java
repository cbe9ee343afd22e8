package fi.lape.estimators.had;

import java.util.Optional;
import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * Yatchew's test that the mean change is a polynomial in the dose, one-sided.
 *
 * <p>Compares the residual variance of the polynomial with that of differences between neighbours
 * in dose. Robust: T = √n (s²_lin − s²_diff) / √(mean of (e₍ₖ₎e₍ₖ₋₁₎)²); plain: T = √n
 * (s²_lin/s²_diff − 1).
 *
 * @param hypothesis what is tested
 * @param residualVariance s²_lin
 * @param differenceVariance s²_diff
 * @param statistic T, standard normal in large samples if the polynomial is right
 * @param pValue of a T at least as large
 */
public record LinearityTest(
    Null hypothesis,
    double residualVariance,
    double differenceVariance,
    double statistic,
    double pValue) {
  // Squares of residuals that are rounding lie below 1e-30 of the squared changes.
  private static final double NO_RESIDUAL = 1e-26;

  /** What is asked of the mean change. */
  public enum Null {
    /** It does not depend on the dose. */
    CONSTANT,
    /** It is linear in the dose. */
    LINEAR
  }

  /** Whether the variance may differ with the dose. */
  public enum Variance {
    /** It may. */
    ANY,
    /** It is the same at all doses. */
    EQUAL
  }

  /**
   * Tests; empty if the changes fit without error, or neighbours do not differ.
   *
   * @throws fi.lape.estimators.error.EvaluationException as {@link BoundaryFit#of}
   */
  public static Optional<LinearityTest> of(
      double[] dose, double[] change, Null hypothesis, Variance variance) {
    return of(new DoseSample(dose, change), hypothesis, variance);
  }

  static Optional<LinearityTest> of(DoseSample sample, Null hypothesis, Variance variance) {
    int n = sample.size();
    double[] residual = residuals(sample, hypothesis == Null.LINEAR);
    double size = 0;
    double lin = 0;
    double diff = 0;
    double products = 0;
    for (int k = 0; k < n; k++) {
      size += sample.change(k) * sample.change(k) / n;
      lin += residual[k] * residual[k] / (n - 1);
      if (k > 0) {
        double step = sample.change(k) - sample.change(k - 1);
        diff += step * step / (2 * (n - 1));
        products += Math.pow(residual[k] * residual[k - 1], 2) / (n - 1);
      }
    }
    double scale = variance == Variance.ANY ? Math.sqrt(products) : diff;
    if (!(scale > NO_RESIDUAL * size)) {
      return Optional.empty();
    }
    double statistic = Math.sqrt(n) * (lin - diff) / scale;
    return Optional.of(
        new LinearityTest(
            hypothesis,
            lin,
            diff,
            statistic,
            new NormalDistribution().cumulativeProbability(-statistic)));
  }

  private static double[] residuals(DoseSample sample, boolean linear) {
    int n = sample.size();
    double[] d = new double[n];
    double[] y = new double[n];
    for (int k = 0; k < n; k++) {
      d[k] = sample.dose(k);
      y[k] = sample.change(k);
    }
    double meanDose = Means.of(d);
    double mean = Means.of(y);
    double spread = 0;
    double together = 0;
    for (int k = 0; k < n; k++) {
      spread += (d[k] - meanDose) * (d[k] - meanDose);
      together += (d[k] - meanDose) * (y[k] - mean);
    }
    double slope = linear ? together / spread : 0;
    for (int k = 0; k < n; k++) {
      y[k] -= mean + slope * (d[k] - meanDose);
    }
    return y;
  }
}
