package fi.lape.jobs.analysis;

import static java.util.Objects.requireNonNull;

import java.util.OptionalDouble;

/**
 * What is said about the error of one estimate, in the columns of {@code effect_estimate}.
 *
 * @param inference the inference that the interval and the p-value come from
 * @param standardError of the jackknife (CR3), in the outcome's unit
 * @param dof of the t distribution that goes with the standard error
 * @param mde80 smallest effect found with 80 % power, from the standard error
 * @param status inference_status
 * @param refusal why there is no interval; empty where there is one
 */
public record Uncertainty(
    String inference,
    OptionalDouble standardError,
    OptionalDouble low,
    OptionalDouble high,
    OptionalDouble pValue,
    OptionalDouble dof,
    OptionalDouble clustersEffective,
    OptionalDouble mde80,
    String status,
    String refusal) {
  /** Of every interval. */
  public static final double LEVEL = 0.95;

  /** 1 less the level, without rounding. */
  public static final double ALPHA = 0.05;

  public Uncertainty {
    requireNonNull(inference, "inference is null");
    requireNonNull(status, "status is null");
  }

  /** Of a number that was not estimated. */
  public static Uncertainty none(String inference) {
    OptionalDouble empty = OptionalDouble.empty();
    return new Uncertainty(
        inference, empty, empty, empty, empty, empty, empty, empty, "NOT_EVALUATED", "");
  }

  /** The same with another inference_status. */
  public Uncertainty withStatus(String other) {
    return new Uncertainty(
        inference, standardError, low, high, pValue, dof, clustersEffective, mde80, other, refusal);
  }

  /** The same without what depends on the estimate; what the design alone gives stays. */
  public Uncertainty withheld() {
    OptionalDouble empty = OptionalDouble.empty();
    return new Uncertainty(
        inference, empty, empty, empty, empty, dof, clustersEffective, mde80, status, refusal);
  }

  /** The same of a number in another unit, {@code factor} of which make one of the old. */
  Uncertainty times(double factor) {
    return new Uncertainty(
        inference,
        times(standardError, factor),
        times(low, factor),
        times(high, factor),
        pValue,
        dof,
        clustersEffective,
        times(mde80, factor),
        status,
        refusal);
  }

  private static OptionalDouble times(OptionalDouble value, double factor) {
    return value.isPresent() ? OptionalDouble.of(value.getAsDouble() * factor) : value;
  }
}
