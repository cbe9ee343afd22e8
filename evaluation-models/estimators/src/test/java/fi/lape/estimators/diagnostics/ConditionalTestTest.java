package fi.lape.estimators.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fi.lape.estimators.diagnostics.Restriction.Kind;
import fi.lape.estimators.diagnostics.Restriction.Shape;
import fi.lape.estimators.linalg.SymmetricInverse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Against a slow second implementation: every vertex of {γ ≥ 0, X'γ = 0, σ'γ = 1} for two periods
 * after adoption is a pair of moments, and v_lo and v_up are maxima and minima over all of them.
 */
class ConditionalTestTest {
  private static final double[] L = {0.3, 0.7};

  private final Random random = new Random(3);

  private EventStudy study() {
    int n = 5;
    double[] estimates = new double[n];
    double[][] root = new double[n][n];
    double[][] covariance = new double[n][n];
    for (int i = 0; i < n; i++) {
      estimates[i] = random.nextGaussian();
      for (int j = 0; j < n; j++) {
        root[i][j] = random.nextGaussian() / 3 + (i == j ? 0.5 : 0);
      }
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        covariance[i][j] = SymmetricInverse.dot(root[i], root[j]);
      }
    }
    return new EventStudy(new int[] {-4, -3, -2, 0, 1}, -1, estimates, covariance);
  }

  @Test
  void statisticAndTailAgreeWithTheEnumerationOfAllVertices() {
    int compared = 0;
    int rejected = 0;
    for (int round = 0; round < 40; round++) {
      EventStudy study = study();
      for (Kind kind : Kind.values()) {
        for (Shape shape : Shape.values()) {
          Restriction restriction = new Restriction(kind, shape);
          for (Polyhedron part : Polyhedron.partsOf(restriction, 0.5, 3, 2)) {
            ConditionalTest test = new ConditionalTest(study, part, L);
            for (double theta : new double[] {-3, -1, 0, 0.5, 2}) {
              double[] slow = enumerate(study, part, theta);
              assertThat(test.statistic(theta).value()).isCloseTo(slow[0], within(1e-9));
              double tail = test.tail(theta, Double.POSITIVE_INFINITY, Optional.empty());
              assertThat(tail).isCloseTo(slow[1], within(1e-6));
              compared++;
              rejected += tail < 0.05 ? 1 : 0;
            }
          }
        }
      }
    }
    System.out.printf("conditional test: %d tails enumerated, %d below 5 %%%n", compared, rejected);
    assertThat(rejected).isBetween(compared / 10, compared * 9 / 10);
  }

  private static double[] enumerate(EventStudy study, Polyhedron part, double theta) {
    int pre = study.pre();
    int[] used = IntStream.range(0, part.rows()).filter(part::bearsOnPost).toArray();
    double[][] covariance = study.covariance(5);
    List<double[]> functionals = new ArrayList<>(); // A'γ
    List<Double> constants = new ArrayList<>(); // −γ'(d + A_1 θ)
    for (int i : used) {
      for (int k : used) {
        // Pairs whose slopes in the nuisance (0.7, −0.3), along which l'τ stays, cancel.
        double si = 0.7 * part.row(i)[pre] - 0.3 * part.row(i)[pre + 1];
        double sk = 0.7 * part.row(k)[pre] - 0.3 * part.row(k)[pre + 1];
        boolean single = i == k && Math.abs(si) < 1e-12;
        if (!single && !(i < k && si * sk < -1e-12)) {
          continue;
        }
        double[] weights = single ? new double[] {1, 0} : new double[] {Math.abs(sk), Math.abs(si)};
        double scale = weights[0] * error(covariance, part.row(i));
        scale += weights[1] * error(covariance, part.row(k));
        double[] functional = new double[5];
        double constant = 0;
        int[] rows = {i, k};
        for (int w = 0; w < 2; w++) {
          double weight = weights[w] / scale;
          double[] row = part.row(rows[w]);
          for (int j = 0; j < 5; j++) {
            functional[j] += weight * row[j];
          }
          // τ = θ·(1, 1) has l'τ = θ.
          constant -= weight * (part.right(rows[w]) + theta * (row[pre] + row[pre + 1]));
        }
        functionals.add(functional);
        constants.add(constant);
      }
    }
    double[] estimates = study.estimates();
    int best = 0;
    double[] values = new double[functionals.size()];
    for (int v = 0; v < values.length; v++) {
      values[v] = SymmetricInverse.dot(functionals.get(v), estimates) + constants.get(v);
      best = values[v] > values[best] ? v : best;
    }
    double t = values[best];
    double[] path = SymmetricInverse.times(covariance, functionals.get(best));
    double variance = SymmetricInverse.dot(path, functionals.get(best));
    if (t <= 0 || variance < 1e-20) {
      return new double[] {t, 1};
    }
    double low = Double.NEGATIVE_INFINITY;
    double high = Double.POSITIVE_INFINITY;
    for (int v = 0; v < values.length; v++) {
      double rate = SymmetricInverse.dot(functionals.get(v), path) / variance;
      double crossing = t + (values[v] - t) / (1 - rate);
      if (rate < 1 - 1e-9) {
        low = Math.max(low, crossing);
      } else if (rate > 1 + 1e-9) {
        high = Math.min(high, crossing);
      }
    }
    double sigma = Math.sqrt(variance);
    return new double[] {t, NormalTail.above(t / sigma, Math.min(low, t) / sigma, high / sigma)};
  }

  private static double error(double[][] covariance, double[] row) {
    return Math.sqrt(SymmetricInverse.dot(row, SymmetricInverse.times(covariance, row)));
  }
}
