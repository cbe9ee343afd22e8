package fi.lape.estimators.did;

import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Panels with holes and covariates made from panels without. */
final class Holes {
  private Holes() {}

  /** Returns the panel seen only where said; weights, clusters and cohorts are kept. */
  static Panel in(Panel panel, boolean[][] observed) {
    int n = panel.size();
    List<String> ids = new ArrayList<>();
    List<String> clusters = new ArrayList<>();
    int[] cohorts = new int[n];
    double[] weights = new double[n];
    double[][] y = new double[n][];
    for (int i = 0; i < n; i++) {
      ids.add(panel.id(i));
      clusters.add(panel.cluster(i));
      cohorts[i] = panel.cohort(i);
      weights[i] = panel.weight(i);
      y[i] = panel.outcomes(i);
    }
    return Panel.withHoles(panel.periods(), ids, clusters, cohorts, weights, y, observed);
  }

  /** Returns the panel with about one cell in eight missing, never the first of a unit. */
  static Panel scattered(Panel panel, long seed) {
    Random random = new Random(seed);
    boolean[][] observed = new boolean[panel.size()][panel.periods().length];
    for (boolean[] unit : observed) {
      for (int t = 0; t < unit.length; t++) {
        unit[t] = t == 0 || random.nextDouble() > 0.125;
      }
    }
    return in(panel, observed);
  }

  /** Returns the panel with a covariate that varies over time, and one that does not. */
  static Panel withCovariates(Panel panel, boolean changing, long seed) {
    Random random = new Random(seed);
    double[][][] x = new double[panel.size()][panel.periods().length][];
    for (double[][] unit : x) {
      double level = random.nextGaussian();
      for (int t = 0; t < unit.length; t++) {
        unit[t] = new double[] {changing ? level + random.nextGaussian() : level};
      }
    }
    return panel.withCovariates(List.of("x"), x);
  }
}
