package fi.lape.estimators.inference;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.error.EvaluationErrors;
import fi.lape.estimators.estimate.ClusterRegression;
import fi.lape.estimators.estimate.Estimated;
import java.util.OptionalDouble;

/**
 * Wild cluster bootstrap with Rademacher signs, all of them: exact given the signs, without a seed.
 *
 * <p>The p-value is the share of the 2^G sign patterns whose |t| is at least the observed one; ties
 * count, so the smallest is 2/2^G. The interval holds the values of the effect that the test does
 * not reject; where even the largest sample gap is not rejected it has no end. The standard error
 * given beside it is that of CR1 with the factor G/(G − 1) and serves to compare; the test does not
 * use it.
 *
 * <p><b>Cost:</b> 2^(G−1) · O(G) once, then 2^(G−1) a value tried; G of 19 takes about 0.1 s.
 * Deterministic.
 *
 * @see <a href="https://doi.org/10.1162/rest.90.3.414">Cameron, Gelbach and Miller (2008)</a>; <a
 *     href="https://doi.org/10.1177/1536867X19830877">Roodman et al. (2019), section 5</a>; <a
 *     href="https://doi.org/10.1002/jae.2969">MacKinnon, Nielsen and Webb (2023)</a>
 */
public final class WildClusterTest implements Inference {
  /** Most clusters whose sign patterns are enumerated. */
  public static final int MOST_CLUSTERS = 20;

  private static final int MOST_STEPS = 60;
  private static final int HALVINGS = 45;
  // After so many, all but a few thousand of the patterns are settled in what is left.
  private static final int HALVINGS_OF_ALL = 6;

  /** Whether the draws are made under the value tested. */
  public enum Restriction {
    /** Draws impose the value tested (WCR). */
    RESTRICTED,
    /** Draws are made around the estimate (WCU). */
    UNRESTRICTED
  }

  /** Which residuals the draws give new signs. */
  public enum Scores {
    /** Those of the regression of all clusters (WCR 11, the classic test). */
    ORDINARY,
    /**
     * Those of coefficients estimated without the cluster itself (WCR-S, 31): a cluster that pulls
     * the regression to itself no longer hides its own residual. A cluster without which the
     * restricted coefficients are not determined keeps its ordinary score.
     */
    JACKKNIFE
  }

  private final Restriction restriction;
  private final Scores scores;

  /** With jackknife scores if restricted, ordinary ones if not. */
  public WildClusterTest(Restriction restriction) {
    this(
        restriction,
        switch (restriction) {
          case RESTRICTED -> Scores.JACKKNIFE;
          case UNRESTRICTED -> Scores.ORDINARY;
        });
  }

  /**
   * @throws fi.lape.estimators.error.EvaluationException for jackknife scores without restriction
   */
  public WildClusterTest(Restriction restriction, Scores scores) {
    this.restriction = requireNonNull(restriction, "restriction is null");
    this.scores = requireNonNull(scores, "scores is null");
    if (restriction == Restriction.UNRESTRICTED && scores == Scores.JACKKNIFE) {
      throw EvaluationErrors.settingOutOfRange(
          "scores", "jackknife", "ordinary where the draws are not restricted");
    }
  }

  @Override
  public String name() {
    return switch (restriction) {
      case RESTRICTED -> scores == Scores.JACKKNIFE ? "wild-cluster" : "wild-cluster-classic";
      case UNRESTRICTED -> "wild-cluster-unrestricted";
    };
  }

  @Override
  public InferenceResult infer(Estimated estimated, double level) {
    Reference.requireLevel(level);
    int clusters = estimated.clusters().size();
    if (estimated.regression().isEmpty()) {
      return new NotInferable(name(), Refusal.NOT_A_REGRESSION, clusters);
    }
    ClusterRegression regression = estimated.regression().get();
    if (clusters < 2) {
      return new NotInferable(name(), Refusal.TOO_FEW_CLUSTERS, clusters);
    }
    if (clusters > MOST_CLUSTERS) {
      return new NotInferable(name(), Refusal.TOO_MANY_CLUSTERS, clusters);
    }
    double variance = variance(regression);
    if (WaldResult.isRounding(variance, estimated.estimate())) {
      return new NotInferable(name(), Refusal.NO_RESIDUAL_VARIATION, clusters);
    }
    SignDraws draws = new SignDraws(regression, scores);
    double error = Math.sqrt(variance);
    double alpha = 1 - level;
    double theta = regression.estimate();
    return new Inferred(
        name(),
        OptionalDouble.of(error * Math.sqrt(clusters / (clusters - 1.0))),
        edge(draws, theta, -error, alpha),
        edge(draws, theta, error, alpha),
        pValue(draws, theta),
        OptionalDouble.empty(),
        clusters,
        EffectiveClusters.of(regression));
  }

  /**
   * Returns the exact p-value of "the effect is {@code value}".
   *
   * @throws IllegalArgumentException if the regression has fewer than 2 or more than {@link
   *     #MOST_CLUSTERS} clusters
   */
  public double pValue(ClusterRegression regression, double value) {
    return pValue(new SignDraws(regression, scores), regression.estimate() - value);
  }

  private double pValue(SignDraws draws, double gap) {
    return floored(draws, draws.shareAtLeast(imposed(gap), gap));
  }

  private double imposed(double gap) {
    return switch (restriction) {
      case RESTRICTED -> gap;
      case UNRESTRICTED -> 0;
    };
  }

  /** The sample and its mirror image count, also where jackknife scores do not draw them. */
  private double floored(SignDraws draws, double share) {
    return switch (restriction) {
      case RESTRICTED -> Math.max(share, draws.smallestShare());
      case UNRESTRICTED -> share;
    };
  }

  private static double variance(ClusterRegression regression) {
    double sum = 0;
    for (double q : regression.clusterInfluence()) {
      sum += q * q;
    }
    return sum;
  }

  /** Returns where p falls to alpha, walking from the estimate by standard errors, then halving. */
  private OptionalDouble edge(SignDraws draws, double theta, double step, double alpha) {
    double inside = 0;
    double outside = step;
    for (int j = 0; pValue(draws, -outside) > alpha; j++) {
      if (j == MOST_STEPS) {
        return OptionalDouble.empty();
      }
      inside = outside;
      outside += step;
    }
    for (int j = 0; j < HALVINGS_OF_ALL; j++) {
      double middle = (inside + outside) / 2;
      if (pValue(draws, -middle) > alpha) {
        inside = middle;
      } else {
        outside = middle;
      }
    }
    SignDraws.Settled settled =
        draws.settle(imposed(-inside), imposed(-outside), -inside, -outside);
    for (int j = HALVINGS_OF_ALL; j < HALVINGS; j++) {
      double middle = (inside + outside) / 2;
      double share = settled.shareAtLeast(imposed(-middle), -middle);
      if (floored(draws, share) > alpha) {
        inside = middle;
      } else {
        outside = middle;
      }
    }
    return OptionalDouble.of(theta + (inside + outside) / 2);
  }
}
