package fi.lape.estimators.estimate;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * An estimate together with all that inference needs; it carries no standard error of its own.
 *
 * @param key what it is about
 * @param estimate in the outcome's unit, finite
 * @param influence what every unit and cluster contributes to its error
 * @param regression the same estimate as a regression with clusters, for CR errors and the wild
 *     bootstrap; cohort shares are held fixed in it
 * @param contrast the same estimate as a weighted sum of means, where it is one
 * @param sample what it rests on
 */
public record Estimated(
    EffectKey key,
    double estimate,
    Influence influence,
    ClusterRegression regression,
    Optional<Contrast> contrast,
    Sample sample)
    implements Effect {
  public Estimated {
    requireNonNull(key, "key is null");
    requireNonNull(influence, "influence is null");
    requireNonNull(regression, "regression is null");
    requireNonNull(contrast, "contrast is null");
    requireNonNull(sample, "sample is null");
    if (!Double.isFinite(estimate)) {
      throw new IllegalArgumentException("estimate of " + key + " is " + estimate);
    }
  }
}
