package fi.lape.estimators.error;

import static fi.lape.estimators.error.ExitCategory.DATA;
import static fi.lape.estimators.error.ExitCategory.PLAN;
import static fi.lape.estimators.error.ExitCategory.TOO_LITTLE_DATA;

import java.util.List;
import java.util.stream.Collectors;

/** Words every refusal of a panel, in memory or in a table. */
public final class PanelErrors {
  private PanelErrors() {}

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

  /** A unit that was assigned to treatment but has no cluster. */
  public static EvaluationException clusterOfUnitMissing(String unit) {
    return new EvaluationException(
        DATA,
        "CLUSTER_MISSING",
        "unit '%s' has no cluster. Errors are clustered and every unit needs one. Complete the panel."
            .formatted(unit));
  }
}
