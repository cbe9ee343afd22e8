package fi.lape.estimators.error;

import static fi.lape.estimators.error.ExitCategory.DATA;
import static fi.lape.estimators.error.ExitCategory.PLAN;
import static fi.lape.estimators.error.ExitCategory.TOO_LITTLE_DATA;

/** Words the refusals of designs in which everybody gets a dose. */
public final class DoseErrors {
  private DoseErrors() {}

  /** Arrays of doses and changes that do not fit together. */
  public static EvaluationException dataInvalid(String problem) {
    return new EvaluationException(
        DATA,
        "DOSE_DATA_INVALID",
        ("%s. Every unit needs one finite dose and one finite change of the outcome. Correct the"
                + " numbers given.")
            .formatted(problem));
  }

  /** Doses below zero. */
  public static EvaluationException doseNegative(long units) {
    return new EvaluationException(
        DATA,
        "DOSE_NEGATIVE",
        ("%d units have a dose below zero. Zero is the dose of no treatment, and effects are told by"
                + " what happens just above it. Correct the doses, or leave the units out.")
            .formatted(units));
  }

  /** Units without a dose, which make another design of it. */
  public static EvaluationException untreatedUnits(long units) {
    return new EvaluationException(
        PLAN,
        "UNTREATED_UNITS_PRESENT",
        ("%d units have dose 0 in the first treated period. They are a comparison group: what would"
                + " have happened without treatment is seen in them and need not be extrapolated from"
                + " small doses. Compare with them ('intertemporal', 'group-time-att'), or leave them"
                + " out if their 0 means that the dose is not known.")
            .formatted(units));
  }

  /** Doses that do not differ. */
  public static EvaluationException dosesAllEqual(int units, double dose) {
    return new EvaluationException(
        TOO_LITTLE_DATA,
        "DOSES_ALL_EQUAL",
        ("all %d units have the dose %s. Nobody got less than the others, so a common change and an"
                + " effect look alike. Take a dose that differs between units, or another question.")
            .formatted(units, dose));
  }

  /** Too few units with a small dose. */
  public static EvaluationException tooFewUnitsNearZero(int units, double bandwidth, int needed) {
    return new EvaluationException(
        TOO_LITTLE_DATA,
        "TOO_FEW_UNITS_NEAR_ZERO_DOSE",
        ("%d units have a dose of at most %s, and %d are needed. A line with an error of its own"
                + " cannot be drawn through fewer. Widen 'bandwidth', take units below the area"
                + " where the dose was set below it, or use 'dose-regression'.")
            .formatted(units, bandwidth, needed));
  }

  /** Doses near zero that do not determine a polynomial. */
  public static EvaluationException localDesignSingular(int units, double bandwidth, int degree) {
    return new EvaluationException(
        TOO_LITTLE_DATA,
        "LOCAL_DESIGN_SINGULAR",
        ("the %d units with a dose of at most %s have too few different doses for a polynomial of"
                + " degree %d. Its level at dose zero is not determined. Widen 'bandwidth', or use"
                + " doses that are not rounded to a few values.")
            .formatted(units, bandwidth, degree));
  }

  /** A bandwidth that nothing in the data decides. */
  public static EvaluationException bandwidthNotDetermined() {
    return new EvaluationException(
        TOO_LITTLE_DATA,
        "BANDWIDTH_NOT_DETERMINED",
        "units of like dose changed exactly alike. The best bandwidth weighs noise against"
            + " curvature, and there is no noise. Check the outcome, or give 'bandwidth'.");
  }

  /** Periods before the start that are missing. */
  public static EvaluationException noPeriodBeforeStart(int start, int periods, int needed) {
    return new EvaluationException(
        TOO_LITTLE_DATA,
        "NO_PERIOD_BEFORE_START",
        ("the panel has %d periods before the start in %d and needs %d. Changes are measured from"
                + " the last of them. Add earlier periods to the panel.")
            .formatted(periods, start, needed));
  }

  /** Units that start in different periods. */
  public static EvaluationException startNotCommon(long units, String unit, int start) {
    return new EvaluationException(
        PLAN,
        "START_NOT_COMMON",
        ("%d units are first treated after %d, when others are; first: unit '%s'. Until then they are"
                + " untreated and can be compared with. Use 'intertemporal' or 'group-time-att'.")
            .formatted(units, start, unit));
  }

  /** A panel in which nobody has a dose. */
  public static EvaluationException neverTreated() {
    return new EvaluationException(
        TOO_LITTLE_DATA,
        "NOBODY_TREATED",
        "treatment is 0 in all units and periods. There is no effect to estimate. Check the column"
            + " given as treatment.");
  }
}
