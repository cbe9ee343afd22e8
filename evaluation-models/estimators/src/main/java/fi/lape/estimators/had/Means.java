package fi.lape.estimators.had;

/** Means that do not lose a small spread beside a large level. */
final class Means {
  private Means() {}

  /** Returns the mean of at least one number. */
  static double of(double[] values) {
    double mean = 0;
    for (int i = 0; i < values.length; i++) {
      mean += (values[i] - mean) / (i + 1);
    }
    return mean;
  }
}
