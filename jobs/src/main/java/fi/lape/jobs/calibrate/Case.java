package fi.lape.jobs.calibrate;

/**
 * One analysis on one outcome that is calibrated.
 *
 * @param analysis id in the plan, or {@code grid-…}
 * @param design dose | package | staggered
 * @param weighting children | equal
 * @param measure count | rate
 * @param spec what its replicates need
 */
record Case(
    String analysis,
    String outcome,
    String treatment,
    String method,
    String estimand,
    String design,
    String weighting,
    String measure,
    boolean lowerIsBetter,
    CaseSpec spec) {
  static final String CHILDREN = "children";
  static final String EQUAL = "equal";
  static final String GRID = "grid-";

  /** Words for a person who waits. */
  String label() {
    return "%s: %s".formatted(analysis, outcome);
  }
}
