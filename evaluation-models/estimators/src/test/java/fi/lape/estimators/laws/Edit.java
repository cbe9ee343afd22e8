package fi.lape.estimators.laws;

import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Panels made from other panels. */
public final class Edit {
  /** A new outcome of unit i in period index t. */
  @FunctionalInterface
  public interface Cell {
    double at(int i, int t, double y);
  }

  private Edit() {}

  /** Returns the panel with other outcomes. */
  public static Panel outcomes(Panel panel, Cell cell) {
    return units(panel, all(panel), cell, -1, 1);
  }

  /** Returns the panel with the weight of one unit multiplied. */
  public static Panel weight(Panel panel, int unit, double factor) {
    return units(panel, all(panel), (i, t, y) -> y, unit, factor);
  }

  /** Returns the panel in another order of units. */
  public static Panel shuffled(Panel panel, long seed) {
    List<Integer> order = all(panel);
    Collections.shuffle(order, new Random(seed));
    return units(panel, order, (i, t, y) -> y, -1, 1);
  }

  /** Returns the panel with one unit twice. */
  public static Panel twice(Panel panel, int unit) {
    List<Integer> order = all(panel);
    order.add(unit);
    return units(panel, order, (i, t, y) -> y, -1, 1);
  }

  /** Returns the panel of some of its units. */
  public static Panel only(Panel panel, List<Integer> units) {
    return units(panel, units, (i, t, y) -> y, -1, 1);
  }

  private static List<Integer> all(Panel panel) {
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < panel.size(); i++) {
      all.add(i);
    }
    return all;
  }

  private static Panel units(
      Panel panel, List<Integer> order, Cell cell, int reweighted, double factor) {
    List<String> ids = new ArrayList<>();
    List<String> clusters = new ArrayList<>();
    int[] cohorts = new int[order.size()];
    double[] weights = new double[order.size()];
    double[][] y = new double[order.size()][];
    for (int j = 0; j < cohorts.length; j++) {
      int i = order.get(j);
      ids.add(ids.contains(panel.id(i)) ? panel.id(i) + " again" : panel.id(i));
      clusters.add(panel.cluster(i));
      cohorts[j] = panel.cohort(i);
      weights[j] = panel.weight(i) * (i == reweighted ? factor : 1);
      y[j] = panel.outcomes(i);
      for (int t = 0; t < y[j].length; t++) {
        y[j][t] = cell.at(i, t, y[j][t]);
      }
    }
    return new Panel(panel.periods(), ids, clusters, cohorts, weights, y);
  }
}
