package fi.lape.estimators.did;

import fi.lape.estimators.laws.RandomPanel;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;

/** Seeded panels with two covariates, one of them changing over time, and with holes. */
final class CovariatePanel {
  static final int[] COHORTS = {2010, 2013, 2015, Panel.NEVER, Panel.NEVER};

  private CovariatePanel() {}

  /** Returns a panel without holes; covariates are a little larger in later cohorts. */
  static Panel of(int units, int clusters, long seed) {
    Panel panel = RandomPanel.of(units, clusters, COHORTS, seed);
    Random random = new Random(seed + 1);
    double[][][] x = new double[units][panel.periods().length][2];
    for (int i = 0; i < units; i++) {
      double level = random.nextGaussian() + (panel.cohort(i) == 2015 ? 0.4 : 0);
      for (int t = 0; t < x[i].length; t++) {
        x[i][t][0] = 1000 + 5 * level;
        x[i][t][1] = 0.3 * level + random.nextGaussian();
      }
    }
    return panel.withCovariates(List.of("level", "changing"), x);
  }

  /** Returns the panel with about one cell in ten not observed. */
  static Panel withHoles(Panel panel, long seed) {
    Random random = new Random(seed);
    int n = panel.size();
    int periods = panel.periods().length;
    int k = panel.covariateNames().size();
    List<String> ids = new ArrayList<>();
    List<String> clusters = new ArrayList<>();
    int[] cohorts = new int[n];
    double[] weights = new double[n];
    double[][] y = new double[n][periods];
    boolean[][] observed = new boolean[n][periods];
    double[][][] x = new double[n][periods][k];
    for (int i = 0; i < n; i++) {
      ids.add(panel.id(i));
      clusters.add(panel.cluster(i));
      cohorts[i] = panel.cohort(i);
      weights[i] = panel.weight(i);
      for (int t = 0; t < periods; t++) {
        observed[i][t] = t == 0 || random.nextDouble() > 0.1;
        if (observed[i][t]) {
          y[i][t] = panel.outcome(i, t);
          for (int j = 0; j < k; j++) {
            x[i][t][j] = panel.covariate(i, t, j);
          }
        }
      }
    }
    Panel holed = Panel.withHoles(panel.periods(), ids, clusters, cohorts, weights, y, observed);
    return k == 0 ? holed : holed.withCovariates(panel.covariateNames(), x);
  }

  /** Returns the panel with outcomes and covariates of some units a million times as large. */
  static Panel poisoned(Panel panel, IntPredicate unit) {
    int n = panel.size();
    int periods = panel.periods().length;
    List<String> ids = new ArrayList<>();
    List<String> clusters = new ArrayList<>();
    int[] cohorts = new int[n];
    double[] weights = new double[n];
    double[][] y = new double[n][periods];
    boolean[][] observed = new boolean[n][periods];
    double[][][] x = new double[n][periods][panel.covariateNames().size()];
    for (int i = 0; i < n; i++) {
      double factor = unit.test(i) ? 1e6 : 1;
      ids.add(panel.id(i));
      clusters.add(panel.cluster(i));
      cohorts[i] = panel.cohort(i);
      weights[i] = panel.weight(i);
      for (int t = 0; t < periods; t++) {
        observed[i][t] = panel.observed(i, t);
        if (observed[i][t]) {
          y[i][t] = factor * panel.outcome(i, t);
          for (int j = 0; j < x[i][t].length; j++) {
            x[i][t][j] = factor * panel.covariate(i, t, j);
          }
        }
      }
    }
    return Panel.withHoles(panel.periods(), ids, clusters, cohorts, weights, y, observed)
        .withCovariates(panel.covariateNames(), x);
  }

  static boolean complete(Panel panel, int i) {
    return panel.cells(i) == panel.periods().length;
  }
}
