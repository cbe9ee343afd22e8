package fi.lape.estimators.inference;

import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.linalg.SymmetricInverse;
import java.util.List;
import java.util.Optional;
import org.hipparchus.distribution.continuous.ChiSquaredDistribution;
import org.hipparchus.distribution.continuous.FDistribution;

/**
 * Wald test that several effects of one fit are all zero, W = θ'V⁻¹θ, as for the effects before
 * adoption. That it does not reject is no proof of parallel trends.
 */
public final class JointTest {
  private JointTest() {}

  /**
   * The answer.
   *
   * @param statistic W
   * @param effects tested together
   * @param pValue of "all are zero"
   */
  public record Result(double statistic, int effects, double pValue) {}

  /**
   * Tests with V = Σψψ'/n² over units, and W as χ²: R {@code did}'s pre-test.
   *
   * @return empty if there are no effects or their covariance is singular
   */
  public static Optional<Result> byUnits(List<Estimated> effects) {
    int q = effects.size();
    double[][] covariance = new double[q][q];
    for (int i = 0; i < q; i++) {
      for (int j = 0; j < q; j++) {
        covariance[i][j] = effects.get(i).influence().unitCovariance(effects.get(j).influence());
      }
    }
    return wald(effects, covariance)
        .map(w -> new Result(w, q, 1 - new ChiSquaredDistribution(q).cumulativeProbability(w)));
  }

  /**
   * Tests with V over clusters times G/(G − 1), and W · (G − q)/(q(G − 1)) as F(q, G − q),
   * Hotelling's law.
   *
   * @return empty if there are no effects, as many as clusters, or their covariance is singular
   */
  public static Optional<Result> byClusters(List<Estimated> effects) {
    int q = effects.size();
    int clusters = effects.stream().mapToInt(e -> e.clusters().size()).max().orElse(0);
    if (q >= clusters) {
      return Optional.empty();
    }
    double factor = clusters / (clusters - 1.0);
    double[][] covariance = new double[q][q];
    for (int i = 0; i < q; i++) {
      for (int j = 0; j < q; j++) {
        covariance[i][j] =
            factor * effects.get(i).influence().clusterCovariance(effects.get(j).influence());
      }
    }
    double left = clusters - (double) q;
    return wald(effects, covariance)
        .map(
            w ->
                new Result(
                    w,
                    q,
                    1
                        - new FDistribution(q, left)
                            .cumulativeProbability(w * left / (q * (clusters - 1.0)))));
  }

  private static Optional<Double> wald(List<Estimated> effects, double[][] covariance) {
    if (effects.isEmpty()) {
      return Optional.empty();
    }
    double[] theta = effects.stream().mapToDouble(Estimated::estimate).toArray();
    return SymmetricInverse.of(covariance)
        .map(inverse -> SymmetricInverse.dot(theta, SymmetricInverse.times(inverse, theta)));
  }
}
