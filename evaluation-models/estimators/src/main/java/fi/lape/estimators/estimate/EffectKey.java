package fi.lape.estimators.estimate;

import static java.util.Objects.requireNonNull;

import java.util.OptionalInt;

/**
 * Names one number of a method.
 *
 * @param estimand the word of the result table, such as {@code att-dynamic}
 * @param cohort the cohort it is about, if one
 * @param period the period it is about, if one
 * @param eventTime periods since adoption, if it is about one event time
 */
public record EffectKey(
    String estimand, OptionalInt cohort, OptionalInt period, OptionalInt eventTime) {
  public EffectKey {
    requireNonNull(estimand, "estimand is null");
    requireNonNull(cohort, "cohort is null");
    requireNonNull(period, "period is null");
    requireNonNull(eventTime, "eventTime is null");
  }

  /** Names the only number of an estimand. */
  public static EffectKey of(String estimand) {
    return new EffectKey(estimand, OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());
  }

  /** Names the effect on a cohort in a period. */
  public static EffectKey cell(String estimand, int cohort, int period) {
    return new EffectKey(
        estimand, OptionalInt.of(cohort), OptionalInt.of(period), OptionalInt.of(period - cohort));
  }

  /** Names the effect on a cohort. */
  public static EffectKey ofCohort(String estimand, int cohort) {
    return new EffectKey(
        estimand, OptionalInt.of(cohort), OptionalInt.empty(), OptionalInt.empty());
  }

  /** Names the effect in a period. */
  public static EffectKey ofPeriod(String estimand, int period) {
    return new EffectKey(
        estimand, OptionalInt.empty(), OptionalInt.of(period), OptionalInt.empty());
  }

  /** Names the effect at an event time. */
  public static EffectKey ofEventTime(String estimand, int eventTime) {
    return new EffectKey(
        estimand, OptionalInt.empty(), OptionalInt.empty(), OptionalInt.of(eventTime));
  }
}
