package fi.lape.estimators.moments;

import fi.lape.estimators.error.EvaluationErrors;
import fi.lape.estimators.error.PanelErrors;
import java.util.Arrays;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Folds units, or whole states, into one {@link PanelMoments}. Not for use by two threads. */
public final class MomentsBuilder {
  private final int[] periods;
  private final NavigableMap<CellKey, CellMoments> cells = new TreeMap<>();

  /** Begins with no units. */
  public MomentsBuilder(int[] periods) {
    this.periods = periods.clone();
    for (int t = 1; t < periods.length; t++) {
      if (periods[t] <= periods[t - 1]) {
        throw PanelErrors.periodsNotIncreasing(periods[t - 1], periods[t]);
      }
    }
  }

  /**
   * Adds one unit.
   *
   * @param weight finite and above 0
   * @param outcomes one a period, finite; read, not kept
   * @return this
   */
  public MomentsBuilder add(String cluster, int cohort, double weight, double[] outcomes) {
    if (outcomes.length != periods.length) {
      throw PanelErrors.panelShape("outcomes", outcomes.length, periods.length);
    }
    if (!(weight > 0) || Double.isInfinite(weight)) {
      throw PanelErrors.weightNotPositive(1, "of cluster " + cluster);
    }
    for (int t = 0; t < outcomes.length; t++) {
      if (!Double.isFinite(outcomes[t])) {
        throw PanelErrors.panelNotBalanced(1, "of cluster " + cluster, periods[t]);
      }
    }
    cells
        .computeIfAbsent(new CellKey(cluster, cohort), key -> new CellMoments(periods.length))
        .add(weight, outcomes);
    return this;
  }

  /** Returns one cell, to add units to directly; they are not checked. */
  public CellBuilder cell(String cluster, int cohort) {
    return new CellBuilder(
        cells.computeIfAbsent(
            new CellKey(cluster, cohort), key -> new CellMoments(periods.length)));
  }

  /**
   * Sets a cell of which the means are known and the scatter of its units is not: enough for
   * estimates and for errors of clusters, and an {@link IllegalStateException} where errors of
   * units are asked for.
   *
   * @param weight Σw
   * @param weightSquared Σw²
   * @param plain Σy / n by period
   * @param means Σwy / Σw by period
   * @param means2 Σw²y / Σw² by period
   */
  public void setMeans(
      CellKey key,
      long units,
      double weight,
      double weightSquared,
      double[] plain,
      double[] means,
      double[] means2) {
    cells.put(key, CellMoments.ofMeans(units, weight, weightSquared, plain, means, means2));
  }

  /**
   * Adds all units of a state.
   *
   * @return this
   */
  public MomentsBuilder add(PanelMoments state) {
    if (!Arrays.equals(periods, state.periods())) {
      throw EvaluationErrors.momentsDoNotMatch(
          Arrays.toString(periods), Arrays.toString(state.periods()));
    }
    state
        .cells()
        .forEach(
            (key, cell) -> {
              CellMoments mine = cells.get(key);
              if (mine == null) {
                cells.put(key, cell.copy());
              } else {
                mine.merge(cell);
              }
            });
    return this;
  }

  /** Returns the state of all that was added. */
  public PanelMoments build() {
    NavigableMap<CellKey, CellMoments> copy = new TreeMap<>();
    cells.forEach((key, cell) -> copy.put(key, cell.copy()));
    return new PanelMoments(periods.clone(), copy);
  }
}
