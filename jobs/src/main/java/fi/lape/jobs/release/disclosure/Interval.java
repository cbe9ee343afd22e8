package fi.lape.jobs.release.disclosure;

/** What somebody can know of one number: it lies between two ends, either may be infinite. */
record Interval(double low, double high) {
  // Published rates are doubles: 1e-6 of a child is far above their rounding and far below one.
  static final double ROUNDING = 1e-6;

  static Interval exactly(double value) {
    return new Interval(value, value);
  }

  static Interval atLeast(double low) {
    return new Interval(low, Double.POSITIVE_INFINITY);
  }

  double width() {
    return high - low;
  }

  /** Whether no number is left: the knowledge contradicts itself. */
  boolean isEmpty() {
    return low > high + ROUNDING * Math.max(1, Math.abs(high));
  }

  Interval meet(Interval other) {
    return new Interval(Math.max(low, other.low), Math.min(high, other.high));
  }
}
