package fi.lape.samples;

/** A counted outcome by municipality (row) and year (column). */
final class CountOutcome {

  private final double[][] meanWithout;
  private final double[][] meanWith;
  private final long[][] count;

  CountOutcome(double[][] meanWithout, double[][] meanWith, long[][] count) {
    this.meanWithout = meanWithout;
    this.meanWith = meanWith;
    this.count = count;
  }

  /** Expected counts had no municipality adopted anything. */
  double[][] meanWithout() {
    return meanWithout;
  }

  /** Expected counts with the planted effects. */
  double[][] meanWith() {
    return meanWith;
  }

  /** The drawn counts. */
  long[][] count() {
    return count;
  }
}
