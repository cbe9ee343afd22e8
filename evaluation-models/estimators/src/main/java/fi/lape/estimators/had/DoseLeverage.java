package fi.lape.estimators.had;

import static java.util.Objects.requireNonNull;

import java.util.OptionalDouble;

/**
 * What one unit does to a weighted average slope.
 *
 * @param unit its id
 * @param cluster its cluster
 * @param dose its dose in the first treated period
 * @param change of its outcome
 * @param weight of its change in the estimate, per unit of dose; the weighted changes add up to the
 *     estimate, the weights to 0
 * @param estimateWithout the estimate without it, at the same bandwidth; empty if there is none
 */
public record DoseLeverage(
    String unit,
    String cluster,
    double dose,
    double change,
    double weight,
    OptionalDouble estimateWithout) {
  public DoseLeverage {
    requireNonNull(unit, "unit is null");
    requireNonNull(cluster, "cluster is null");
    requireNonNull(estimateWithout, "estimateWithout is null");
  }
}
