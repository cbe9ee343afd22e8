package fi.lape.estimators.diagnostics;

import fi.lape.estimators.error.EvaluationErrors;
import fi.lape.estimators.inference.Mde;
import java.util.List;
import java.util.OptionalDouble;

/** The minimum detectable effect of a combination of estimates whose covariance is known. */
public final class DetectableEffect {
  private DetectableEffect() {}

  /**
   * Returns the true Σ a_i β_i that a two-sided test finds with 80 % power, in the outcome's unit;
   * {@link Mde} times the combination's standard error.
   *
   * @param weights a, one an estimate of the study, before and after adoption
   * @param dof of the t distribution; empty for the normal
   * @param level confidence level 1 − α
   * @throws fi.lape.estimators.error.EvaluationException {@code SETTING_OUT_OF_RANGE}
   */
  public static double at80(
      EventStudy study, List<Double> weights, OptionalDouble dof, double level) {
    if (weights.size() != study.size() || weights.stream().allMatch(w -> w == 0)) {
      throw EvaluationErrors.settingOutOfRange(
          "weights", weights, study.size() + " weights, one an estimate, not all 0");
    }
    double variance = 0;
    for (int i = 0; i < study.size(); i++) {
      for (int j = 0; j < study.size(); j++) {
        variance += weights.get(i) * study.covariance(i, j) * weights.get(j);
      }
    }
    return Mde.at80(Math.sqrt(variance), dof, level);
  }
}
