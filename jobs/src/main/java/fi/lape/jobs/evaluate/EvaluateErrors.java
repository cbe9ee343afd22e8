package fi.lape.jobs.evaluate;

import fi.lape.jobs.failure.ExitCode;
import fi.lape.jobs.failure.JobException;

/** Words the refusals of the evaluation. */
final class EvaluateErrors {
  private EvaluateErrors() {}

  /** A method that needs the units themselves, which an analysis of a plan does not read. */
  static JobException methodNeedsUnits(String analysis, String method) {
    return plan(
        "METHOD_NEEDS_UNITS",
        "analysis '%s' asks for '%s', which needs every unit's history. The analyses of a plan read cohort means only. Choose another 'method' in the study plan, or run 'lape estimate --method %s' on the panel."
            .formatted(analysis, method, method));
  }

  private static JobException plan(String code, String text) {
    return new JobException(ExitCode.PLAN_OR_ARGUMENTS, code, text);
  }
}
