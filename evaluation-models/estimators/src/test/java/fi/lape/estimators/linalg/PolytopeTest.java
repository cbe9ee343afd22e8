package fi.lape.estimators.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PolytopeTest {
  @Test
  void overASimplexTheLargestCoefficientWins() {
    Polytope simplex = Polytope.of(new double[][] {{1}, {1}, {2}}, new double[] {1}).orElseThrow();
    Polytope.Maximum best = simplex.maximise(new double[] {3, 4, 7}).orElseThrow();
    assertThat(best.value()).isEqualTo(4);
    assertThat(best.vertex()).containsExactly(0, 1, 0);
    assertThat(simplex.maximise(new double[] {3, 4, 9}).orElseThrow().vertex())
        .containsExactly(0, 0, 0.5);
  }

  @Test
  void saysSoIfThereIsNoPointOrNoLargestValue() {
    assertThat(Polytope.of(new double[][] {{1, 1}, {1, 1}}, new double[] {1, 2})).isEmpty();
    assertThat(Polytope.of(new double[][] {{1}, {2}}, new double[] {-1})).isEmpty();
    Polytope ray = Polytope.of(new double[][] {{1}, {-1}}, new double[] {1}).orElseThrow();
    assertThat(ray.maximise(new double[] {1, 0})).isEmpty();
    assertThat(ray.maximise(new double[] {-1, 0}).orElseThrow().value()).isEqualTo(-1);
  }

  @Test
  void aRedundantRowIsNoContradiction() {
    Polytope twice =
        Polytope.of(new double[][] {{1, 2}, {1, 2}, {1, 2}}, new double[] {1, 2}).orElseThrow();
    assertThat(twice.maximise(new double[] {1, 5, 2}).orElseThrow().value()).isEqualTo(5);
  }

  /** Weak duality and feasibility prove a vertex best, whoever found it. */
  @Test
  void thousandsOfObjectivesInARowEachEndAtAVertexNoOtherBeats() {
    Random random = new Random(5);
    for (int round = 0; round < 20; round++) {
      int m = 3;
      int n = 9;
      double[][] w = new double[n][m];
      for (int j = 0; j < n; j++) {
        w[j][0] = 1;
        // Columns ± of each other, as moments are: every vertex is degenerate or nearly so.
        w[j][1] = j % 2 == 0 ? random.nextInt(3) - 1 : -w[j - 1][1];
        w[j][2] = j % 2 == 0 ? random.nextInt(3) - 1 : -w[j - 1][2];
      }
      Polytope polytope = Polytope.of(w, new double[] {1, 0, 0}).orElseThrow();
      for (int k = 0; k < 500; k++) {
        double[] f = new double[n];
        for (int j = 0; j < n; j++) {
          f[j] = k % 2 == 0 ? random.nextGaussian() : random.nextInt(3);
        }
        Polytope.Maximum best = polytope.maximise(f).orElseThrow();
        assertThat(best.value()).isCloseTo(enumerate(w, f), within(1e-9));
        double[] sum = new double[m];
        for (int j = 0; j < n; j++) {
          assertThat(best.vertex()[j]).isNotNegative();
          for (int i = 0; i < m; i++) {
            sum[i] += best.vertex()[j] * w[j][i];
          }
        }
        assertThat(sum[0]).isCloseTo(1, within(1e-12));
        assertThat(Math.abs(sum[1]) + Math.abs(sum[2])).isLessThan(1e-12);
      }
    }
  }

  /** The best of all combinations of up to three columns that meet the equations. */
  private static double enumerate(double[][] w, double[] f) {
    double best = Double.NEGATIVE_INFINITY;
    for (int a = 0; a < w.length; a++) {
      for (int b = a; b < w.length; b++) {
        for (int c = b; c < w.length; c++) {
          best = Math.max(best, value(w, f, new int[] {a, b, c}));
        }
      }
    }
    return best;
  }

  /** x solves [1; w1; w2] x = (1, 0, 0) on these columns, by Cramer's rule; −∞ if not x ≥ 0. */
  private static double value(double[][] w, double[] f, int[] columns) {
    double[] p = w[columns[0]];
    double[] q = w[columns[1]];
    double[] r = w[columns[2]];
    if (columns[0] == columns[2]) {
      return p[1] == 0 && p[2] == 0 ? f[columns[0]] : Double.NEGATIVE_INFINITY;
    }
    double[] x = {q[1] * r[2] - q[2] * r[1], r[1] * p[2] - r[2] * p[1], p[1] * q[2] - p[2] * q[1]};
    double sum = x[0] + x[1] + x[2];
    if (columns[0] == columns[1] || columns[1] == columns[2]) {
      // Two columns: weights that cancel in one equation must cancel in the other.
      double[] s = p;
      double[] t = r;
      double share =
          s[1] != t[1] ? -t[1] / (s[1] - t[1]) : s[2] != t[2] ? -t[2] / (s[2] - t[2]) : 0;
      boolean meets =
          share >= 0
              && share <= 1
              && share * s[1] + (1 - share) * t[1] == 0
              && share * s[2] + (1 - share) * t[2] == 0;
      return meets ? share * f[columns[0]] + (1 - share) * f[columns[2]] : Double.NEGATIVE_INFINITY;
    }
    if (sum == 0 || x[0] / sum < 0 || x[1] / sum < 0 || x[2] / sum < 0) {
      return Double.NEGATIVE_INFINITY;
    }
    return (x[0] * f[columns[0]] + x[1] * f[columns[1]] + x[2] * f[columns[2]]) / sum;
  }
}
