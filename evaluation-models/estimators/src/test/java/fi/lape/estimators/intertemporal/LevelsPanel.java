package fi.lape.estimators.intertemporal;

import fi.lape.estimators.laws.RandomPanel;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Seeded panels of seven periods with treatments of a few levels that rise, fall and return. */
final class LevelsPanel {
  /** First treatment of a unit that nobody shares and that never changes. */
  static final double ALONE = 9;

  private static final int[] COHORTS = {2012, 2013, 2014, 2015, Panel.NEVER, Panel.NEVER};

  private LevelsPanel() {}

  /** Returns a panel whose first unit is {@link #ALONE}. */
  static Panel of(int units, int clusters, long seed) {
    Panel panel = RandomPanel.of(units, clusters, COHORTS, seed);
    Random random = new Random(seed + 1);
    double[][] d = new double[units][panel.periods().length];
    for (int i = 0; i < units; i++) {
      double base = i == 0 ? ALONE : random.nextInt(2);
      double step = base == 1 && random.nextInt(3) == 0 ? -1 : 1 + random.nextInt(2);
      int back = random.nextInt(3) == 0 ? 2 + random.nextInt(2) : 99;
      for (int t = 0; t < d[i].length; t++) {
        int since = panel.periods()[t] - panel.cohort(i);
        boolean on = i > 0 && panel.cohort(i) != Panel.NEVER && since >= 0 && since < back;
        d[i][t] = base + (on ? step : 0);
      }
    }
    return panel.withTreatment(d);
  }

  /** Returns the panel with two covariates that move with time, and a kind of unit. */
  static Panel withCovariates(Panel panel, long seed) {
    Random random = new Random(seed);
    double[][][] x = new double[panel.size()][panel.periods().length][];
    for (int i = 0; i < x.length; i++) {
      double kind = random.nextInt(2);
      for (int t = 0; t < x[i].length; t++) {
        x[i][t] = new double[] {random.nextGaussian() + 0.2 * t, kind, random.nextDouble()};
      }
    }
    return panel.withCovariates(List.of("income", "kind", "births"), x);
  }

  /** Returns the direction of the first change of treatment, 0 if there is none. */
  static int direction(Panel panel, int i) {
    for (int t = 0; t < panel.periods().length; t++) {
      int sign = (int) Math.signum(panel.treatment(i, t) - panel.treatment(i, 0));
      if (sign != 0) {
        return sign;
      }
    }
    return 0;
  }

  /** Returns Σ_{s≤t} (D_s − D_1), or its last term alone. */
  static double dose(Panel panel, int i, int t, boolean cumulated) {
    double sum = 0;
    for (int s = cumulated ? 0 : t; s <= t; s++) {
      sum += panel.treatment(i, s) - panel.treatment(i, 0);
    }
    return sum;
  }

  /** Returns whether the treatment has changed by t. */
  static boolean hasChanged(Panel panel, int i, int t) {
    List<Double> levels = new ArrayList<>();
    for (int s = 0; s <= t; s++) {
      levels.add(panel.treatment(i, s));
    }
    return levels.stream().distinct().count() > 1;
  }
}
