package fi.lape.estimators.estimate;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * An estimate together with all that inference needs; it carries no standard error of its own.
 *
 * @param key what it is about
 * @param estimate in the outcome's unit, finite
 * @param influence what every unit and cluster contributes to its error
 * @param regression the same estimate as a regression with clusters, for CR errors and the wild
 *     bootstrap, where it is one; cohort shares are held fixed in it
 * @param contrast the same estimate as a weighted sum of means, where it is one
 * @param sample what it rests on
 * @param counted what small-sample factors count, where the estimate is not a linear regression but
 *     has coefficients and effects all the same
 */
public record Estimated(
    EffectKey key,
    double estimate,
    Influence influence,
    Optional<ClusterRegression> regression,
    Optional<Contrast> contrast,
    Sample sample,
    Optional<ClusterRegression.Parameters> counted)
    implements Effect {
  public Estimated {
    requireNonNull(key, "key is null");
    requireNonNull(influence, "influence is null");
    requireNonNull(regression, "regression is null");
    requireNonNull(contrast, "contrast is null");
    requireNonNull(sample, "sample is null");
    requireNonNull(counted, "counted is null");
    if (!Double.isFinite(estimate)) {
      throw new IllegalArgumentException("estimate of " + key + " is " + estimate);
    }
  }

  /** Nothing is counted but what the regression counts, if it is one. */
  public Estimated(
      EffectKey key,
      double estimate,
      Influence influence,
      Optional<ClusterRegression> regression,
      Optional<Contrast> contrast,
      Sample sample) {
    this(key, estimate, influence, regression, contrast, sample, Optional.empty());
  }

  /** Returns the clusters whose units bear on the estimate, sorted. */
  public List<String> clusters() {
    return regression.map(ClusterRegression::clusters).orElseGet(influence::influential);
  }

  /**
   * Returns what small-sample factors count; one coefficient a unit where the estimate is not a
   * regression, which leaves them at 1.
   */
  public ClusterRegression.Parameters parameters() {
    return regression
        .map(ClusterRegression::parameters)
        .or(() -> counted)
        .orElseGet(() -> new ClusterRegression.Parameters(sample.units(), 1, 0, 0));
  }
}
