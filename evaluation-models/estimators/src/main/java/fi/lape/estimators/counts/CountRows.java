package fi.lape.estimators.counts;

import fi.lape.estimators.did.AbsorbedEffects;
import fi.lape.estimators.error.EvaluationErrors;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The rows of a Poisson regression, one after another: counts, exposures and which effects each
 * has. Every row has a group, whose effect is taken out, a period, and at most one cell. Columns
 * are the periods, then the cells.
 */
final class CountRows {
  /** The cell of a row without one. */
  static final int NO_CELL = -1;

  private final int periods;
  private final int cells;
  private final int groups;
  private final int[] unit;
  private final int[] period;
  private final int[] group;
  private final int[] cell;
  private final double[] count;
  private final double[] exposure;
  private final double[] weight;

  /**
   * @param method for messages
   * @param used units × periods, within what is observed
   * @param cellOf units × periods: the place of the cell, or {@link #NO_CELL}
   * @throws fi.lape.estimators.error.EvaluationException {@code EXPOSURE_NOT_GIVEN}, {@code
   *     COUNT_NEGATIVE}, {@code COVARIATES_NOT_USED}
   */
  CountRows(
      String method,
      Panel panel,
      boolean[][] used,
      int[][] cellOf,
      int cells,
      AbsorbedEffects effects) {
    require(method, panel);
    this.cells = cells;
    periods = panel.periods().length;
    List<int[]> places = new ArrayList<>();
    for (int i = 0; i < used.length; i++) {
      for (int t = 0; t < periods; t++) {
        if (used[i][t]) {
          places.add(new int[] {i, t});
        }
      }
    }
    int n = places.size();
    unit = new int[n];
    period = new int[n];
    group = new int[n];
    cell = new int[n];
    count = new double[n];
    exposure = new double[n];
    weight = new double[n];
    NavigableMap<Integer, Integer> numbers = new TreeMap<>();
    for (int r = 0; r < n; r++) {
      int i = places.get(r)[0];
      int t = places.get(r)[1];
      unit[r] = i;
      period[r] = t;
      cell[r] = cellOf[i][t];
      count[r] = panel.outcome(i, t);
      exposure[r] = panel.exposure(i, t);
      weight[r] = panel.weight(i);
      int name =
          switch (effects) {
            case UNIT -> i;
            case COHORT -> panel.cohort(i);
          };
      Integer number = numbers.putIfAbsent(name, numbers.size());
      group[r] = number == null ? numbers.size() - 1 : number;
    }
    groups = numbers.size();
  }

  private static void require(String method, Panel panel) {
    if (!panel.covariateNames().isEmpty()) {
      throw EvaluationErrors.covariatesNotUsed(method);
    }
    if (!panel.hasExposure()) {
      throw EvaluationErrors.exposureNotGiven(method);
    }
    for (int i = 0; i < panel.size(); i++) {
      for (int t = 0; t < panel.periods().length; t++) {
        if (panel.observed(i, t) && panel.outcome(i, t) < 0) {
          throw EvaluationErrors.countNegative(method, panel.id(i), panel.periods()[t]);
        }
      }
    }
  }

  int size() {
    return unit.length;
  }

  int periods() {
    return periods;
  }

  int groups() {
    return groups;
  }

  int cells() {
    return cells;
  }

  int columns() {
    return periods + cells;
  }

  /** Returns the column of a cell. */
  int column(int ofCell) {
    return periods + ofCell;
  }

  int unit(int r) {
    return unit[r];
  }

  /** Returns the period index, which is its column. */
  int period(int r) {
    return period[r];
  }

  int group(int r) {
    return group[r];
  }

  int cell(int r) {
    return cell[r];
  }

  double count(int r) {
    return count[r];
  }

  double exposure(int r) {
    return exposure[r];
  }

  double weight(int r) {
    return weight[r];
  }
}
