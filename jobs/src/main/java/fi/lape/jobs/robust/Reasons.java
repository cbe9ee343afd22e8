package fi.lape.jobs.robust;

/** Why a run cannot be made, besides the reasons of the estimators. */
final class Reasons {
  /** The method knows no such choice, or it would change nothing in it. */
  static final String CHOICE_NOT_FOR_METHOD = "CHOICE_NOT_FOR_METHOD";

  /** The lake holds the panel in one municipality division only. */
  static final String DIVISION_NOT_BUILT = "DIVISION_NOT_BUILT";

  /** No municipality of the area is in the panel. */
  static final String AREA_NOT_IN_PANEL = "AREA_NOT_IN_PANEL";

  /** The year has no values that could be left out. */
  static final String YEAR_NOT_IN_PANEL = "YEAR_NOT_IN_PANEL";

  /** Every value of the outcome is known. */
  static final String NO_HIDDEN_CELLS = "NO_HIDDEN_CELLS";

  /** The outcome is no count of children. */
  static final String OUTCOME_NOT_A_COUNT = "OUTCOME_NOT_A_COUNT";

  /** The children of some year are not known. */
  static final String NO_CHILDREN_BY_YEAR = "NO_CHILDREN_BY_YEAR";

  /** Such analyses are not taken apart in this way. */
  static final String METHOD_WITHOUT_SPECIFICATIONS = "METHOD_WITHOUT_SPECIFICATIONS";

  static final String OUTCOME_NOT_IN_LAKE = "OUTCOME_NOT_IN_LAKE";
  static final String NO_COMPLETE_MUNICIPALITY = "NO_COMPLETE_MUNICIPALITY";
  static final String NO_ADOPTERS = "NO_ADOPTERS";
  static final String NO_BASE_PERIOD = "NO_BASE_PERIOD";
  static final String DOSE_MISSING = "DOSE_MISSING";
  static final String METHOD_NOT_AVAILABLE = "METHOD_NOT_AVAILABLE";

  private Reasons() {}
}
