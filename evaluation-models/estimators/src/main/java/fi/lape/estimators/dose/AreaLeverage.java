package fi.lape.estimators.dose;

import static java.util.Objects.requireNonNull;

import java.util.OptionalDouble;

/**
 * What one area does to the slope on dose.
 *
 * @param area the cluster
 * @param dose its dose
 * @param change its outcome less that of the base period
 * @param weight its weight in the regression
 * @param leverage its hat value; over all areas they sum to 2
 * @param cooksDistance empty where the other areas fit exactly
 * @param slopeWithout the slope without it, empty if it is not determined then
 */
public record AreaLeverage(
    String area,
    double dose,
    double change,
    double weight,
    double leverage,
    OptionalDouble cooksDistance,
    OptionalDouble slopeWithout) {
  public AreaLeverage {
    requireNonNull(area, "area is null");
    requireNonNull(cooksDistance, "cooksDistance is null");
    requireNonNull(slopeWithout, "slopeWithout is null");
  }
}
