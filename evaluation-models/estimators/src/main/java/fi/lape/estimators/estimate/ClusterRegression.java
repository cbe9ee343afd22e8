package fi.lape.estimators.estimate;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.linalg.SymmetricInverse;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * An estimate as a regression reduced to the normal equations of its clusters: M_k = X_k'WX_k, v_k
 * = X_k'Wy_k, and θ = c'β with β = (ΣM_k)⁻¹ Σv_k.
 *
 * <p>That is all that cluster-robust errors, leaving out a cluster, and the wild cluster bootstrap
 * need. Effects nested in clusters (unit effects) are taken out before. Only clusters that enter
 * the regression are in it.
 */
public final class ClusterRegression {
  private final List<String> clusters;
  private final double[][][] matrices;
  private final double[][] vectors;
  private final double[] target;
  private final double[][] inverse;
  private final Parameters parameters;
  private final Optional<WeightSums> weights;
  private final Optional<RowSums> rowSums;
  private final double[] beta;
  private final double[] direction; // M⁻¹c

  /**
   * What small-sample factors count.
   *
   * @param observations rows of the regression
   * @param coefficients estimated coefficients that are not effects
   * @param effectsNotNested fixed effects not nested in the clusters
   * @param effects all fixed effects, nested or not, less the redundant one
   */
  public record Parameters(
      long observations, int coefficients, int effectsNotNested, long effects) {}

  private ClusterRegression(
      List<String> clusters,
      double[][][] matrices,
      double[][] vectors,
      double[] target,
      Parameters parameters,
      Optional<WeightSums> weights,
      Optional<RowSums> rowSums,
      double[][] inverse) {
    this.clusters = List.copyOf(clusters);
    this.matrices = matrices;
    this.vectors = vectors;
    this.target = target;
    this.inverse = inverse;
    this.parameters = requireNonNull(parameters, "parameters is null");
    this.weights = weights;
    this.rowSums = rowSums;
    double[] sum = new double[target.length];
    for (double[] vector : vectors) {
      for (int j = 0; j < sum.length; j++) {
        sum[j] += vector[j];
      }
    }
    beta = SymmetricInverse.times(inverse, sum);
    direction = SymmetricInverse.times(inverse, target);
  }

  /**
   * Returns the regression, or empty if its coefficients are not determined.
   *
   * @param clusters K names
   * @param matrices K symmetric p × p matrices; kept, not copied
   * @param vectors K vectors of p; kept, not copied
   * @param target c, p numbers; kept, not copied
   */
  public static Optional<ClusterRegression> of(
      List<String> clusters,
      double[][][] matrices,
      double[][] vectors,
      double[] target,
      Parameters parameters) {
    return SymmetricInverse.of(total(matrices, target.length))
        .map(
            inverse ->
                new ClusterRegression(
                    clusters,
                    matrices,
                    vectors,
                    target,
                    parameters,
                    Optional.empty(),
                    Optional.empty(),
                    inverse));
  }

  /** Returns the same regression, saying how it was weighted; CR2 needs to know. */
  public ClusterRegression withWeights(WeightSums how) {
    return new ClusterRegression(
        clusters, matrices, vectors, target, parameters, Optional.of(how), rowSums, inverse);
  }

  /** Returns the same regression with the sums of its rows for this contrast. */
  public ClusterRegression withRowSums(RowSums sums) {
    return new ClusterRegression(
        clusters, matrices, vectors, target, parameters, weights, Optional.of(sums), inverse);
  }

  /** Returns another contrast of the same coefficients, without sums of rows. */
  public ClusterRegression withTarget(double[] other) {
    if (other.length != target.length) {
      throw new IllegalArgumentException(other.length + " targets of " + target.length);
    }
    return new ClusterRegression(
        clusters, matrices, vectors, other.clone(), parameters, weights, Optional.empty(), inverse);
  }

  /** Returns whether the other is a contrast of the same coefficients. */
  public boolean sharesCoefficients(ClusterRegression other) {
    return matrices == other.matrices && vectors == other.vectors;
  }

  static double[][] total(double[][][] matrices, int p) {
    double[][] total = new double[p][p];
    for (double[][] matrix : matrices) {
      for (int i = 0; i < p; i++) {
        for (int j = 0; j < p; j++) {
          total[i][j] += matrix[i][j];
        }
      }
    }
    return total;
  }

