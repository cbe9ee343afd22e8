package fi.lape.estimators.error;

import static fi.lape.estimators.error.ExitCategory.DATA;
import static fi.lape.estimators.error.ExitCategory.PLAN;
import static fi.lape.estimators.error.ExitCategory.TOO_LITTLE_DATA;

import java.util.List;
import java.util.stream.Collectors;

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

  /** A panel without units or without periods. */
  public static EvaluationException panelEmpty(int units, int periods) {
    return new EvaluationException(
        TOO_LITTLE_DATA,
        "PANEL_EMPTY",
        "the panel has %d units and %d periods. An effect needs at least one unit and one period."
            .formatted(units, periods),
        " Widen 'units' or 'periods' in the study plan.",
        " Give --panel a file with rows.");
  }

  /** The columns of a panel do not have one entry a unit. */
  public static EvaluationException panelShape(String column, int entries, int expected) {
    return new EvaluationException(
        DATA,
        "PANEL_SHAPE",
        "'%s' has %d entries, expected %d. Every unit has one of each. Give columns of equal length."
            .formatted(column, entries, expected));
  }

  /** Cells of a panel have no finite outcome. */
  public static EvaluationException panelNotBalanced(long cells, String unit, int period) {
    return new EvaluationException(
        DATA,
        "PANEL_NOT_BALANCED",
        ("%d unit-period cells have no outcome, first: unit '%s', period %d. The estimators need"
                + " one outcome per cell and never fill one in.")
            .formatted(cells, unit, period),
        " Restrict 'units' or 'periods' in the study plan to the covered cells.",
        " Complete the file, leave those units or periods out of it, or choose a method that takes"
            + " holes ('lape methods').");
  }

  /** A panel has holes and the method's setting does not say what to do about them. */
  public static EvaluationException panelHasHoles(
      long cells, String unit, int period, String setting, List<String> choices) {
    return new EvaluationException(
        DATA,
        "PANEL_NOT_BALANCED",
        ("%d unit-period cells have no outcome, first: unit '%s', period %d. What is done about"
                + " them changes the answer and is not chosen for you.")
            .formatted(cells, unit, period),
        " Set '%s' to %s, or restrict 'units' or 'periods' to the covered cells."
            .formatted(setting, String.join(" or ", choices)),
        " Say %s, or leave those units or periods out of the file."
            .formatted(
                choices.stream()
                    .map(choice -> "--set %s=%s".formatted(setting, choice))
                    .collect(Collectors.joining(" or "))));
  }

  /** A unit without an observed period. */
  public static EvaluationException unitNeverObserved(String unit) {
    return new EvaluationException(
        DATA,
        "UNIT_NEVER_OBSERVED",
        ("unit '%s' is observed in no period. It cannot bear on an effect and would only be counted."
                + " Leave the unit out of the panel.")
            .formatted(unit));
  }

  /** A covariate or treatment that is not a number where the outcome is. */
  public static EvaluationException columnNotFinite(String column, String unit, int period) {
    return new EvaluationException(
        DATA,
        "COLUMN_NOT_FINITE",
        ("'%s' is not a finite number for unit '%s' in period %d, where the outcome is observed."
                + " Dropping the row would change the question. Complete the column, or leave the"
                + " row out of the panel.")
            .formatted(column, unit, period));
  }

  /** An exposure that nothing can be counted among. */
  public static EvaluationException exposureNotPositive(String unit, int period) {
    return new EvaluationException(
        DATA,
        "EXPOSURE_NOT_POSITIVE",
        ("the exposure of unit '%s' in period %d is not a finite number above 0, and the outcome is"
                + " observed there. Counts are compared per exposure. Complete the column, or leave"
                + " the row out of the panel.")
            .formatted(unit, period));
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

  /** A unit, or a period of a unit, occurs twice. */
  public static EvaluationException panelDuplicate(long count, String unit, String what) {
    return new EvaluationException(
        DATA,
        "PANEL_DUPLICATE",
        ("%d %s occur more than once, first: unit '%s'. One row per unit and period is needed and"
                + " none is chosen for you. Remove the duplicates from the panel table.")
            .formatted(count, what, unit));
  }

  /** A unit has two values of a column that belongs to the unit. */
  public static EvaluationException unitNotConstant(String column, long units, String unit) {
    return new EvaluationException(
        DATA,
        "UNIT_NOT_CONSTANT",
        ("'%s' changes over time in %d units, first: unit '%s'. It describes a unit and must be the"
                + " same in all its periods. Correct the panel table.")
            .formatted(column, units, unit));
  }

  /** A column that the table does not have. */
  public static EvaluationException columnUnknown(String column, List<String> known) {
    return new EvaluationException(
        PLAN,
        "PANEL_COLUMN_UNKNOWN",
        "the table has no column '%s'. Its columns are %s. Correct the option that names it."
            .formatted(column, String.join(", ", known)));
  }

  /**
   * Cells that hold something else than what the column is for.
   *
   * @param first where the first of them is
   */
  public static EvaluationException valueNotANumber(
      String column, long cells, String expected, String first) {
    return new EvaluationException(
        DATA,
        "VALUE_NOT_A_NUMBER",
        ("%d cells of '%s' are not %s, first: %s. They are not read as missing, for that would"
                + " change the question. Correct the cells, or leave them empty; a decimal comma is"
                + " read where columns are separated by ';'.")
            .formatted(cells, column, expected, first));
  }

  /** So many periods that the column cannot be one of periods. */
  public static EvaluationException tooManyPeriods(String column, int periods, int most) {
    return new EvaluationException(
        PLAN,
        "TOO_MANY_PERIODS",
        "'%s' has %d different values, more than the %d periods a panel may have. Another column is probably meant. Correct the option that names it."
            .formatted(column, periods, most));
  }

  /** A panel that does not fit into the memory of one machine. */
  public static EvaluationException panelTooLarge(long rows, long most) {
    return new EvaluationException(
        DATA,
        "PANEL_TOO_LARGE",
        ("the panel has %d rows, and this method with these columns holds every unit's history in"
                + " the memory of one machine, at most %d rows. Leave out the covariates, take only"
                + " complete units, or choose a method that needs cohort means only.")
            .formatted(rows, most));
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

  /** A cluster has two values of a column that belongs to the cluster. */
  public static EvaluationException clusterNotConstant(String column, long clusters, String first) {
    return new EvaluationException(
        DATA,
        "CLUSTER_NOT_CONSTANT",
        ("'%s' differs within %d clusters, first: '%s'. It describes a cluster and must be the same"
                + " in all rows of it. Correct the table, or name the level it was given at as the"
                + " cluster.")
            .formatted(column, clusters, first));
  }

  /** A required column of the panel has no value. */
  public static EvaluationException columnNull(String column, long rows) {
    return new EvaluationException(
        DATA,
        "PANEL_COLUMN_EMPTY",
        ("'%s' is empty in %d rows. A row without it cannot be placed in the panel."
                + " Correct the panel table.")
            .formatted(column, rows));
  }

  /** Weights that are not positive numbers. */
  public static EvaluationException weightNotPositive(long units, String unit) {
    return new EvaluationException(
        DATA,
        "WEIGHT_NOT_POSITIVE",
        ("%d units have a weight that is not a positive number, first: unit '%s'. Such a unit would"
                + " vanish or turn its sign.")
            .formatted(units, unit),
        " Correct the weight, or leave the unit out in the study plan.",
        " Correct the column of --weight, or leave the unit out of the file.");
  }

  /** Periods that do not increase. */
  public static EvaluationException periodsNotIncreasing(int before, int after) {
    return new EvaluationException(
        DATA,
        "PERIODS_NOT_INCREASING",
        ("period %d is followed by %d. Periods are given in increasing order, each once."
                + " Sort the periods.")
            .formatted(before, after));
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

  /** A unit that was assigned to treatment but has no cluster. */
  public static EvaluationException clusterOfUnitMissing(String unit) {
    return new EvaluationException(
        DATA,
        "CLUSTER_MISSING",
        "unit '%s' has no cluster. Errors are clustered and every unit needs one. Complete the panel."
            .formatted(unit));
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
