package fi.lape.estimators.laws;

import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Seeded panels with unit, period and cluster shocks, unequal weights and clusters. */
public final class RandomPanel {
  private RandomPanel() {}

  /**
   * Returns a panel of the periods 2010 to 2016; cohorts and clusters are dealt out to units in
   * turn, so that every cohort has units in several clusters.
   */
  public static Panel of(int units, int clusters, int[] cohorts, long seed) {
    Random random = new Random(seed);
    int[] periods = {2010, 2011, 2012, 2013, 2014, 2015, 2016};
    double[][] shock = new double[clusters][periods.length];
    for (double[] cluster : shock) {
      for (int t = 0; t < cluster.length; t++) {
        cluster[t] = random.nextGaussian();
      }
    }
    List<String> ids = new ArrayList<>();
    List<String> names = new ArrayList<>();
    int[] cohort = new int[units];
    double[] weights = new double[units];
    double[][] y = new double[units][periods.length];
    for (int i = 0; i < units; i++) {
      int k = i % clusters;
      ids.add("U" + i);
      names.add("K" + k);
      cohort[i] = cohorts[random.nextInt(cohorts.length)];
      weights[i] = 0.5 + 4 * random.nextDouble();
      double level = 40 + 5 * random.nextGaussian();
      for (int t = 0; t < periods.length; t++) {
        double effect = cohort[i] <= periods[t] ? -1 - 0.3 * (periods[t] - cohort[i]) : 0;
        y[i][t] = level + 0.4 * t + shock[k][t] + effect + random.nextGaussian();
      }
    }
    return new Panel(periods, ids, names, cohort, weights, y);
  }
}
