package fi.lape.estimators.diagnostics;

import fi.lape.estimators.linalg.Polytope.Maximum;
import java.util.Optional;
import java.util.function.DoublePredicate;

/**
 * Smallest and largest value a test accepts. The accepted values need not be an interval; theirs is
 * the hull, as in the reference program.
 */
final class AcceptedRange {
  // A twentieth of a standard error at most in a range of 50; narrower islands are not seen.
  private static final int GRID = 1000;
  private static final double END_TOLERANCE = 1e-9;

  private AcceptedRange() {}

  /**
   * Returns the ends, found on a grid from outside inwards and then by halving.
   *
   * @param scale a standard error, for the precision of the ends
   */
  static Optional<Interval> within(Interval range, double scale, DoublePredicate accepts) {
    double step = (range.high() - range.low()) / GRID;
    if (step <= END_TOLERANCE * scale) {
      double middle = (range.low() + range.high()) / 2;
      return accepts.test(middle) ? Optional.of(range) : Optional.empty();
    }
    for (int k = 0; k <= GRID; k++) {
      double low = range.low() + k * step;
      if (accepts.test(low)) {
        double first = k == 0 ? low : edge(low - step, low, scale, accepts);
        int j = GRID;
        while (j > k && !accepts.test(range.low() + j * step)) {
          j--;
        }
        double high = range.low() + j * step;
        double last = j == GRID ? high : edge(high + step, high, scale, accepts);
        return Optional.of(new Interval(first, last));
      }
    }
    return Optional.empty();
  }

  private static double edge(double outside, double inside, double scale, DoublePredicate accepts) {
    double out = outside;
    double in = inside;
    while (Math.abs(in - out) > END_TOLERANCE * scale) {
      double middle = (in + out) / 2;
      if (accepts.test(middle)) {
        in = middle;
      } else {
        out = middle;
      }
    }
    return in;
  }

  /**
   * Returns {θ : T(θ) ≤ limit}, an interval since T is convex, or empty.
   *
   * @param start of the search
   * @param scale a standard error
   */
  static Optional<Interval> below(ConditionalTest test, double limit, double start, double scale) {
    double lowest = lowest(test, limit, start, scale);
    if (test.statistic(lowest).value() > limit) {
      return Optional.empty();
    }
    return Optional.of(
        new Interval(crossing(test, limit, lowest, -scale), crossing(test, limit, lowest, scale)));
  }

  /** A minimiser of T, or the first value met that is not above the limit: lines meet till then. */
  private static double lowest(ConditionalTest test, double limit, double start, double scale) {
    double left = start;
    double right = start;
    for (double step = scale; test.slope(test.statistic(left)) > 0; step *= 2) {
      left -= step;
    }
    for (double step = scale; test.slope(test.statistic(right)) < 0; step *= 2) {
      right += step;
    }
    double best = left;
    for (int k = 0; k < 200; k++) {
      Maximum low = test.statistic(left);
      Maximum high = test.statistic(right);
      best = low.value() <= high.value() ? left : right;
      double fall = test.slope(low);
      double rise = test.slope(high);
      if (Math.min(low.value(), high.value()) <= limit || fall >= 0 || rise <= 0) {
        return best;
      }
      double meet = (low.value() - high.value() + rise * right - fall * left) / (rise - fall);
      if (meet <= left || meet >= right) {
        return best;
      }
      if (test.slope(test.statistic(meet)) > 0) {
        right = meet;
      } else {
        left = meet;
      }
    }
    return best;
  }

  /**
   * The value at which T reaches the limit, going by {@code step} from a value that is below it.
   */
  private static double crossing(ConditionalTest test, double limit, double from, double step) {
    double in = from;
    double length = step;
    while (test.statistic(in + length).value() <= limit) {
      in += length;
      length *= 2;
    }
    double out = in + length;
    while (Math.abs(out - in) > END_TOLERANCE * Math.abs(step)) {
      double middle = (in + out) / 2;
      if (test.statistic(middle).value() <= limit) {
        in = middle;
      } else {
        out = middle;
      }
    }
    return in;
  }
}
