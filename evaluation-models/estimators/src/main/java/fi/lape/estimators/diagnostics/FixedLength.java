package fi.lape.estimators.diagnostics;

import fi.lape.estimators.linalg.SymmetricInverse;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The shortest interval around a linear estimator whose length does not depend on the data and that
 * covers l'τ for every δ in Δ^SD(M).
 *
 * <p>For weights a = (w, l), worst bias M·Σ|λ| with A'λ = a, A the second differences. The λ
 * centred at the reference and later follow from l alone; the ones before, u, are free. The
 * half-length
 *
 * <pre>
 *   σ(u) · cv(b(u)/σ(u)),   b(u) = M(K + Σ|u_j|),   cv(t) the 1 − α quantile of |N(t, 1)|
 * </pre>
 *
 * is convex, and its minimum lies on the path of the lasso min σ²(u)/2 + κΣ|u_j|, at the κ where
 * M·σ·∂_b = κ·∂_σ: found by bisection, with each lasso solved on its support.
 *
 * @see <a href="https://doi.org/10.1093/restud/rdad018">Rambachan and Roth (2023), section 4.1</a>
 * @see <a href="https://doi.org/10.3982/ECTA14434">Armstrong and Kolesár (2018)</a>
 */
final class FixedLength {
  private static final int SWEEPS = 200_000;
  private static final int SWEEPS_BETWEEN_POLISHING = 25;

  private final EventStudy study;
  private final double[] fixed; // a at u = 0
  private final double[][] b; // a = fixed + Σ_j u_j b_j
  private final double constant; // K
  private final double[][] h; // B Σ B'
  private final double[] g; // B Σ fixed

  FixedLength(EventStudy study, double[] l) {
    this.study = study;
    int pre = study.pre();
    int post = study.post();
    int n = pre + post;
    double[] lambda = new double[post + 2]; // centred at 0 … post − 1, and two zeros
    double sum = 0;
    for (int p = post; p >= 1; p--) {
      lambda[p - 1] = l[p - 1] + 2 * lambda[p] - lambda[p + 1];
      sum += Math.abs(lambda[p - 1]);
    }
    constant = sum;
    fixed = new double[n];
    System.arraycopy(l, 0, fixed, pre, post);
    fixed[pre - 1] = lambda[0];
    b = new double[pre - 1][n];
    for (int j = 0; j < pre - 1; j++) {
      // Centred at pre-period j + 1 of 0 … pre − 1; its neighbour on the right may be the
      // reference.
      b[j][j] = 1;
      b[j][j + 1] = -2;
      if (j + 2 < pre) {
        b[j][j + 2] = 1;
      }
    }
    h = new double[pre - 1][pre - 1];
    g = new double[pre - 1];
    for (int i = 0; i < pre - 1; i++) {
      double[] times = times(b[i]);
      g[i] = SymmetricInverse.dot(times, fixed);
      for (int j = 0; j < pre - 1; j++) {
        h[i][j] = SymmetricInverse.dot(times, b[j]);
      }
    }
  }

  private double[] times(double[] vector) {
    double[] product = new double[vector.length];
    for (int i = 0; i < product.length; i++) {
      for (int j = 0; j < product.length; j++) {
        product[i] += study.covariance(i, j) * vector[j];
      }
    }
    return product;
  }

  /** Returns the best interval for a bound M, 0 or more. */
  FixedLengthInterval best(double m, double level) {
    double[] u = lasso(0, new double[g.length]);
    double low = 0;
    double high = 0;
    for (double gradient : g) {
      high = Math.max(high, Math.abs(gradient));
    }
    for (int step = 0; step < 200 && m > 0 && low < high; step++) {
      double kappa = (low + high) / 2;
      if (kappa == low || kappa == high) {
        break;
      }
      u = lasso(kappa, u);
      double sigma = error(weights(u));
      double t = bias(u, m) / sigma;
      double cv = quantile(t, level);
      double byBias = Math.tanh(cv * t);
      // Positive while a larger κ shortens the interval.
      if (m * sigma * byBias - kappa * (cv - t * byBias) > 0) {
        low = kappa;
      } else {
        high = kappa;
      }
    }
    double[] a = weights(u);
    double sigma = error(a);
    double bias = bias(u, m);
    double half = sigma * quantile(bias / sigma, level);
    double estimate = SymmetricInverse.dot(a, study.estimates());
    return new FixedLengthInterval(estimate, half, bias, sigma, Arrays.stream(a).boxed().toList());
  }

