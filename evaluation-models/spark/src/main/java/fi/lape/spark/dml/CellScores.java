package fi.lape.spark.dml;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** What the models say of a unit: each is asked by the fold it was not taught by. */
final class CellScores implements Serializable {
  private static final long serialVersionUID = 1;

  private final List<Pairing> pairings;
  private final int[][] cellsOf;
  private final Change[] changes;
  private final Learned[][] odds;
  private final Learned[][] means;
  private final double highestScore;

  /**
   * @param cellsOf places of the cells of each pairing that has models
   * @param changes one a cell
   * @param odds pairings × folds, log odds of being of the cohort
   * @param means cells × folds, change of the untreated
   * @param highestScore up to which units are compared
   */
  CellScores(
      List<Pairing> pairings,
      int[][] cellsOf,
      Change[] changes,
      Learned[][] odds,
      Learned[][] means,
      double highestScore) {
    this.pairings = new ArrayList<>(pairings);
    this.cellsOf = cellsOf;
    this.changes = changes;
    this.odds = odds;
    this.means = means;
    this.highestScore = highestScore;
  }

  int pairings() {
    return pairings.size();
  }

  int cells() {
    return changes.length;
  }

  int[] cellsOf(int pairing) {
    return cellsOf[pairing];
  }

  boolean isTreated(int pairing, UnitRow unit) {
    return pairings.get(pairing).isTreated(unit);
  }

  boolean isIn(int pairing, UnitRow unit) {
    return cellsOf[pairing].length > 0
        && (isTreated(pairing, unit) || pairings.get(pairing).isControl(unit));
  }

  /** Returns the log odds of a unit. */
  double index(int pairing, UnitRow unit) {
    return odds[pairing][unit.fold()].at(unit.at(pairings.get(pairing).epoch()));
  }

  static double score(double index) {
    return 1 / (1 + Math.exp(-index));
  }

  boolean isKept(double index) {
    return score(index) <= highestScore;
  }

  /** Returns what the model leaves of the change of a unit. */
  double rest(int cell, UnitRow unit) {
    Change change = changes[cell];
    return unit.change(change.period(), change.base())
        - means[cell][unit.fold()].at(unit.at(change.epoch()));
  }
}
