package fi.lape.estimators.error;

import static fi.lape.estimators.error.ExitCategory.DATA;
import static fi.lape.estimators.error.ExitCategory.TOO_LITTLE_DATA;

/** Words the refusals of cost-effectiveness. */
public final class CostErrors {
  private CostErrors() {}

  /** Numbers that do not fit together. */
  public static EvaluationException dataInvalid(String problem) {
    return new EvaluationException(
        DATA,
        "COST_DATA_INVALID",
        ("%s. Effects and costs are compared in pairs, and every one must be a finite number."
                + " Correct the numbers given.")
            .formatted(problem));
  }

  /** Two strategies that cannot be told apart. */
  public static EvaluationException strategiesNotDistinct(String first, String second) {
    return new EvaluationException(
        DATA,
        "STRATEGIES_NOT_DISTINCT",
        ("strategies '%s' and '%s' have the same name, or the same cost and the same effect. There"
                + " is no difference between them to be paid for. Leave one of them out.")
            .formatted(first, second));
  }

  /** Resamples of areas in which the estimate does not exist. */
  public static EvaluationException resamplesNotEstimable(int failed, int draws, double tolerated) {
    return new EvaluationException(
        TOO_LITTLE_DATA,
        "RESAMPLES_NOT_ESTIMABLE",
        ("%d of %d resamples of areas give no estimate; at most %s of them may. What is left is no"
                + " sample of what could have happened. Resample the influence of areas instead, or"
                + " ask for fewer effects at once.")
            .formatted(failed, draws, tolerated));
  }

  /** Too few areas to resample. */
  public static EvaluationException tooFewAreasToResample(int areas, int needed) {
    return new EvaluationException(
        TOO_LITTLE_DATA,
        "TOO_FEW_AREAS_TO_RESAMPLE",
        ("there are %d areas and %d are needed. How much effect and cost vary is told by how much"
                + " areas differ. Report the estimate without an interval.")
            .formatted(areas, needed));
  }
}