  private double[] weights(double[] u) {
    double[] a = fixed.clone();
    for (int j = 0; j < u.length; j++) {
      for (int i = 0; i < a.length; i++) {
        a[i] += u[j] * b[j][i];
      }
    }
    return a;
  }

  private double error(double[] a) {
    return Math.sqrt(SymmetricInverse.dot(a, times(a)));
  }

  private double bias(double[] u, double m) {
    double sum = constant;
    for (double lambda : u) {
      sum += Math.abs(lambda);
    }
    return m * sum;
  }

  /**
   * Minimises u'Hu/2 + g'u + κΣ|u_j|: by coordinates, then exactly on the support they settle on.
   */
  private double[] lasso(double kappa, double[] start) {
    double[] u = start.clone();
    for (int sweep = 1; sweep <= SWEEPS; sweep++) {
      double moved = 0;
      for (int i = 0; i < u.length; i++) {
        double gradient = g[i] + SymmetricInverse.dot(h[i], u) - h[i][i] * u[i];
        double size = Math.max(0, Math.abs(gradient) - kappa);
        double next = -Math.signum(gradient) * size / h[i][i];
        moved = Math.max(moved, Math.abs(next - u[i]) * Math.sqrt(h[i][i]));
        u[i] = next;
      }
      if (sweep % SWEEPS_BETWEEN_POLISHING == 0 || moved == 0) {
        Optional<double[]> exact = onSupport(u, kappa);
        if (exact.isPresent()) {
          return exact.get();
        }
      }
    }
    return u;
  }

  /** Returns the minimum if the signs of u are those of the minimum. */
  private Optional<double[]> onSupport(double[] u, double kappa) {
    int[] support = IntStream.range(0, u.length).filter(i -> u[i] != 0).toArray();
    double[][] block = new double[support.length][support.length];
    double[] right = new double[support.length];
    for (int i = 0; i < support.length; i++) {
      right[i] = -g[support[i]] - kappa * Math.signum(u[support[i]]);
      for (int j = 0; j < support.length; j++) {
        block[i][j] = h[support[i]][support[j]];
      }
    }
    double[] exact = new double[u.length];
    if (support.length > 0) {
      Optional<double[][]> inverse = SymmetricInverse.of(block);
      if (inverse.isEmpty()) {
        return Optional.empty();
      }
      double[] solved = SymmetricInverse.times(inverse.get(), right);
      for (int i = 0; i < support.length; i++) {
        exact[support[i]] = solved[i];
      }
    }
    for (int i = 0; i < u.length; i++) {
      double gradient = g[i] + SymmetricInverse.dot(h[i], exact);
      boolean optimal =
          u[i] == 0
              ? Math.abs(gradient) <= kappa * (1 + 1e-12)
              : Math.signum(exact[i]) == Math.signum(u[i]);
      if (!optimal) {
        return Optional.empty();
      }
    }
    return Optional.of(exact);
  }

  /**
   * Returns the 1 − α quantile of |N(t, 1)|, by Newton's method from above, where it is concave.
   */
  static double quantile(double t, double level) {
    double c = t + NormalTail.quantile(1 - (1 - level) / 2);
    for (int step = 0; step < 100; step++) {
      double miss = NormalTail.below(t - c) + NormalTail.below(-c - t) - (1 - level);
      double next = c + miss / (NormalTail.density(c - t) + NormalTail.density(c + t));
      if (Math.abs(next - c) <= 1e-15 * c) {
        return next;
      }
      c = next;
    }
    return c;
  }
}
