package fi.lape.jobs.calibrate;

/**
 * What a simulated size makes of an inference, its Monte-Carlo error allowed for.
 *
 * <p>Not valid: the size less two Monte-Carlo errors is above 6.5 %. Conservative: the size plus
 * two of them is below 4 %. Else valid. With fewer replicates than {@link #FEWEST_REPLICATES}, or
 * where more than one in a hundred had no answer, nothing is said.
 */
final class SizeRule {
  /** Above this a test rejects too often. */
  static final double HIGHEST = 0.065;

  /** Below this it rejects too seldom. */
  static final double LOWEST = 0.04;

  /** With fewer the Monte-Carlo error of 5 % is above 0.7 points. */
  static final int FEWEST_REPLICATES = 1000;

  private static final double ERRORS = 2;
  private static final double MOST_FAILED = 0.01;

  private SizeRule() {}

  /** The inference_status. */
  static String status(double size, double error, long replicates, long failed) {
    if (replicates < FEWEST_REPLICATES || failed > MOST_FAILED * replicates) {
      return "NOT_EVALUATED";
    }
    if (size - ERRORS * error > HIGHEST) {
      return "NOT_VALID";
    }
    return size + ERRORS * error < LOWEST ? "CONSERVATIVE" : "VALID";
  }
}
