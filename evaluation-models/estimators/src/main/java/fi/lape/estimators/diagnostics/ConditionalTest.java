package fi.lape.estimators.diagnostics;

import fi.lape.estimators.linalg.Polytope;
import fi.lape.estimators.linalg.Polytope.Maximum;
import fi.lape.estimators.linalg.SymmetricInverse;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Tests l'τ = θ within one {@link Polyhedron} {Aδ ≤ d}, conditionally on which moments bind.
 *
 * <p>With δ = β − τ, E[y(θ) − X η] ≤ 0 must hold for some η, y(θ) = Aβ̂ − d − A_1 θ: the directions
 * of τ other than l are nuisances. The statistic is
 *
 * <pre>
 *   T(θ) = min {t : y − Xη ≤ t·σ for some η} = max {γ'y : γ ≥ 0, X'γ = 0, σ'γ = 1},
 * </pre>
 *
 * <p>σ the moments' standard errors. Given that γ is the best vertex, and given the part of y
 * independent of γ'y, T is a normal with mean at most 0 truncated to [v_lo, v_up], the values at
 * which γ stays the best. max over vertices is convex and piecewise linear along that line, so both
 * ends are reached exactly by a few steps of Newton's method, each a linear programme over the same
 * polytope. Vertices that tie have the same γ'y as a function of β̂ but on a null set, so which of
 * them is met does not matter.
 *
 * @see <a href="https://doi.org/10.1093/restud/rdad018">Rambachan and Roth (2023), section 3</a>
 * @see <a href="https://doi.org/10.1093/restud/rdac079">Andrews, Roth and Pakes (2023)</a>
 */
final class ConditionalTest {
  // Slopes and values of the order of 1; the simplex method leaves about 1e-11.
  private static final double TOLERANCE = 1e-9;
  // γ'y without variance: both signs of one moment, which says nothing of θ.
  private static final double NO_VARIANCE = 1e-20;

  private final double[][] rows; // A_i/σ_i
  private final double[][] covariance;
  private final double[] level; // (Aβ̂ − d)_i/σ_i
  private final double[] slope; // (A_1)_i/σ_i
  private final Polytope duals;

  /**
   * @param l weights on the effects after adoption, not all zero
   */
  ConditionalTest(EventStudy study, Polyhedron part, double[] l) {
    int n = study.size();
    int pre = study.pre();
    covariance = study.covariance(n);
    int[] used =
        IntStream.range(0, part.rows())
            // With nuisances, rows of the past alone only cost power; the reference drops them too.
            .filter(i -> l.length == 1 || part.bearsOnPost(i))
            .toArray();
    int pivot = 0;
    for (int p = 1; p < l.length; p++) {
      pivot = Math.abs(l[p]) > Math.abs(l[pivot]) ? p : pivot;
    }
    rows = new double[used.length][];
    level = new double[used.length];
    slope = new double[used.length];
    double[][] columns = new double[used.length][];
    double[] estimates = study.estimates();
    for (int k = 0; k < used.length; k++) {
      double[] a = part.row(used[k]);
      double error = Math.sqrt(SymmetricInverse.dot(a, SymmetricInverse.times(covariance, a)));
      rows[k] = new double[n];
      for (int j = 0; j < n; j++) {
        rows[k][j] = a[j] / error;
      }
      level[k] = SymmetricInverse.dot(rows[k], estimates) - part.right(used[k]) / error;
      slope[k] = rows[k][pre + pivot] / l[pivot];
      columns[k] = column(a, pre, pivot, l, error);
    }
    double[] right = new double[l.length];
    right[0] = 1;
    duals = Polytope.of(columns, right).orElseThrow();
  }

  /** The moment's error and its slopes in the nuisances, all divided by the error. */
  private static double[] column(double[] a, int pre, int pivot, double[] l, double error) {
    double[] column = new double[l.length];
    column[0] = 1;
    int next = 1;
    for (int p = 0; p < l.length; p++) {
      if (p != pivot) {
        // Scaled by the error of the moment like the first row; only ratios matter to the rest.
        column[next] = (a[pre + p] - l[p] / l[pivot] * a[pre + pivot]) / error;
        next++;
      }
    }
    return column;
  }

  int moments() {
    return rows.length;
  }

  /** Returns T(θ), in standard errors, and the vertex. */
  Maximum statistic(double theta) {
    double[] y = new double[rows.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = level[i] - slope[i] * theta;
    }
    return duals.maximise(y).orElseThrow();
  }

  /** Returns dT/dθ at the vertex. */
  double slope(Maximum at) {
    return -SymmetricInverse.dot(at.vertex(), slope);
  }

  /** Returns T if β̂ − β were {@code noise} and every moment bound. */
  double statisticOfNoise(double[] noise) {
    return duals.maximise(SymmetricInverse.times(rows, noise)).orElseThrow().value();
  }

  /**
   * Returns the probability, if θ is the truth, of a statistic as large as the one seen given the
   * conditioning event: the p-value of the conditional test; 1 where T is not above 0.
   *
   * @param highest to which T is known to be limited by an earlier stage; ∞ if none
   * @param first an earlier stage that passed, as a restriction on T
   */
  double tail(double theta, double highest, Optional<FirstStage> first) {
    Maximum best = statistic(theta);
    if (best.value() <= 0) {
      return 1;
    }
    double[] direction = new double[covariance.length]; // A'γ
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; best.vertex()[i] > 0 && j < direction.length; j++) {
        direction[j] += best.vertex()[i] * rows[i][j];
      }
    }
    double[] path = SymmetricInverse.times(covariance, direction);
    double variance = SymmetricInverse.dot(direction, path);
    if (variance <= NO_VARIANCE) {
      return best.value() > TOLERANCE ? 0 : 1;
    }
    for (int j = 0; j < path.length; j++) {
      path[j] /= variance; // how β̂ moves with T, the rest held fixed
    }
    double[] c = SymmetricInverse.times(rows, path);
    double[] s = new double[rows.length];
    for (int i = 0; i < s.length; i++) {
      s[i] = level[i] - slope[i] * theta - c[i] * best.value();
    }
    double low = end(s, c, best.value(), -1);
    double high = Math.min(end(s, c, best.value(), 1), highest);
    if (first.isPresent()) {
      low = Math.max(low, first.get().lowest(theta, path, best.value()));
      high = Math.min(high, first.get().highest(theta, path, best.value()));
    }
    double sigma = Math.sqrt(variance);
    double t = best.value();
    return NormalTail.above(t / sigma, Math.min(low, t) / sigma, Math.max(high, t) / sigma);
  }

  /** The last t above (side 1) or below (side −1) the statistic at which no vertex beats t. */
  private double end(double[] s, double[] c, double value, int side) {
    Maximum steepest = duals.maximise(times(side, c)).orElseThrow();
    double rise = side * steepest.value();
    if (side * (rise - 1) <= TOLERANCE) {
      return side * Double.POSITIVE_INFINITY;
    }
    double t = side * Double.POSITIVE_INFINITY;
    Maximum vertex = steepest;
    for (int step = 0; step < 200; step++) {
      // The line a + b·t of this vertex crosses t; beyond the crossing the vertex is better.
      double a = SymmetricInverse.dot(vertex.vertex(), s);
      double b = SymmetricInverse.dot(vertex.vertex(), c);
      double crossing = a / (1 - b);
      double next = side * Math.max(side * value, side * crossing);
      if (!(side * next < side * t)) {
        return t;
      }
      t = next;
      double[] f = new double[s.length];
      for (int i = 0; i < f.length; i++) {
        f[i] = s[i] + c[i] * t;
      }
      vertex = duals.maximise(f).orElseThrow();
      if (vertex.value() <= t + TOLERANCE * (1 + Math.abs(t))) {
        return t;
      }
    }
    return t;
  }

  private static double[] times(double factor, double[] vector) {
    double[] product = new double[vector.length];
    for (int i = 0; i < product.length; i++) {
      product[i] = factor * vector[i];
    }
    return product;
  }
}
