package fi.lape.estimators.estimate;

import static java.util.Objects.requireNonNull;

import java.util.OptionalDouble;

/**
 * What an estimate rests on.
 *
 * @param units units whose outcomes enter
 * @param observations unit-period cells that enter
 * @param clustersTreated clusters with a treated unit among them
 * @param baselineMean weighted mean outcome of the treated before treatment, in the outcome's unit
 * @param unitsLeftOut units of the panel the method left out because it cannot use them, for
 *     instance because they are not seen in every period
 */
public record Sample(
    long units,
    long observations,
    int clustersTreated,
    OptionalDouble baselineMean,
    long unitsLeftOut) {
  public Sample {
    requireNonNull(baselineMean, "baselineMean is null");
  }

  /** No unit was left out. */
  public Sample(long units, long observations, int clustersTreated, OptionalDouble baselineMean) {
    this(units, observations, clustersTreated, baselineMean, 0);
  }

  /** Returns the same with the number of units left out. */
  public Sample withUnitsLeftOut(long number) {
    return new Sample(units, observations, clustersTreated, baselineMean, number);
  }
}
