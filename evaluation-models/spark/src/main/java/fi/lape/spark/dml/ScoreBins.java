package fi.lape.spark.dml;

import java.io.Serializable;

/** How scores are spread, in a thousand bins: mergeable, and the same whoever merges it. */
final class ScoreBins implements Serializable {
  private static final long serialVersionUID = 1;
  private static final int BINS = 1000;

  private final double[] weights = new double[BINS];
  private long units;
  private double whole;
  private double leftOut;
  private double lowest = 1;
  private double highest;

  void add(double score, double weight, boolean kept) {
    weights[Math.min(BINS - 1, (int) (score * BINS))] += weight;
    units++;
    whole += weight;
    leftOut += kept ? 0 : weight;
    lowest = Math.min(lowest, score);
    highest = Math.max(highest, score);
  }

  void merge(ScoreBins later) {
    for (int b = 0; b < BINS; b++) {
      weights[b] += later.weights[b];
    }
    units += later.units;
    whole += later.whole;
    leftOut += later.leftOut;
    lowest = Math.min(lowest, later.lowest);
    highest = Math.max(highest, later.highest);
  }

  long units() {
    return units;
  }

  double lowest() {
    return lowest;
  }

  double highest() {
    return highest;
  }

  /** Returns the weight that is compared. */
  double kept() {
    return whole - leftOut;
  }

  /** Returns the share of the weight that is not compared. */
  double shareLeftOut() {
    return whole > 0 ? leftOut / whole : 0;
  }

  /** Returns the share of the weight with scores below 0.01 or from 0.99 on. */
  double shareExtreme() {
    double extreme = 0;
    for (int b = 0; b < BINS / 100; b++) {
      extreme += weights[b] + weights[BINS - 1 - b];
    }
    return whole > 0 ? extreme / whole : 0;
  }

  /** Returns the score below which a share of the weight lies, to a thousandth. */
  double quantile(double share) {
    double below = 0;
    for (int b = 0; b < BINS; b++) {
      below += weights[b];
      if (below >= share * whole) {
        return Math.max(lowest, Math.min(highest, (b + 0.5) / BINS));
      }
    }
    return highest;
  }
}
