package fi.lape.estimators.diagnostics;

/** The trend a pre-trend test finds with a given probability. */
public sealed interface SlopeForPower {
  /** Returns the probability asked for. */
  double power();

  /** Returns the probability that the test rejects though there is no trend. */
  double size();

  /**
   * A slope above 0; the same one downwards is found as often.
   *
   * @param slope in the outcome's unit per period
   */
  record Detectable(double power, double slope, double size) implements SlopeForPower {}

  /**
   * The test rejects as often as asked for without any trend: so many estimates, each at its level.
   */
  record AlreadyAtNoTrend(double power, double size) implements SlopeForPower {}
}
