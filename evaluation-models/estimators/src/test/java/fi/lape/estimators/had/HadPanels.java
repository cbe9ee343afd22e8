package fi.lape.estimators.had;

import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Panels of a common start with known answers. */
final class HadPanels {
  private HadPanels() {}

  /** A panel of the years from {@code first} on; each unit its own cluster. */
  static Panel of(int first, double[][] outcomes, double[][] treatment) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < outcomes.length; i++) {
      ids.add("u" + i);
    }
    return withClusters(first, ids, ids, outcomes, treatment);
  }

  static Panel withClusters(
      int first,
      List<String> ids,
      List<String> clusters,
      double[][] outcomes,
      double[][] treatment) {
    int[] periods = new int[outcomes[0].length];
    Arrays.setAll(periods, t -> first + t);
    int[] cohorts = new int[ids.size()];
    Arrays.fill(cohorts, Panel.NEVER);
    double[] weights = new double[cohorts.length];
    Arrays.fill(weights, 1);
    return new Panel(periods, ids, clusters, cohorts, weights, outcomes).withTreatment(treatment);
  }

  /** Six years from 2014 on, doses from 2017 on, some of them equal. */
  static Panel any(int units, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] y = new double[units][6];
    double[][] d = new double[units][6];
    for (int i = 0; i < units; i++) {
      double dose = Math.ceil(100 * Math.pow(random.nextDouble(), 2)) / 64;
      double level = 10 * random.nextDouble();
      for (int t = 0; t < 6; t++) {
        d[i][t] = t < 3 ? 0 : dose;
        y[i][t] = level + t + noise(random) - (t < 3 ? 0 : dose + dose * dose / 4);
      }
    }
    return of(2014, y, d);
  }

  /** Nearly normal, standard deviation 1. */
  static double noise(SplittableRandom random) {
    double sum = 0;
    for (int k = 0; k < 12; k++) {
      sum += random.nextDouble();
    }
    return sum - 6;
  }
}
