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
 */
public record Sample(
    long units, long observations, int clustersTreated, OptionalDouble baselineMean) {
  public Sample {
    requireNonNull(baselineMean, "baselineMean is null");
  }
}
