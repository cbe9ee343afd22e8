package fi.lape.jobs.cost;

import java.util.Optional;

/**
 * The headline estimate of an analysis, or why there is none.
 *
 * @param number the estimate in the outcome's unit, empty where it is not estimable or withheld
 * @param status estimate_status of the row
 * @param reason reason of the row where there is no estimate
 */
record Headline(Optional<Point> number, String status, String reason) {

  /**
   * An estimate with its interval.
   *
   * @param interval empty where the inference gave none
   */
  record Point(double estimate, Optional<Interval> interval) {}

  /** A closed interval. */
  record Interval(double low, double high) {
    Interval times(double factor) {
      double a = low * factor;
      double b = high * factor;
      return new Interval(Math.min(a, b), Math.max(a, b));
    }

    Interval plus(double shift) {
      return new Interval(low + shift, high + shift);
    }

    boolean contains(double value) {
      return low <= value && value <= high;
    }
  }

  static Headline of(double estimate, Interval interval) {
    return new Headline(Optional.of(new Point(estimate, Optional.of(interval))), "ESTIMATED", "");
  }

  static Headline none(String status, String reason) {
    return new Headline(Optional.empty(), status, reason);
  }
}
