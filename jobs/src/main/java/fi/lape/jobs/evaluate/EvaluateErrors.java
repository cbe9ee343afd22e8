package fi.lape.jobs.evaluate;

import fi.lape.jobs.failure.ExitCode;
import fi.lape.jobs.failure.JobException;
import java.util.List;

/** Words the refusals of the evaluation. */
final class EvaluateErrors {
  private EvaluateErrors() {}

  /** An analysis clusters below the level its treatment was assigned at. */
  static JobException clusterFinerThanTreatment(
      String analysis, String cluster, String treatment, String level) {
    return plan(
        "CLUSTER_FINER_THAN_TREATMENT",
        "analysis '%s' clusters by %s, but its treatment '%s' was assigned by %s. Errors clustered below the level of assignment are far too small. Set 'cluster: %s' in the analysis, or remove 'cluster' from it."
            .formatted(analysis, cluster, treatment, level, level));
  }

  /** An inference is asked for that is not there. */
  static JobException inferenceUnknown(String analysis, String inference, List<String> known) {
    return plan(
        "INFERENCE_UNKNOWN",
        "analysis '%s' asks for the inference '%s'. No other is put in its place; known are: %s. Correct 'inference' of that analysis in the study plan; 'by-design' lets the design choose."
            .formatted(analysis, inference, String.join(", ", known)));
  }

  /** A method that needs the units themselves, which an analysis of a plan does not read. */
  static JobException methodNeedsUnits(String analysis, String method) {
    return plan(
        "METHOD_NEEDS_UNITS",
        "analysis '%s' asks for '%s', which needs every unit's history. The analyses of a plan read cohort means only. Choose another 'method' in the study plan, or run 'lape estimate --method %s' on the panel."
            .formatted(analysis, method, method));
  }

  /** A family is to be corrected in a way that is not there. */
  static JobException correctionUnknown(String family, String correction) {
    return plan(
        "CORRECTION_UNKNOWN",
        "family '%s' is to be corrected by '%s'. No other correction is put in its place; known is: %s. Correct 'correct' of that family in the study plan."
            .formatted(family, correction, HolmCorrection.NAME));
  }

  private static JobException plan(String code, String text) {
    return new JobException(ExitCode.PLAN_OR_ARGUMENTS, code, text);
  }
}
