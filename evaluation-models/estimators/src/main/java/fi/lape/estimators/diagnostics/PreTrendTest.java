package fi.lape.estimators.diagnostics;

import fi.lape.estimators.error.DiagnosticErrors;
import fi.lape.estimators.inference.JointTest;
import fi.lape.estimators.linalg.SymmetricInverse;
import java.util.Arrays;
import java.util.OptionalInt;
import org.hipparchus.distribution.continuous.ChiSquaredDistribution;
import org.hipparchus.distribution.continuous.FDistribution;

/**
 * Wald test that the effects before adoption are all zero, W = β'Σ⁻¹β. That it does not reject is
 * no proof of parallel trends: {@link PreTrendPower} says what it could have found.
 */
public final class PreTrendTest {
  private PreTrendTest() {}

  /**
   * Tests with W as χ²(q), or as Hotelling's law F(q, G − q) of W(G − q)/(q(G − 1)) if the
   * covariance comes from G clusters.
   *
   * @throws fi.lape.estimators.error.EvaluationException {@code TOO_FEW_PRE_PERIODS}; {@code
   *     COVARIANCE_SINGULAR} with as many estimates as clusters
   */
  public static JointTest.Result of(EventStudy study, OptionalInt clusters) {
    study.requirePre(PreTrendPower.NAME, 1);
    int q = study.pre();
    double[] beta = Arrays.copyOf(study.estimates(), q);
    double[][] inverse = SymmetricInverse.of(study.covariance(q)).orElseThrow();
    double w = SymmetricInverse.dot(beta, SymmetricInverse.times(inverse, beta));
    if (clusters.isEmpty()) {
      return new JointTest.Result(w, q, 1 - new ChiSquaredDistribution(q).cumulativeProbability(w));
    }
    int groups = clusters.getAsInt();
    double left = groups - (double) q;
    if (left <= 0) {
      throw DiagnosticErrors.covarianceSingular(q);
    }
    double f = w * left / (q * (groups - 1.0));
    return new JointTest.Result(w, q, 1 - new FDistribution(q, left).cumulativeProbability(f));
  }
}
