package fi.lape.jobs.cost;

import fi.lape.jobs.cost.Headline.Interval;
import java.util.Optional;

/**
 * One number of {@code cost_effectiveness}.
 *
 * @param reason a code where the value is absent, or where the interval needs a word
 */
record Measure(
    String name,
    Optional<Double> value,
    Optional<Interval> interval,
    String unit,
    String status,
    Optional<String> reason) {
  private static final String ESTIMATED = "ESTIMATED";

  /** A number without an interval that needs none. */
  static Measure of(String name, double value, String unit) {
    return new Measure(
        name, Optional.of(value), Optional.empty(), unit, ESTIMATED, Optional.empty());
  }

  /** A number with an interval, or why it has none. */
  static Measure of(
      String name, double value, Optional<Interval> interval, String unit, String reason) {
    return new Measure(name, Optional.of(value), interval, unit, ESTIMATED, Optional.of(reason));
  }

  /** No number. */
  static Measure absent(String name, String unit, String status, String reason) {
    return new Measure(name, Optional.empty(), Optional.empty(), unit, status, Optional.of(reason));
  }

  /** No number because its estimate is none. */
  static Measure absent(String name, String unit, Headline headline) {
    return absent(name, unit, headline.status(), headline.reason());
  }
}