  /** Returns the clusters that enter. */
  public List<String> clusters() {
    return clusters;
  }

  /** Returns what small-sample factors count. */
  public Parameters parameters() {
    return parameters;
  }

  /** Returns how it was weighted, or empty if its maker did not say. */
  public Optional<WeightSums> weights() {
    return weights;
  }

  /** Returns the sums of rows, or empty if its maker did not give them. */
  public Optional<RowSums> rowSums() {
    return rowSums;
  }

  /** Returns c, p numbers. */
  public double[] target() {
    return target.clone();
  }

  /** Returns ΣM_k. */
  public double[][] totalMatrix() {
    return total(matrices, target.length);
  }

  /** Returns M_k; not a copy, not to be changed. */
  public double[][] matrix(int k) {
    return matrices[k];
  }

  /** Returns θ = c'β. */
  public double estimate() {
    return SymmetricInverse.dot(target, beta);
  }

  /** Returns β, p numbers. */
  public double[] coefficients() {
    return beta.clone();
  }

  /** Returns (ΣM_k)⁻¹c. */
  public double[] direction() {
    return direction.clone();
  }

  /** Returns M_k·x. */
  public double[] matrixTimes(int k, double[] x) {
    return SymmetricInverse.times(matrices[k], x);
  }

  /** Returns (ΣM_k)⁻¹x. */
  public double[] solve(double[] x) {
    return SymmetricInverse.times(inverse, x);
  }

  /** Returns c'(ΣM_k)⁻¹c, the variance of θ per unit of homoskedastic error variance. */
  public double targetVariance() {
    return SymmetricInverse.dot(target, direction);
  }

  /** Returns the score v_k − M_k·b of cluster {@code k} at coefficients {@code b}. */
  public double[] score(int k, double[] b) {
    double[] score = vectors[k].clone();
    double[] fitted = matrixTimes(k, b);
    for (int j = 0; j < score.length; j++) {
      score[j] -= fitted[j];
    }
    return score;
  }

  /** Returns c'(ΣM_k)⁻¹(v_k − M_kβ) for every cluster: what each adds to θ to first order. */
  public double[] clusterInfluence() {
    double[] influence = new double[clusters.size()];
    for (int k = 0; k < influence.length; k++) {
      influence[k] = SymmetricInverse.dot(direction, score(k, beta));
    }
    return influence;
  }

  /**
   * Returns how much each cluster's design bears on θ: c'M⁻¹M_kM⁻¹c. They sum to {@link
   * #targetVariance}, and their shares are the partial leverages.
   */
  public double[] clusterLeverage() {
    double[] leverage = new double[clusters.size()];
    for (int k = 0; k < leverage.length; k++) {
      leverage[k] = SymmetricInverse.dot(direction, matrixTimes(k, direction));
    }
    return leverage;
  }

  /**
   * Returns the coefficients without cluster {@code k} when c'b = r is imposed, as functions of r =
   * θ − δ: those at δ = 0, and their change per unit of δ. Coefficients that neither the other
   * clusters nor c'b = r settle are 0; nothing that is said of θ depends on them.
   */
  public double[][] restrictedWithout(int k) {
    return without(k).restricted(target, estimate());
  }

  /**
   * Returns a with a'Σ_{h≠k} v_h = θ without cluster {@code k}, or empty if that is not settled.
   */
  public Optional<double[]> directionWithout(int k) {
    return without(k).direction(target);
  }

  /**
   * Returns β estimated without cluster {@code k}, or empty if θ is not determined then.
   * Coefficients that rest on that cluster alone, and which θ does not need, are 0.
   */
  public Optional<double[]> coefficientsWithout(int k) {
    return without(k).coefficients(target);
  }

  /** Returns θ estimated without cluster {@code k}, or empty if it is not determined then. */
  public OptionalDouble estimateWithout(int k) {
    return coefficientsWithout(k).stream()
        .mapToDouble(coefficients -> SymmetricInverse.dot(target, coefficients))
        .findFirst();
  }

  private LeftOut without(int k) {
    return new LeftOut(matrices, vectors, k);
  }
}
