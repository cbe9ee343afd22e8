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

  /** Returns the panel without one cluster. */
  public static Panel without(Panel panel, String cluster) {
    return only(panel, all(panel).stream().filter(i -> !panel.cluster(i).equals(cluster)).toList());
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
    int n = order.size();
    int periods = panel.periods().length;
    int k = panel.covariateNames().size();
    List<String> ids = new ArrayList<>();
    List<String> clusters = new ArrayList<>();
    int[] cohorts = new int[n];
    double[] weights = new double[n];
    double[][] y = new double[n][periods];
    boolean[][] observed = new boolean[n][periods];
    double[][][] x = new double[n][periods][k];
    double[][] d = new double[n][periods];
    double[][] e = new double[n][periods];
    for (int j = 0; j < n; j++) {
      int i = order.get(j);
      ids.add(ids.contains(panel.id(i)) ? panel.id(i) + " again" : panel.id(i));
      clusters.add(panel.cluster(i));
      cohorts[j] = panel.cohort(i);
      weights[j] = panel.weight(i) * (i == reweighted ? factor : 1);
      for (int t = 0; t < periods; t++) {
        observed[j][t] = panel.observed(i, t);
        if (observed[j][t]) {
          y[j][t] = cell.at(i, t, panel.outcome(i, t));
          d[j][t] = panel.hasTreatment() ? panel.treatment(i, t) : 0;
          e[j][t] = panel.hasExposure() ? panel.exposure(i, t) : 0;
          for (int c = 0; c < k; c++) {
            x[j][t][c] = panel.covariate(i, t, c);
          }
        }
      }
    }
    Panel edited = Panel.withHoles(panel.periods(), ids, clusters, cohorts, weights, y, observed);
    edited = k > 0 ? edited.withCovariates(panel.covariateNames(), x) : edited;
    edited = panel.hasExposure() ? edited.withExposure(e) : edited;
    return panel.hasTreatment() ? edited.withTreatment(d) : edited;
  }
}
