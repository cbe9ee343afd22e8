package fi.lape.estimators.diagnostics;

import fi.lape.estimators.linalg.SymmetricInverse;

/**
 * That θ lies in a fixed-length interval, |a'β̂ − θ| ≤ χ, as a condition on the statistic of a
 * second stage.
 */
final class FirstStage {
  private final FixedLengthInterval interval;
  private final double[] weights;

  FirstStage(FixedLengthInterval interval) {
    this.interval = interval;
    weights = interval.weights().stream().mapToDouble(w -> w).toArray();
  }

  boolean passes(double theta) {
    return Math.abs(interval.estimate() - theta) <= interval.halfLength();
  }

  /** Returns the lowest t, moving β̂ along {@code path} from the value seen, that still passes. */
  double lowest(double theta, double[] path, double value) {
    double rate = SymmetricInverse.dot(weights, path);
    double gap = interval.estimate() - theta;
    // Of the two crossings the one behind: at a rising rate the lower side, else the upper.
    return rate == 0
        ? Double.NEGATIVE_INFINITY
        : value - (Math.signum(rate) * gap + interval.halfLength()) / Math.abs(rate);
  }

  /** Returns the highest such t. */
  double highest(double theta, double[] path, double value) {
    double rate = SymmetricInverse.dot(weights, path);
    double gap = interval.estimate() - theta;
    return rate == 0
        ? Double.POSITIVE_INFINITY
        : value + (interval.halfLength() - Math.signum(rate) * gap) / Math.abs(rate);
  }
}
