package fi.lape.estimators.had;

import fi.lape.estimators.error.DoseErrors;
import fi.lape.estimators.error.EvaluationErrors;
import fi.lape.estimators.inference.Reference;
import java.util.OptionalDouble;

/**
 * Weighted average slope (WAS): by how much the dose changed the outcome, per unit of dose.
 *
 * <p>WAS = (mean change − level at dose zero) / mean dose, a mean of the units' effects per unit of
 * dose with weights in proportion to their doses.
 *
 * <p><b>The estimate is not the middle of its interval.</b> The interval lies around the
 * bias-corrected estimate and has its error. Neither counts that the two means are those of a
 * sample: the units are the population.
 *
 * @param estimate with the level of the local line, in units of the change per unit of dose
 * @param correctedEstimate with the level corrected for its bias
 * @param robustError standard error of the corrected estimate; units are taken to be independent
 * @param low lower end of the interval
 * @param high upper end
 * @param meanChange over all units
 * @param meanDose over all units, what is divided by
 * @param units how many there are
 * @param unitsInBandwidth with a dose of at most the bandwidth
 * @param boundary the fit near dose zero
 */
public record WasEstimate(
    double estimate,
    double correctedEstimate,
    double robustError,
    double low,
    double high,
    double meanChange,
    double meanDose,
    int units,
    int unitsInBandwidth,
    BoundaryFit boundary) {

  /**
   * Returns what a fit near dose zero says of all units.
   *
   * @param fit of these units
   * @param received what each unit received in all, in units of dose; usually its dose
   * @param change of the outcome, one a unit
   * @param level of the interval, above 0 and below 1
   * @throws fi.lape.estimators.error.EvaluationException if the mean received is not above zero or
   *     the level is out of range
   */
  static WasEstimate of(
      BoundaryFit fit, double[] dose, double[] received, double[] change, double level) {
    if (!(level > 0 && level < 1)) {
      throw EvaluationErrors.settingOutOfRange("level", level, "above 0 and below 1");
    }
    double meanDose = Means.of(received);
    double meanChange = Means.of(change);
    if (!(meanDose > 0)) {
      throw DoseErrors.dataInvalid("the mean dose received is " + meanDose + ", not above zero");
    }
    double corrected = (meanChange - fit.correctedLevel()) / meanDose;
    double error = fit.robustError() / meanDose;
    double half = new Reference(OptionalDouble.empty()).quantile(0.5 + level / 2) * error;
    int within = 0;
    for (double d : dose) {
      within += d <= fit.bandwidth() ? 1 : 0;
    }
    return new WasEstimate(
        (meanChange - fit.level()) / meanDose,
        corrected,
        error,
        corrected - half,
        corrected + half,
        meanChange,
        meanDose,
        dose.length,
        within,
        fit);
  }

  /**
   * Estimates from plain numbers.
   *
   * @param dose one a unit, all above zero and not all equal
   * @param change of the outcome, one a unit
   * @param bandwidth empty for the one of least mean squared error
   * @param level of the interval, above 0 and below 1
   * @throws fi.lape.estimators.error.EvaluationException as {@link BoundaryFit#of}
   */
  public static WasEstimate of(
      double[] dose, double[] change, Kernel kernel, OptionalDouble bandwidth, double level) {
    return of(BoundaryFit.of(dose, change, kernel, bandwidth), dose, dose, change, level);
  }
}
