package fi.lape.estimators.inference;

import static fi.lape.estimators.linalg.SymmetricInverse.dot;

import fi.lape.estimators.estimate.ClusterRegression;
import fi.lape.estimators.inference.WildClusterTest.Restriction;
import fi.lape.estimators.inference.WildClusterTest.Scores;
import java.util.List;
import java.util.Optional;

/**
 * What multiplying the residuals of clusters by weights g does to an estimate, as functions of the
 * gap δ = θ − r between the estimate and the value imposed.
 *
 * <p>The restricted scores are s_h(δ) = s_h + M_h M⁻¹c κδ, κ = 1/(c'M⁻¹c), or those of coefficients
 * estimated without cluster h. A draw has
 *
 * <pre>
 *   θ* − r = Σ_h g_h q_h,   q_h = c'M⁻¹s_h;      t* = (θ* − r) / √Σ_k e_k*²,
 *   e_k* = g_k a_k's_k − Σ_h g_h A_hk,   A_hk = a_k'M_k M⁻¹s_h;   a_k = M⁻¹c (CR1), (M − M_k)⁻¹c (CR3).
 * </pre>
 *
 * <p>In the form of scores nothing is estimated again: a_k = M⁻¹c and A_hk = q_h/G, which centres.
 * All is linear in δ: part 0 is the value at δ = 0, part 1 the change per unit of it.
 */
final class WildScores {
  private final List<String> names;
  private final double[][] numerator; // part, cluster: q
  private final double[][] own; // part, cluster: a_k's_k
  private final double[][][] spill; // part, h, k: A
  private final double[] observedVariance; // of δ⁰, δ¹, δ²

  private WildScores(
      List<String> names,
      double[][] numerator,
      double[][] own,
      double[][][] spill,
      double[] observedVariance) {
    this.names = names;
    this.numerator = numerator;
    this.own = own;
    this.spill = spill;
    this.observedVariance = observedVariance;
  }

  /** Returns the scores of a regression, or empty if without a cluster it is not determined. */
  static Optional<WildScores> of(ClusterRegression regression, WildSettings settings) {
    int clusters = regression.clusters().size();
    double[][] numerator = new double[2][clusters];
    double[][] own = new double[2][clusters];
    double[][][] spill = new double[2][clusters][clusters];
    double[][] reach = new double[clusters][]; // a_k
    double[] beta = regression.coefficients();
    double observed = 0;
    for (int k = 0; k < clusters; k++) {
      Optional<double[]> a =
          switch (settings.variance()) {
            case CR1 -> Optional.of(regression.direction());
            case CR3 -> regression.directionWithout(k);
          };
      if (a.isEmpty()) {
        return Optional.empty();
      }
      reach[k] = a.get();
      double e = dot(reach[k], regression.score(k, beta));
      observed += e * e;
    }
    for (int h = 0; h < clusters; h++) {
      Optional<double[][]> drawn = drawn(regression, settings, h);
      if (drawn.isEmpty()) {
        return Optional.empty();
      }
      for (int part = 0; part < 2; part++) {
        double[] score = drawn.get()[part];
        double[] moved = regression.solve(score);
        numerator[part][h] = dot(regression.direction(), score);
        own[part][h] = dot(reach[h], score);
        for (int k = 0; k < clusters; k++) {
          spill[part][h][k] = dot(reach[k], regression.matrixTimes(k, moved));
        }
      }
    }
    return Optional.of(
        switch (settings.form()) {
          case REFITTED ->
              new WildScores(
                  regression.clusters(), numerator, own, spill, new double[] {observed, 0, 0});
          case SCORES ->
              ofScores(
                  regression.clusters(),
                  numerator,
                  settings.restriction() == Restriction.RESTRICTED);
        });
  }

  /** Returns the scores of an estimate known by what its clusters add to it. */
  static WildScores ofInfluence(List<String> names, double[] influence) {
    return ofScores(names, new double[][] {influence, new double[influence.length]}, false);
  }

