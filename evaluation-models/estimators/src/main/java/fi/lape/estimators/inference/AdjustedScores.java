package fi.lape.estimators.inference;

import static fi.lape.estimators.linalg.SymmetricInverse.dot;

import fi.lape.estimators.estimate.ClusterRegression;
import fi.lape.estimators.estimate.WeightSums;
import fi.lape.estimators.linalg.Matrices;
import fi.lape.estimators.linalg.SymmetricEigen;
import fi.lape.estimators.linalg.SymmetricInverse;

/**
 * The scores of clusters with their residuals corrected for what the regression takes from them,
 * and the law their squares have when errors are independent and of equal variance.
 *
 * <p>With Z = XL, LL' = M⁻¹, so that Z'WZ = I, and h = L'c, an effect is θ = h'Z'Wy. A cluster adds
 * q_k = g_k'e_k to it, g_k = A_k W_kZ_k h, where A_k is I (CR0), B_k^{-1/2} (CR2) or (I −
 * H_kk)^{-1} (CR3) and
 *
 * <pre>
 *   B_k = I − Z_kZ_k'W_k − W_kZ_kZ_k' + Z_k S Z_k',   S = Z'W²Z,
 *   Cov(q_k, q_l) = 1{k=l} g_k'g_k − g_k'Z_k Z_l'W_lg_l − g_k'W_kZ_k Z_l'g_l + g_k'Z_k S Z_l'g_l.
 * </pre>
 *
 * <p>Everything lies in the span of U_k = [Z_k, W_kZ_k], on which B_k is I + U_k [S −I; −I 0] U_k':
 * the Gram matrix of U_k is all that is needed of the rows. With equal weights it is N_k = Z_k'Z_k,
 * and B_k^{-1/2} turns into (I − N_k)^{-1/2}.
 *
 * @see <a href="https://doi.org/10.1080/07350015.2016.1247004">Pustejovsky and Tipton (2018)</a>
 */
final class AdjustedScores {
  private final AdjustedCluster[] clusters;
  private final int effects;
  private final double[][] spread; // S

  /**
   * @param targets effects × coefficients
   * @param equalWeights whether rows weigh the same, or errors are meant to have variance 1/w
   */
  AdjustedScores(
      ClusterRegression regression,
      double[][] targets,
      Adjustment adjustment,
      boolean equalWeights) {
    clusters = new AdjustedCluster[regression.clusters().size()];
    effects = targets.length;
    double[][] l = root(regression);
    double[][] h = new double[effects][];
    for (int s = 0; s < effects; s++) {
      h[s] = Matrices.transposedTimes(l, targets[s]);
    }
    spread = new double[l.length][l.length];
    double[] beta = regression.coefficients();
    if (equalWeights) {
      for (int i = 0; i < l.length; i++) {
        spread[i][i] = 1;
      }
      for (int k = 0; k < clusters.length; k++) {
        double[][] n = Matrices.sandwich(l, regression.matrix(k));
        double[] score = Matrices.transposedTimes(l, regression.score(k, beta));
        clusters[k] = AdjustedCluster.equal(n, h, score, adjustment);
      }
      return;
    }
    WeightSums weights = regression.weights().orElseThrow();
    for (int k = 0; k < clusters.length; k++) {
      double[][] squared = Matrices.sandwich(l, weights.squared(k));
      for (int i = 0; i < l.length; i++) {
        Matrices.add(spread[i], squared[i], 1);
      }
    }
    for (int k = 0; k < clusters.length; k++) {
      clusters[k] =
          AdjustedCluster.weighted(
              gram(l, regression, weights, k),
              spread,
              h,
              scores(l, regression, weights, k, beta),
              adjustment);
    }
  }

  /** L with LL' = M⁻¹: the scaled eigenvectors of M scaled to unit diagonal. */
  private static double[][] root(ClusterRegression regression) {
    double[][] total = regression.totalMatrix();
    int p = total.length;
    double[] scale = new double[p];
    for (int i = 0; i < p; i++) {
      scale[i] = 1 / Math.sqrt(total[i][i]);
    }
    double[][] scaled = new double[p][p];
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < p; j++) {
        scaled[i][j] = total[i][j] * scale[i] * scale[j];
      }
    }
    SymmetricEigen eigen = SymmetricEigen.of(scaled);
    double[][] root = new double[p][p];
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < p; j++) {
        root[i][j] = scale[i] * eigen.vector(j)[i] / Math.sqrt(eigen.value(j));
      }
    }
    return root;
  }

  private static double[][] gram(
      double[][] l, ClusterRegression regression, WeightSums weights, int k) {
    int p = l.length;
    double[][] plain = Matrices.sandwich(l, weights.plain(k));
    double[][] once = Matrices.sandwich(l, regression.matrix(k));
    double[][] squared = Matrices.sandwich(l, weights.squared(k));
    double[][] gram = new double[2 * p][2 * p];
    for (int i = 0; i < p; i++) {
      System.arraycopy(plain[i], 0, gram[i], 0, p);
      System.arraycopy(once[i], 0, gram[i], p, p);
      System.arraycopy(once[i], 0, gram[p + i], 0, p);
      System.arraycopy(squared[i], 0, gram[p + i], p, p);
    }
    return gram;
  }

  private static double[] scores(
      double[][] l, ClusterRegression regression, WeightSums weights, int k, double[] beta) {
    int p = l.length;
    double[] plain = weights.vector(k).clone();
    Matrices.add(plain, SymmetricInverse.times(weights.plain(k), beta), -1);
    double[] scores = new double[2 * p];
    System.arraycopy(Matrices.transposedTimes(l, plain), 0, scores, 0, p);
    double[] weighted = Matrices.transposedTimes(l, regression.score(k, beta));
    System.arraycopy(weighted, 0, scores, p, p);
    return scores;
  }

  /** Returns whether an effect rests on a coefficient that one cluster alone settles. */
  boolean restsOnOneCluster() {
    boolean alone = false;
    for (AdjustedCluster cluster : clusters) {
      alone |= cluster.isAlone();
    }
    return alone;
  }

  /** Returns Σ_k q_ks q_kt. */
  double covariance(int s, int t) {
    double sum = 0;
    for (AdjustedCluster cluster : clusters) {
      sum += cluster.influence(s) * cluster.influence(t);
    }
    return sum;
  }

  /** Returns Cov(q_ks, q_lt) per unit of error variance. */
  double law(int s, int t, int k, int l) {
    AdjustedCluster first = clusters[k];
    AdjustedCluster second = clusters[l];
    double[] moved = SymmetricInverse.times(spread, second.plain(t));
    Matrices.add(moved, second.weighted(t), -1);
    double between = dot(first.plain(s), moved) - dot(first.weighted(s), second.plain(t));
    return k == l ? first.product(s, t) + between : between;
  }

  /** Returns the Satterthwaite degrees of freedom of an effect's variance. */
  double dof(int s) {
    double trace = 0;
    double squares = 0;
    for (int k = 0; k < clusters.length; k++) {
      trace += law(s, s, k, k);
      for (int l = 0; l < clusters.length; l++) {
        double p = law(s, s, k, l);
        squares += p * p;
      }
    }
    return trace * trace / squares;
  }

  /** Returns the number of clusters. */
  int size() {
    return clusters.length;
  }
}
