package fi.lape.estimators.inference;

import static fi.lape.estimators.linalg.SymmetricInverse.dot;

import fi.lape.estimators.linalg.Matrices;
import fi.lape.estimators.linalg.SymmetricEigen;
import fi.lape.estimators.linalg.SymmetricInverse;
import java.util.Arrays;

/**
 * What one cluster adds to effects h'Z'Wy after its residuals are adjusted: g = A WZ h. The letters
 * are those of {@link AdjustedScores}.
 */
final class AdjustedCluster {
  // Of a Gram matrix with unit diagonal: directions that the rows do not have.
  private static final double NO_DIRECTION = 1e-12;
  // What an effect may lose of its squared size in the cluster.
  private static final double LOST = 1e-12;

  private final double[] influence;
  private final double[][] plain;
  private final double[][] weighted;
  private final double[][] g; // in orthonormal coordinates
  private boolean lost;

  private AdjustedCluster(int effects) {
    influence = new double[effects];
    plain = new double[effects][];
    weighted = new double[effects][];
    g = new double[effects][];
  }

  /**
   * With equal weights, g = Z f(N) h.
   *
   * @param n Z'Z
   * @param h effects × coefficients
   * @param score Z'e
   */
  static AdjustedCluster equal(double[][] n, double[][] h, double[] score, Adjustment adjustment) {
    AdjustedCluster cluster = new AdjustedCluster(h.length);
    SymmetricEigen eigen = SymmetricEigen.of(n);
    for (int s = 0; s < h.length; s++) {
      cluster.g[s] = new double[n.length];
      cluster.plain[s] = new double[n.length];
      cluster.weighted[s] = cluster.plain[s];
      double whole = 0;
      double gone = 0;
      for (int i = 0; i < n.length; i++) {
        double[] direction = eigen.vector(i);
        double z = Math.max(eigen.value(i), 0);
        double along = dot(direction, h[s]);
        double power = adjustment.power(1 - z);
        whole += z * along * along;
        gone += power == 0 ? z * along * along : 0;
        cluster.g[s][i] = Math.sqrt(z) * power * along;
        cluster.influence[s] += power * along * dot(direction, score);
        Matrices.add(cluster.plain[s], direction, z * power * along);
      }
      cluster.lost |= gone > LOST * whole;
    }
    return cluster;
  }

  /**
   * With weights that differ.
   *
   * @param gram of U = [Z, WZ]
   * @param spread S
   * @param h effects × coefficients
   * @param score U'e
   */
  static AdjustedCluster weighted(
      double[][] gram, double[][] spread, double[][] h, double[] score, Adjustment adjustment) {
    int p = spread.length;
    AdjustedCluster cluster = new AdjustedCluster(h.length);
    double[][] scale = new double[2 * p][2 * p];
    for (int i = 0; i < 2 * p; i++) {
      for (int j = 0; j < 2 * p; j++) {
        double size = Math.sqrt(gram[i][i] * gram[j][j]);
        scale[i][j] = size > 0 ? gram[i][j] / size : 0;
      }
    }
    SymmetricEigen eigen = SymmetricEigen.of(scale);
    int rank = 0;
    while (rank < 2 * p && eigen.value(rank) > NO_DIRECTION * eigen.value(0)) {
      rank++;
    }
    double[][] r = new double[rank][2 * p]; // gram = R'R: U = QR
    double[][] back = new double[rank][2 * p]; // Q = U·back'
    for (int i = 0; i < rank; i++) {
      for (int j = 0; j < 2 * p; j++) {
        double size = Math.sqrt(gram[j][j]);
        double along = eigen.vector(i)[j];
        r[i][j] = Math.sqrt(eigen.value(i)) * along * size;
        back[i][j] = size > 0 ? along / Math.sqrt(eigen.value(i)) / size : 0;
      }
    }
    SymmetricEigen left = SymmetricEigen.of(left(r, spread));
    double[][] n = new double[p][];
    for (int i = 0; i < p; i++) {
      n[i] = Arrays.copyOfRange(gram[i], p, 2 * p);
    }
    for (int s = 0; s < h.length; s++) {
      double[] column = new double[2 * p];
      double[] start = adjustment == Adjustment.INVERSE ? cluster.leftOut(n, h[s]) : h[s];
      System.arraycopy(start, 0, column, p, p);
      double[] before = SymmetricInverse.times(r, column);
      cluster.g[s] = adjustment == Adjustment.ROOT ? cluster.rooted(left, before) : before;
      double[] moments = Matrices.transposedTimes(r, cluster.g[s]);
      cluster.plain[s] = Arrays.copyOfRange(moments, 0, p);
      cluster.weighted[s] = Arrays.copyOfRange(moments, p, 2 * p);
      cluster.influence[s] = dot(Matrices.transposedTimes(back, cluster.g[s]), score);
    }
    return cluster;
  }

  /** B in the coordinates of Q: I + R [S −I; −I 0] R'. */
  private static double[][] left(double[][] r, double[][] spread) {
    int p = spread.length;
    double[][] left = new double[r.length][r.length];
    for (int i = 0; i < r.length; i++) {
      for (int j = 0; j < r.length; j++) {
        double sum = i == j ? 1 : 0;
        for (int a = 0; a < p; a++) {
          sum -= r[i][a] * r[j][p + a] + r[i][p + a] * r[j][a];
          for (int b = 0; b < p; b++) {
            sum += r[i][a] * spread[a][b] * r[j][b];
          }
        }
        left[i][j] = sum;
      }
    }
    return left;
  }

  /** (I − N)⁻¹h. */
  private double[] leftOut(double[][] n, double[] h) {
    return powered(SymmetricEigen.of(n), true, h, Adjustment.INVERSE);
  }

  private double[] rooted(SymmetricEigen left, double[] before) {
    return powered(left, false, before, Adjustment.ROOT);
  }

  private double[] powered(
      SymmetricEigen eigen, boolean fromOne, double[] x, Adjustment adjustment) {
    double[] moved = new double[x.length];
    double gone = 0;
    for (int i = 0; i < eigen.size(); i++) {
      double along = dot(eigen.vector(i), x);
      double power = adjustment.power(fromOne ? 1 - eigen.value(i) : eigen.value(i));
      gone += power == 0 ? along * along : 0;
      Matrices.add(moved, eigen.vector(i), power * along);
    }
    lost |= gone > LOST * dot(x, x);
    return moved;
  }

  /** Returns g'e of an effect. */
  double influence(int effect) {
    return influence[effect];
  }

  /** Returns Z'g of an effect; not a copy. */
  double[] plain(int effect) {
    return plain[effect];
  }

  /** Returns Z'Wg of an effect; not a copy. */
  double[] weighted(int effect) {
    return weighted[effect];
  }

  /** Returns g_s'g_t. */
  double product(int s, int t) {
    return dot(g[s], g[t]);
  }

  /** Returns whether an effect rests on a direction that the cluster alone settles. */
  boolean isAlone() {
    return lost;
  }
}
