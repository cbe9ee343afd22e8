package fi.lape.estimators.error;

import static fi.lape.estimators.error.ExitCategory.DATA;
import static fi.lape.estimators.error.ExitCategory.PLAN;
import static fi.lape.estimators.error.ExitCategory.TOO_LITTLE_DATA;

import java.util.List;

/** Words every refusal of the estimators, so that a code is written in one place only. */
public final class EvaluationErrors {
  private EvaluationErrors() {}

  /** A setting has a value that is not allowed. */
  public static EvaluationException settingOutOfRange(String setting, Object value, String range) {
    return new EvaluationException(
        PLAN,
        "SETTING_OUT_OF_RANGE",
        "'%s' is %s but must be %s.".formatted(setting, value, range),
        " Correct it in the study plan.",
        " Correct it on the command line (settings of the method: --set, of the inference:"
            + " --inference-set, of a diagnostic: --diagnostic-set).");
  }

  /** A method is asked for that the registry does not hold. */
  public static EvaluationException methodUnknown(String method, List<String> known) {
    return new EvaluationException(
        PLAN,
        "METHOD_UNKNOWN",
        "'%s' is not a method. The methods are %s.".formatted(method, String.join(", ", known)),
        " Correct 'method' in the study plan.",
        " Correct --method.");
  }

  /** A setting is given that the method does not know. */
  public static EvaluationException settingUnknown(
      String method, String setting, List<String> known) {
    return new EvaluationException(
        PLAN,
        "SETTING_UNKNOWN",
        "'%s' has no setting '%s'. Its settings are %s."
            .formatted(method, setting, known.isEmpty() ? "none" : String.join(", ", known)),
        " Correct 'settings' in the study plan.",
        " Correct it on the command line (of the method: --set, of the inference: --inference-set,"
            + " of a diagnostic: --diagnostic-set).");
  }

  /** Clusters divide a group that was treated as one. */
  public static EvaluationException clusterFinerThanTreatment(
      String assignment, int clusters, int split) {
    return new EvaluationException(
        PLAN,
        "CLUSTER_FINER_THAN_TREATMENT",
        "the treatment is assigned to '%s' as a whole, but its units lie in %d clusters (%d such"
                .formatted(assignment, clusters, split)
            + " groups in all). Errors clustered below the level of assignment are far too small.",
        " Choose the level of assignment, or a coarser one, as 'cluster' in the study plan.",
        " Leave --cluster out, which clusters by --assigned, or name a coarser column.");
  }

  /** A method for counts without the number they are counted among. */
  public static EvaluationException exposureNotGiven(String method) {
    return new EvaluationException(
        PLAN,
        "EXPOSURE_NOT_GIVEN",
        "'%s' needs an exposure, such as the number of children. Counts of unequal units cannot be compared without it. Name the column, or choose another method ('lape methods')."
            .formatted(method));
  }

  /** Outcomes that are no counts. */
  public static EvaluationException countNegative(String method, String unit, int period) {
    return new EvaluationException(
        DATA,
        "COUNT_NEGATIVE",
        "'%s' takes counts, and the outcome of unit '%s' in period %d is below 0. Its logarithmic mean cannot be. Take an outcome that counts, or another method ('lape methods')."
            .formatted(method, unit, period));
  }

  /** An inference that fits again, on a panel that one machine does not hold. */
  public static EvaluationException inferenceNeedsUnits(String inference, long rows, long most) {
    return new EvaluationException(
        DATA,
        "INFERENCE_NEEDS_UNITS",
        ("the panel has %d rows, and '%s' fits the method again and again on all units in the"
                + " memory of one machine, at most %d rows. Choose 'cr1', 'analytic', 'unit-robust'"
                + " or 'multiplier', which need what was summed by cluster only, or a panel of"
                + " clusters.")
            .formatted(rows, inference, most));
  }

  /** More clusters than sums are kept for. */
  public static EvaluationException tooManyClusters(String column, long clusters, int most) {
    return new EvaluationException(
        DATA,
        "TOO_MANY_CLUSTERS",
        ("'%s' has %d clusters, and on a panel of this size the influence of every effect is summed"
                + " for at most %d. With so many, units are hardly more alike within clusters. Name"
                + " a coarser level, or no cluster: units are their own then.")
            .formatted(column, clusters, most));
  }

  /** Covariates that a method would not look at. */
  public static EvaluationException covariatesNotUsed(String method) {
    return new EvaluationException(
        PLAN,
        "COVARIATES_NOT_USED",
        "'%s' takes no covariates. An estimate that looked adjusted and was not would mislead. Leave the covariates out, or choose a method that takes them ('lape methods')."
            .formatted(method));
  }

  /** An exposure that a method would not look at. */
  public static EvaluationException exposureNotUsed(String method) {
    return new EvaluationException(
        PLAN,
        "EXPOSURE_NOT_USED",
        "'%s' takes no exposure. Its outcome is read as it is, a count as a count. Leave --exposure out and give a rate as the outcome, or choose a method for counts ('lape methods')."
            .formatted(method));
  }