  private static WildScores ofScores(List<String> names, double[][] q, boolean restricted) {
    int clusters = names.size();
    double[][][] spill = new double[2][clusters][clusters];
    double[] mean = new double[2];
    for (int part = 0; part < 2; part++) {
      for (int h = 0; h < clusters; h++) {
        mean[part] += q[part][h] / clusters;
        for (int k = 0; k < clusters; k++) {
          spill[part][h][k] = q[part][h] / clusters;
        }
      }
    }
    double[] observed = new double[3];
    for (int k = 0; k < clusters; k++) {
      double e0 = q[0][k] - mean[0];
      double e1 = restricted ? q[1][k] - mean[1] : 0;
      observed[0] += e0 * e0;
      observed[1] += 2 * e0 * e1;
      observed[2] += e1 * e1;
    }
    return new WildScores(names, q, q, spill, observed);
  }

  /** The scores that weights are drawn for: at δ = 0, and their change per unit of δ. */
  private static Optional<double[][]> drawn(
      ClusterRegression regression, WildSettings settings, int h) {
    if (settings.restriction() == Restriction.UNRESTRICTED) {
      Optional<double[]> coefficients =
          switch (settings.scores()) {
            case ORDINARY -> Optional.of(regression.coefficients());
            case JACKKNIFE -> regression.coefficientsWithout(h);
          };
      return coefficients.map(b -> new double[][] {regression.score(h, b), new double[b.length]});
    }
    if (settings.scores() == Scores.JACKKNIFE) {
      double[][] without = regression.restrictedWithout(h);
      double[] change = regression.matrixTimes(h, without[1]);
      for (int j = 0; j < change.length; j++) {
        change[j] = -change[j];
      }
      return Optional.of(new double[][] {regression.score(h, without[0]), change});
    }
    double[] change = regression.matrixTimes(h, regression.direction());
    for (int j = 0; j < change.length; j++) {
      change[j] /= regression.targetVariance();
    }
    return Optional.of(new double[][] {regression.score(h, regression.coefficients()), change});
  }

  /** Returns the number of clusters. */
  int clusters() {
    return names.size();
  }

  /** Returns the names of the clusters; weights are drawn by name. */
  List<String> names() {
    return names;
  }

  /** Returns Σ_k e_k² of the sample, as coefficients of δ⁰, δ¹, δ²; not a copy. */
  double[] observedVariance() {
    return observedVariance;
  }

  /**
   * Returns all sign patterns for one gap.
   *
   * @param imposed the gap the draws impose
   * @param bar the squared statistic that a pattern has to reach
   */
  SignPatterns patterns(double imposed, double bar) {
    int clusters = clusters();
    double[] top = new double[clusters];
    double[][] residuals = new double[clusters][clusters];
    for (int h = 0; h < clusters; h++) {
      top[h] = numerator[0][h] + imposed * numerator[1][h];
      for (int k = 0; k < clusters; k++) {
        residuals[k][h] = -(spill[0][h][k] + imposed * spill[1][h][k]);
      }
      residuals[h][h] += own[0][h] + imposed * own[1][h];
    }
    return new SignPatterns(top, residuals, bar);
  }

  /** Sets the residuals e_k* of a part for weights and returns its numerator. */
  double apply(int part, double[] weights, double[] residual) {
    double top = 0;
    for (int k = 0; k < residual.length; k++) {
      residual[k] = weights[k] * own[part][k];
      top += weights[k] * numerator[part][k];
    }
    for (int h = 0; h < residual.length; h++) {
      subtract(residual, spill[part][h], weights[h]);
    }
    return top;
  }

  /** Changes the residuals of a part for a change of one weight; returns that of the numerator. */
  double change(int part, int h, double change, double[] residual) {
    subtract(residual, spill[part][h], change);
    residual[h] += change * own[part][h];
    return change * numerator[part][h];
  }

  private static void subtract(double[] residual, double[] spillOfOne, double factor) {
    for (int k = 0; k < residual.length; k++) {
      residual[k] -= factor * spillOfOne[k];
    }
  }
}
