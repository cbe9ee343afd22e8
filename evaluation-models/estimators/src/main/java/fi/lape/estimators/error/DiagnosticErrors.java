package fi.lape.estimators.error;

import static fi.lape.estimators.error.ExitCategory.DATA;
import static fi.lape.estimators.error.ExitCategory.PLAN;
import static fi.lape.estimators.error.ExitCategory.TOO_LITTLE_DATA;

import java.util.List;

/** Words the refusals of the diagnostics. */
public final class DiagnosticErrors {
  private DiagnosticErrors() {}

  /** A diagnostic is asked for that the registry does not hold. */
  public static EvaluationException diagnosticUnknown(String diagnostic, List<String> known) {
    return new EvaluationException(
        PLAN,
        "DIAGNOSTIC_UNKNOWN",
        "'%s' is not a diagnostic. The diagnostics are %s. Correct the name."
            .formatted(diagnostic, String.join(", ", known)));
  }

  /** The numbers of an event study do not fit together. */
  public static EvaluationException eventStudyInvalid(String problem) {
    return new EvaluationException(
        DATA,
        "EVENT_STUDY_INVALID",
        ("%s. An event study has one estimate for each event time, in increasing order, and a"
                + " symmetric covariance of all of them. Correct the numbers given.")
            .formatted(problem));
  }

  /** A fit that has no period all others are compared with. */
  public static EvaluationException referencePeriodMissing(String estimand) {
    return new EvaluationException(
        PLAN,
        "REFERENCE_PERIOD_MISSING",
        ("'%s' has no reference period at which it is zero. Effects before adoption that are each"
                + " compared with another period are no path of one trend. Estimate with"
                + " 'base' universal and 'aggregate' dynamic, without min_e above -1.")
            .formatted(estimand));
  }

  /** Event times with a gap. */
  public static EvaluationException eventTimesNotConsecutive(int before, int after) {
    return new EvaluationException(
        TOO_LITTLE_DATA,
        "EVENT_TIMES_NOT_CONSECUTIVE",
        ("event time %d is followed by %d. Bounds on how a trend may change from one period to the"
                + " next need every period. Limit min_e and max_e to event times without a gap.")
            .formatted(before, after));
  }

  /** Too few estimates before adoption. */
  public static EvaluationException tooFewPrePeriods(String diagnostic, int periods, int needed) {
    return new EvaluationException(
        TOO_LITTLE_DATA,
        "TOO_FEW_PRE_PERIODS",
        ("%s has %d estimates before the reference period and needs %d. What trends did before"
                + " adoption is all there is to judge them by. Add earlier periods to the panel.")
            .formatted(diagnostic, periods, needed));
  }

  /** No estimate after adoption. */
  public static EvaluationException noPostPeriods(String diagnostic) {
    return new EvaluationException(
        TOO_LITTLE_DATA,
        "NO_POST_PERIODS",
        ("%s has no estimate after the reference period. There is no effect whose sensitivity could"
                + " be asked for. Add later periods to the panel.")
            .formatted(diagnostic));
  }

  /** A covariance that is not positive definite. */
  public static EvaluationException covarianceSingular(int effects) {
    return new EvaluationException(
        TOO_LITTLE_DATA,
        "COVARIANCE_SINGULAR",
        ("the covariance of the %d estimates is singular, as it is with as many estimates as"
                + " clusters. Some combination of them would be known without error. Use fewer"
                + " event times (min_e and max_e, or bin_before and bin_after of twfe), or cluster less coarsely.")
            .formatted(effects));
  }
}
