package fi.lape.estimators.intertemporal;

import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.inference.JointTest.Result;
import fi.lape.estimators.linalg.SymmetricInverse;
import java.util.List;
import java.util.Optional;
import org.hipparchus.distribution.continuous.ChiSquaredDistribution;

/**
 * The joint tests of the authors: W = θ'V⁻¹θ as χ², without a small-sample factor. With few
 * clusters {@link fi.lape.estimators.inference.JointTest#byClusters} is the sounder one.
 */
public final class IntertemporalTests {
  /** Across what errors are independent. */
  public enum Level {
    UNIT,
    CLUSTER
  }

  private IntertemporalTests() {}

  /**
   * Tests that all effects, or all placebos, are zero.
   *
   * @return empty if there are none or their covariance is singular
   */
  public static Optional<Result> allZero(List<Estimated> effects, Level level) {
    double[][] rows = new double[effects.size()][effects.size()];
    for (int i = 0; i < rows.length; i++) {
      rows[i][i] = 1;
    }
    return wald(effects, rows, level);
  }

  /**
   * Tests that the effects do not differ from each other.
   *
   * @return empty if there are fewer than two or the covariance of their differences is singular
   */
  public static Optional<Result> allEqual(List<Estimated> effects, Level level) {
    double[][] rows = new double[Math.max(0, effects.size() - 1)][effects.size()];
    for (int i = 0; i < rows.length; i++) {
      rows[i][i] = 1;
      rows[i][i + 1] = -1;
    }
    return wald(effects, rows, level);
  }

  private static Optional<Result> wald(List<Estimated> effects, double[][] rows, Level level) {
    int q = rows.length;
    if (q == 0) {
      return Optional.empty();
    }
    double[] theta = effects.stream().mapToDouble(Estimated::estimate).toArray();
    double[][] covariance = new double[theta.length][theta.length];
    for (int i = 0; i < theta.length; i++) {
      for (int j = 0; j < theta.length; j++) {
        covariance[i][j] = covariance(effects.get(i), effects.get(j), level);
      }
    }
    double[] contrast = SymmetricInverse.times(rows, theta);
    double[][] variance = new double[q][q];
    for (int i = 0; i < q; i++) {
      double[] column = SymmetricInverse.times(covariance, rows[i]);
      for (int j = 0; j < q; j++) {
        variance[i][j] = SymmetricInverse.dot(rows[j], column);
      }
    }
    return SymmetricInverse.of(variance)
        .map(v -> SymmetricInverse.dot(contrast, SymmetricInverse.times(v, contrast)))
        .map(w -> new Result(w, q, 1 - new ChiSquaredDistribution(q).cumulativeProbability(w)));
  }

  private static double covariance(Estimated a, Estimated b, Level level) {
    return switch (level) {
      case UNIT -> a.influence().unitCovariance(b.influence());
      case CLUSTER -> a.influence().clusterCovariance(b.influence());
    };
  }
}
