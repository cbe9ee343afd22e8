package fi.lape.estimators.areas;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.estimate.Estimated;

/**
 * One area's own effect.
 *
 * @param area the area
 * @param estimated the effect; its influence treats units as independent
 * @param adopters units of the area whose effects are averaged
 * @param extraVariance what the small-sample factor of the area's own units adds to the variance of
 *     the influence
 * @param dof effective number of own units, 1/Σs², less 1; above 0
 * @param cells cohort-periods averaged
 */
public record AreaEffect(
    String area, Estimated estimated, long adopters, double extraVariance, double dof, int cells) {
  public AreaEffect {
    requireNonNull(area, "area is null");
    requireNonNull(estimated, "estimated is null");
  }

  /** Returns the squared standard error. */
  public double variance() {
    return estimated.influence().unitCovariance(estimated.influence()) + extraVariance;
  }
}
