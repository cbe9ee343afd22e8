package fi.lape.estimators.did;

import fi.lape.estimators.panel.Panel;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Weights of cells and cohorts, and what a unit adds to ψ by moving them. */
final class CellWeights {
  private final Panel panel;
  private final int[][] cellOf; // units × periods; -1 outside all cells
  private final boolean[] used;
  private final double[] byCell;
  private final NavigableMap<Integer, Double> byCohort = new TreeMap<>();

  /** Weighs the rows used. */
  CellWeights(Panel panel, boolean[][] rows, List<CohortCell> cells) {
    this.panel = panel;
    byCell = new double[cells.size()];
    used = new boolean[rows.length];
    cellOf = new int[rows.length][panel.periods().length];
    NavigableMap<CohortDesign.Place, Integer> places = new TreeMap<>();
    for (int c = 0; c < byCell.length; c++) {
      places.put(new CohortDesign.Place(cells.get(c).cohort(), cells.get(c).period()), c);
    }
    for (int i = 0; i < rows.length; i++) {
      for (int t = 0; t < cellOf[i].length; t++) {
        used[i] |= rows[i][t];
        cellOf[i][t] =
            rows[i][t]
                ? places.getOrDefault(
                    new CohortDesign.Place(panel.cohort(i), panel.periods()[t]), -1)
                : -1;
        if (cellOf[i][t] >= 0) {
          byCell[cellOf[i][t]] += panel.weight(i);
        }
      }
      if (used[i]) {
        byCohort.merge(panel.cohort(i), panel.weight(i), (a, b) -> a + b);
      }
    }
  }

  /** Returns Σw of the rows of each cell. Not a copy. */
  double[] byCell() {
    return byCell;
  }

  /** Returns Σw of the units of each cohort that have a row. */
  NavigableMap<Integer, Double> byCohort() {
    return byCohort;
  }

  /** Returns the cell of a row, or -1 if it is in none. */
  int cell(int i, int t) {
    return cellOf[i][t];
  }

  /** Adds what each unit does to an average by moving the weights of cells and cohorts. */
  void addShareInfluence(double[] extra, CellAverage average, double[] effects) {
    double[] ofCells = average.shareInfluence(byCell, effects);
    NavigableMap<Integer, Double> ofCohorts = average.cohortInfluence(byCell, effects, byCohort);
    for (int i = 0; i < extra.length; i++) {
      for (int c : cellOf[i]) {
        extra[i] += c >= 0 ? ofCells[c] : 0;
      }
      extra[i] += used[i] ? ofCohorts.getOrDefault(panel.cohort(i), 0.0) : 0;
    }
  }
}
