package fi.lape.estimators.had;

import fi.lape.estimators.error.DoseErrors;
import fi.lape.estimators.linalg.SymmetricInverse;

/**
 * The weights that a local polynomial at dose zero gives to the changes of the units.
 *
 * <p>With u = D/h and weights K(u), coefficient j of the polynomial in u is Σ l_k Δy_k. Everything
 * else follows from l: the variance Σ l_k² σ²_k, and the bias Σ l_k u_k^m for each term u^m left
 * out.
 */
final class LocalPolynomial {
  private final DoseSample sample;
  private final double bandwidth;
  private final double[] weight; // of the units; the kernel at u

  private final double[][] inverse;

  /**
   * @throws fi.lape.estimators.error.EvaluationException if the doses within the bandwidth do not
   *     determine the polynomial
   */
  LocalPolynomial(DoseSample sample, double bandwidth, int degree, Kernel kernel) {
    this.sample = sample;
    this.bandwidth = bandwidth;
    int n = sample.within(bandwidth);
    weight = new double[n];
    double[][] gram = new double[degree + 1][degree + 1];
    for (int k = 0; k < n; k++) {
      weight[k] = kernel.at(u(k));
      double[] powers = powers(u(k), degree);
      for (int i = 0; i <= degree; i++) {
        for (int j = 0; j <= degree; j++) {
          gram[i][j] += weight[k] * powers[i] * powers[j];
        }
      }
    }
    inverse =
        SymmetricInverse.of(gram)
            .orElseThrow(() -> DoseErrors.localDesignSingular(n, bandwidth, degree));
  }

  private double u(int k) {
    return sample.dose(k) / bandwidth;
  }

  private static double[] powers(double u, int degree) {
    double[] powers = new double[degree + 1];
    powers[0] = 1;
    for (int j = 1; j <= degree; j++) {
      powers[j] = powers[j - 1] * u;
    }
    return powers;
  }

  /** Returns how many units count. */
  int effectiveUnits() {
    int count = 0;
    for (double w : weight) {
      count += w > 0 ? 1 : 0;
    }
    return count;
  }

  /** Returns l of coefficient {@code j} of the polynomial in u, for the units of smallest dose. */
  double[] weights(int j) {
    double[] l = new double[weight.length];
    for (int k = 0; k < l.length; k++) {
      l[k] = weight[k] * SymmetricInverse.dot(inverse[j], powers(u(k), inverse.length - 1));
    }
    return l;
  }

  /** Returns Σ l_k u_k^m. */
  double moment(double[] l, int m) {
    double sum = 0;
    for (int k = 0; k < l.length; k++) {
      sum += l[k] * Math.pow(u(k), m);
    }
    return sum;
  }

  /** Returns Σ l_k Δy_k. */
  double coefficient(double[] l) {
    double sum = 0;
    for (int k = 0; k < l.length; k++) {
      sum += l[k] * sample.change(k);
    }
    return sum;
  }

  /** Returns Σ l_k² σ²_k, σ² from the neighbours among the units that count. */
  double variance(double[] l) {
    double[] squared = sample.squaredResiduals(effectiveUnits());
    double sum = 0;
    for (int k = 0; k < squared.length; k++) {
      sum += l[k] * l[k] * squared[k];
    }
    return sum;
  }
}
