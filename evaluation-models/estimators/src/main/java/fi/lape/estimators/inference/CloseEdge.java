package fi.lape.estimators.inference;

import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;

/**
 * Where a p-value falls to alpha on one side of an estimate, from few values of it: straight lines
 * through its logarithm guess the place, and the next value tried lies just beyond the guess, so
 * that the two enclose it. After {@link #GUESSES} the interval is halved.
 */
final class CloseEdge {
  /** How close, in standard errors. */
  static final double TOLERANCE = 1e-3;

  private static final int MOST_STEPS = 60;
  private static final int GUESSES = 12;

  private final DoubleUnaryOperator pValue;
  private final double alpha;

  /**
   * @param pValue of the value that lies so far from the estimate; above 0
   */
  CloseEdge(DoubleUnaryOperator pValue, double alpha) {
    this.pValue = pValue;
    this.alpha = alpha;
  }

  /**
   * Returns how far from the estimate, or empty if the p-value never falls so far.
   *
   * @param step a standard error, below 0 for the lower side
   */
  OptionalDouble from(double step) {
    double inside = 0;
    double inLog = Math.log(1 / alpha);
    double outside = step;
    double outLog = log(outside);
    for (int j = 0; outLog > 0; j++) {
      if (j == MOST_STEPS) {
        return OptionalDouble.empty();
      }
      inside = outside;
      inLog = outLog;
      outside += step;
      outLog = log(outside);
    }
    double close = TOLERANCE * step;
    double last = Double.NaN;
    for (int j = 0; Math.abs(outside - inside) > Math.abs(close); j++) {
      double next;
      if (j >= GUESSES) {
        next = (inside + outside) / 2;
      } else if (j % 2 == 1) { // beyond the last guess, on the side of the other end
        next = last == inside ? inside + 0.9 * close : outside - 0.9 * close;
      } else {
        double guess = inside + (outside - inside) * (inLog / (inLog - outLog));
        double low = Math.min(inside + close / 2, outside - close / 2);
        double high = Math.max(inside + close / 2, outside - close / 2);
        next = Math.max(low, Math.min(high, guess));
      }
      double log = log(next);
      if (log > 0) {
        inside = next;
        inLog = log;
      } else {
        outside = next;
        outLog = log;
      }
      last = next;
    }
    return OptionalDouble.of((inside + outside) / 2);
  }

  /** log(p / alpha): above 0 where the value is not rejected. */
  private double log(double distance) {
    return Math.log(pValue.applyAsDouble(distance) / alpha);
  }
}
