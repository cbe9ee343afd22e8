package fi.lape.estimators.counts;

import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Seeded panels of counts among unequal exposures, with holes, weights and shocks of clusters. */
final class RandomCounts {
  private static final int[] PERIODS = {2010, 2011, 2012, 2013, 2014, 2015, 2016};

  private RandomCounts() {}

  /** Returns a panel whose counts are about {@code mean}, a tenth of its cells being holes. */
  static Panel of(int units, int clusters, int[] cohorts, double mean, long seed) {
    Random random = new Random(seed);
    double[][] shock = new double[clusters][PERIODS.length];
    for (double[] cluster : shock) {
      for (int t = 0; t < cluster.length; t++) {
        cluster[t] = 0.2 * random.nextGaussian();
      }
    }
    List<String> ids = new ArrayList<>();
    List<String> names = new ArrayList<>();
    int[] cohort = new int[units];
    double[] weights = new double[units];
    double[][] y = new double[units][PERIODS.length];
    double[][] exposure = new double[units][PERIODS.length];
    boolean[][] observed = new boolean[units][PERIODS.length];
    for (int i = 0; i < units; i++) {
      ids.add("U" + i);
      names.add("K" + i % clusters);
      cohort[i] = cohorts[random.nextInt(cohorts.length)];
      weights[i] = 0.5 + random.nextDouble();
      double level = 0.3 * random.nextGaussian();
      double size = 1000 * Math.exp(0.6 * random.nextGaussian());
      for (int t = 0; t < PERIODS.length; t++) {
        exposure[i][t] = size * (0.95 + 0.1 * random.nextDouble());
        double effect = cohort[i] <= PERIODS[t] ? -0.2 - 0.05 * (PERIODS[t] - cohort[i]) : 0;
        double eta = level - 0.03 * t + shock[i % clusters][t] + effect;
        y[i][t] = poisson(mean * exposure[i][t] / 1000 * Math.exp(eta), random);
        observed[i][t] = t == 0 || random.nextInt(10) > 0;
      }
    }
    return Panel.withHoles(PERIODS, ids, names, cohort, weights, y, observed)
        .withExposure(exposure);
  }

  private static int poisson(double mean, Random random) {
    int events = -1;
    for (double time = 0; time < mean; events++) {
      time -= Math.log(1 - random.nextDouble());
    }
    return Math.max(events, 0);
  }
}