  /** A method that is told about treatment in a way it does not understand. */
  public static EvaluationException treatmentNotGiven(String method, String needs) {
    return new EvaluationException(
        PLAN,
        "TREATMENT_NOT_GIVEN",
        "'%s' needs %s. Nothing is derived from other columns. Name the column, or choose another method ('lape methods')."
            .formatted(method, needs));
  }

  /** Two states that do not describe the same periods. */
  public static EvaluationException momentsDoNotMatch(String left, String right) {
    return new EvaluationException(
        DATA,
        "MOMENTS_DO_NOT_MATCH",
        ("states over periods %s and %s cannot be merged. A state holds one list of periods."
                + " Reduce both with the same periods.")
            .formatted(left, right));
  }

  /** A serialised state that cannot be read. */
  public static EvaluationException momentsUnreadable(String problem) {
    return new EvaluationException(
        DATA,
        "MOMENTS_UNREADABLE",
        ("a serialised state cannot be read: %s. It was cut short or written by another version."
                + " Reduce the panel again.")
            .formatted(problem));
  }

  /** A cluster the panel does not have. */
  public static EvaluationException clusterUnknown(String cluster) {
    return new EvaluationException(
        DATA,
        "CLUSTER_UNKNOWN",
        "'%s' is not a cluster of the panel. Only its clusters can be left out. Check the name."
            .formatted(cluster));
  }

  /** A cluster of the panel for which no dose is given, or one that is not a number. */
  public static EvaluationException doseMissing(long clusters, String cluster) {
    return new EvaluationException(
        DATA,
        "DOSE_MISSING",
        "%d clusters have no finite dose, first: '%s'. Every area of the regression needs one and 0 is a dose."
            .formatted(clusters, cluster),
        " Complete the dose table, or leave the area out in the study plan.",
        " Complete the column of --dose, or leave the cluster out of the file.");
  }

  /** A period the panel does not have. */
  public static EvaluationException periodUnknown(String setting, int period, String periods) {
    return new EvaluationException(
        PLAN,
        "PERIOD_UNKNOWN",
        "'%s' is %d, and the panel has the periods %s.".formatted(setting, period, periods),
        " Correct '%s' in the study plan.".formatted(setting),
        " Correct --set %s=….".formatted(setting));
  }

  /** A covariate that the regression's effects explain. */
  public static EvaluationException covariateExplained(String covariate) {
    return new EvaluationException(
        DATA,
        "COVARIATE_EXPLAINED",
        ("covariate '%s' is explained by unit effects, period effects and the covariates before it."
                + " It would adjust for nothing, unseen. Leave it out of 'covariates', or take a"
                + " method that uses a covariate's level, such as 'etwfe'.")
            .formatted(covariate));
  }

  /** Treated units that were never observed before treatment. */
  public static EvaluationException unitsNotImputable(long units, String unit) {
    return new EvaluationException(
        DATA,
        "UNITS_NOT_IMPUTABLE",
        ("%d treated units have no observation before treatment, first: unit '%s'. What they would"
                + " have been without it cannot be imputed.")
            .formatted(units, unit),
        " Leave them out in the study plan, or set 'unimputable' to 'leave-out', which answers for"
            + " the others.",
        " Leave them out of the file, or say --set unimputable=leave-out, which answers for the"
            + " others.");
  }

  /** An area's estimate that cannot be pooled. */
  public static EvaluationException areaEstimateNotUsable(String area) {
    return new EvaluationException(
        DATA,
        "AREA_ESTIMATE_NOT_USABLE",
        ("area '%s' has no finite estimate with a standard error above 0. It cannot be weighed"
                + " against the others. Leave the area out, and say so.")
            .formatted(area));
  }

  /** Errors of areas that repeat each other. */
  public static EvaluationException areaCovarianceSingular(int areas) {
    return new EvaluationException(
        DATA,
        "AREA_COVARIANCE_SINGULAR",
        ("the errors of the %d areas repeat each other: their covariance is not positive definite."
                + " Areas that rest on the same units cannot be weighed against each other. Leave"
                + " one of them out, and say so.")
            .formatted(areas));
  }

  /** Fewer areas than pooling needs. */
  public static EvaluationException tooFewAreasToPool(int areas, int needed) {
    return new EvaluationException(
        TOO_LITTLE_DATA,
        "TOO_FEW_AREAS_TO_POOL",
        ("%d areas have an estimate, and pooling needs %d. How much areas differ cannot be told from"
                + " fewer. Pool more areas, or report them one by one.")
            .formatted(areas, needed));
  }

  /** Moderators that do not determine a regression. */
  public static EvaluationException moderatorsCollinear() {
    return new EvaluationException(
        PLAN,
        "MODERATORS_COLLINEAR",
        "the moderators repeat each other or the constant. Their coefficients are not determined."
            + " Leave out the one that repeats.");
  }
}
