package fi.lape.estimators.had;

import fi.lape.estimators.error.DoseErrors;
import fi.lape.estimators.error.EvaluationErrors;
import java.util.OptionalDouble;

/**
 * What the outcome would have changed by at dose zero: the level there of a local line.
 *
 * <p>The bias of the line is estimated by a local quadratic of the same bandwidth and taken off;
 * the robust error counts what that adds. Errors come from each unit's nearest neighbours in dose
 * and hold whatever the variance; they take the units to be independent.
 *
 * @param bandwidth doses up to it count, in units of dose
 * @param effectiveUnits units with weight above zero
 * @param level the level, in units of the change
 * @param correctedLevel the level less its estimated bias
 * @param error standard error of the level
 * @param robustError standard error of the corrected level
 */
public record BoundaryFit(
    double bandwidth,
    int effectiveUnits,
    double level,
    double correctedLevel,
    double error,
    double robustError) {

  /**
   * Fits a line near dose zero.
   *
   * @param dose one a unit, all above zero and not all equal
   * @param change of the outcome, one a unit
   * @param bandwidth empty for the one of least mean squared error
   * @throws fi.lape.estimators.error.EvaluationException {@code DOSE_DATA_INVALID}, {@code
   *     DOSE_NEGATIVE}, {@code UNTREATED_UNITS_PRESENT}, {@code DOSES_ALL_EQUAL}, {@code
   *     TOO_FEW_UNITS_NEAR_ZERO_DOSE}, {@code LOCAL_DESIGN_SINGULAR} or {@code
   *     BANDWIDTH_NOT_DETERMINED}
   */
  public static BoundaryFit of(
      double[] dose, double[] change, Kernel kernel, OptionalDouble bandwidth) {
    return of(new DoseSample(dose, change), kernel, bandwidth);
  }

  static BoundaryFit of(DoseSample sample, Kernel kernel, OptionalDouble given) {
    double h = bandwidth(sample, kernel, given);
    LocalPolynomial line = new LocalPolynomial(sample, h, 1, kernel);
    double[] plain = line.weights(0);
    double[] corrected = corrected(line, new LocalPolynomial(sample, h, 2, kernel));
    return new BoundaryFit(
        h,
        line.effectiveUnits(),
        line.coefficient(plain),
        line.coefficient(corrected),
        Math.sqrt(line.variance(plain)),
        Math.sqrt(line.variance(corrected)));
  }

  private static double[] corrected(LocalPolynomial line, LocalPolynomial curve) {
    double[] corrected = line.weights(0);
    double[] curvature = curve.weights(2);
    double bias = line.moment(corrected, 2);
    for (int k = 0; k < corrected.length; k++) {
      corrected[k] -= bias * curvature[k];
    }
    return corrected;
  }

  private static double bandwidth(DoseSample sample, Kernel kernel, OptionalDouble given) {
    requireUnits(sample, given);
    return given.isPresent() ? given.getAsDouble() : PlugInBandwidth.of(sample, kernel);
  }

  /** Refuses too few units with a dose of at most the bandwidth given, or in all. */
  static void requireUnits(DoseSample sample, OptionalDouble given) {
    double h = given.orElse(sample.largest());
    if (!(h > 0) || Double.isInfinite(h)) {
      throw EvaluationErrors.settingOutOfRange("bandwidth", h, "a finite number above 0");
    }
    int within = sample.within(h);
    if (within < PlugInBandwidth.FEWEST_UNITS) {
      throw DoseErrors.tooFewUnitsNearZero(within, h, PlugInBandwidth.FEWEST_UNITS);
    }
  }
}
