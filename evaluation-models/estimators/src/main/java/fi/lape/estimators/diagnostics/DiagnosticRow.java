package fi.lape.estimators.diagnostics;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * One answer of a diagnostic as a table has it; what does not apply is empty.
 *
 * @param quantity in words with hyphens, such as {@code honest-interval}
 * @param at the bound or power the answer belongs to
 * @param eventTime the answer belongs to
 * @param value the number
 * @param low lower end of an interval
 * @param high upper end of an interval
 * @param word instead of a number where there is none: {@code insignificant}, {@code unbounded},
 *     {@code empty}, {@code already-at-no-trend}
 */
public record DiagnosticRow(
    String quantity,
    OptionalDouble at,
    OptionalInt eventTime,
    OptionalDouble value,
    OptionalDouble low,
    OptionalDouble high,
    Optional<String> word) {
  public DiagnosticRow {
    requireNonNull(quantity, "quantity is null");
    requireNonNull(at, "at is null");
    requireNonNull(eventTime, "eventTime is null");
    requireNonNull(value, "value is null");
    requireNonNull(low, "low is null");
    requireNonNull(high, "high is null");
    requireNonNull(word, "word is null");
  }

  static DiagnosticRow number(String quantity, OptionalDouble at, double value) {
    return new DiagnosticRow(
        quantity,
        at,
        OptionalInt.empty(),
        OptionalDouble.of(value),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        Optional.empty());
  }

  static DiagnosticRow word(String quantity, OptionalDouble at, String word) {
    return new DiagnosticRow(
        quantity,
        at,
        OptionalInt.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        Optional.of(word));
  }

  static DiagnosticRow interval(String quantity, OptionalDouble at, Optional<Interval> interval) {
    return interval
        .map(
            i ->
                new DiagnosticRow(
                    quantity,
                    at,
                    OptionalInt.empty(),
                    OptionalDouble.empty(),
                    OptionalDouble.of(i.low()),
                    OptionalDouble.of(i.high()),
                    Optional.empty()))
        .orElseGet(() -> word(quantity, at, "empty"));
  }

  static DiagnosticRow atTime(String quantity, OptionalDouble at, int time, double value) {
    return new DiagnosticRow(
        quantity,
        at,
        OptionalInt.of(time),
        OptionalDouble.of(value),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        Optional.empty());
  }
}
