package fi.lape.estimators.did.passes;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Which units enter what. A pairing is a cohort with its controls, given the covariates of one
 * period; cells of the same pairing share its design and its logit.
 */
final class Layout implements Serializable {
  private static final long serialVersionUID = 1;

  private final int[] cohorts;
  private final int[][] asTreated;
  private final int[][] asControl;
  private final ScaledDesign[] designs;
  private final int[][] cells;
  private final int[] period;
  private final int[] base;

  /**
   * @param cohorts increasing
   * @param asTreated by place of the cohort, the pairings it is the treated of
   * @param asControl by place of the cohort, the pairings it is among the controls of
   * @param designs one a pairing
   * @param cells of each pairing
   * @param period place of the period of each cell
   * @param base place of the base period of each cell
   */
  Layout(
      int[] cohorts,
      int[][] asTreated,
      int[][] asControl,
      ScaledDesign[] designs,
      int[][] cells,
      int[] period,
      int[] base) {
    this.cohorts = cohorts;
    this.asTreated = asTreated;
    this.asControl = asControl;
    this.designs = designs;
    this.cells = cells;
    this.period = period;
    this.base = base;
  }

  int cohorts() {
    return cohorts.length;
  }

  int cohort(int place) {
    return cohorts[place];
  }

  /** Returns the place of a cohort; below 0 if it enters nothing. */
  int place(int cohort) {
    return Arrays.binarySearch(cohorts, cohort);
  }

  int[] asTreated(int place) {
    return asTreated[place];
  }

  int[] asControl(int place) {
    return asControl[place];
  }

  int pairings() {
    return designs.length;
  }

  ScaledDesign design(int pairing) {
    return designs[pairing];
  }

  int[] cells(int pairing) {
    return cells[pairing];
  }

  int cellCount() {
    return period.length;
  }

  double change(UnitBlock block, int i, int cell) {
    return block.outcome(i, period[cell]) - block.outcome(i, base[cell]);
  }
}
