package fi.lape.estimators.diagnostics;

import org.hipparchus.special.Erf;

/** Tails of the standard normal, exact far out as well, and fast enough for inner loops. */
final class NormalTail {
  private static final double ROOT_2 = Math.sqrt(2);
  private static final double DENSITY_AT_0 = 1 / Math.sqrt(2 * Math.PI);

  // Hart's rational approximation of P(Z > z)/exp(−z²/2), relative error 1e-14 on [0, 3].
  private static final double HART_TO = 3;
  private static final double[] NUMERATOR = {
    3.52624965998911e-2,
    0.700383064443688,
    6.37396220353165,
    33.912866078383,
    112.079291497871,
    221.213596169931,
    220.206867912376
  };
  private static final double[] DENOMINATOR = {
    8.83883476483184e-2,
    1.75566716318264,
    16.064177579207,
    86.7807322029461,
    296.564248779674,
    637.333633378831,
    793.826512519948,
    440.413735824752
  };
  // Above HART_TO sixty terms of Laplace's continued fraction leave nothing.
  private static final int TERMS = 60;

  private NormalTail() {}

  static double density(double z) {
    return DENSITY_AT_0 * Math.exp(-z * z / 2);
  }

  /** Returns P(Z ≤ z), for −∞ to ∞. */
  static double below(double z) {
    if (Double.isInfinite(z)) {
      return z > 0 ? 1 : 0;
    }
    double tail = mills(Math.abs(z)) * density(z);
    return z > 0 ? 1 - tail : tail;
  }

  /** Returns the z with P(Z ≤ z) = p, for p above 0 and below 1. */
  static double quantile(double p) {
    if (p > 0.5) {
      return -quantile(1 - p);
    }
    double z = p < 1e-9 ? -Math.sqrt(-2 * Math.log(p)) : -ROOT_2 * Erf.erfcInv(2 * p);
    // Newton's step on the logarithm: one brings erfcInv to rounding, six the far start.
    for (int step = p < 1e-9 ? 6 : 1; step > 0; step--) {
      double mills = mills(-z);
      z -= (Math.log(mills * DENSITY_AT_0 / p) - z * z / 2) * mills;
    }
    return z;
  }

  /**
   * Returns P(Z > z | low ≤ Z ≤ high), with low ≤ z ≤ high, where low can be −∞ and high ∞.
   *
   * <p>For low above 0 both probabilities are divided by the density at low, which would underflow
   * otherwise.
   */
  static double above(double z, double low, double high) {
    if (low <= 0) {
      double end = below(-high);
      double all = below(-low) - end;
      return all <= 0 ? 0 : (below(-z) - end) / all;
    }
    double end = relative(high, low);
    double all = relative(low, low) - end;
    return all <= 0 ? 0 : (relative(z, low) - end) / all;
  }

  /** Returns P(Z > z) / density(low). */
  private static double relative(double z, double low) {
    return Double.isInfinite(z) ? 0 : mills(z) * Math.exp((low - z) * (low + z) / 2);
  }

  /** Returns P(Z > z) / density(z), Mills' ratio, for z not below 0. */
  private static double mills(double z) {
    if (z > HART_TO) {
      double fraction = z;
      for (int k = TERMS; k >= 1; k--) {
        fraction = z + k / fraction;
      }
      return 1 / fraction;
    }
    return polynomial(NUMERATOR, z) / polynomial(DENOMINATOR, z) / DENSITY_AT_0;
  }

  private static double polynomial(double[] coefficients, double z) {
    double sum = 0;
    for (double coefficient : coefficients) {
      sum = sum * z + coefficient;
    }
    return sum;
  }
}
