package fi.lape.estimators.intertemporal;

import fi.lape.estimators.error.EvaluationErrors;
import fi.lape.estimators.error.PanelErrors;
import fi.lape.estimators.panel.Panel;

/** What the panel says of every unit's treatment, unit by unit. */
final class Treatments {
  private static final String CLUSTER = "cluster";

  private final Panel panel;
  private final IntertemporalSettings settings;
  private final int periods;
  private final boolean[][] kept;
  private final double[] baseline; // D_g1
  private final int[] firstChange;
  private final int[] changed; // in which direction then
  private final int[] lastSeen;
  private final int trendColumn; // of the covariate strata share, or -1

  Treatments(Panel panel, IntertemporalSettings settings) {
    this.panel = panel;
    this.settings = settings;
    periods = panel.periods().length;
    kept = new boolean[panel.size()][periods];
    baseline = new double[panel.size()];
    firstChange = new int[panel.size()];
    changed = new int[panel.size()];
    lastSeen = new int[panel.size()];
    for (int i = 0; i < panel.size(); i++) {
      read(i);
    }
    trendColumn = settings.trendsNonparam().isPresent() ? trendColumn() : -1;
    if (trendColumn >= 0) {
      requireConstant(trendColumn);
    }
  }

  private void read(int i) {
    int start = 0;
    while (!panel.observed(i, start)) {
      start++;
    }
    baseline[i] = panel.treatment(i, start);
    firstChange[i] = Integer.MAX_VALUE;
    boolean above = false;
    boolean below = false;
    for (int t = start; t < periods; t++) {
      if (panel.observed(i, t)) {
        lastSeen[i] = t;
        double change = panel.treatment(i, t) - baseline[i];
        above |= change > 0;
        below |= change < 0;
        kept[i][t] = !(above && below) || settings.has(IntertemporalOption.DONT_DROP_LARGER_LOWER);
        if (change != 0 && firstChange[i] == Integer.MAX_VALUE) {
          firstChange[i] = t;
          changed[i] = change > 0 ? 1 : -1;
        }
      }
    }
  }

  private int trendColumn() {
    String name = settings.trendsNonparam().orElse(CLUSTER);
    int j = panel.covariateNames().indexOf(name);
    if (j < 0 && !name.equals(CLUSTER)) {
      throw EvaluationErrors.settingOutOfRange(
          "trends_nonparam", "'" + name + "'", "'cluster' or a covariate of the panel");
    }
    return j;
  }

  private void requireConstant(int j) {
    long changing = 0;
    String unit = "";
    for (int i = panel.size() - 1; i >= 0; i--) {
      for (int t = 0; t < periods; t++) {
        if (panel.observed(i, t)
            && panel.covariate(i, t, j) != panel.covariate(i, lastSeen[i], j)) {
          changing++;
          unit = panel.id(i);
          break;
        }
      }
    }
    if (changing > 0) {
      throw PanelErrors.unitNotConstant(panel.covariateNames().get(j), changing, unit);
    }
  }

  /** Returns what a unit's stratum has in common besides the first treatment. */
  Object trend(int i) {
    if (settings.trendsNonparam().isEmpty()) {
      return "";
    }
    // + 0.0 so that -0.0 is 0.0
    return trendColumn < 0
        ? panel.cluster(i)
        : (Object) (panel.covariate(i, lastSeen[i], trendColumn) + 0.0);
  }

  /** Returns where the treatment is observed and, if wished, not yet both above and below. */
  boolean[] kept(int i) {
    return kept[i].clone();
  }

  double baseline(int i) {
    return baseline[i];
  }

  /** Returns the period of the first change, the largest integer if there is none. */
  int firstChange(int i) {
    return firstChange[i];
  }

  /** Returns 1 if it rose then, -1 if it fell, 0 if it never changed. */
  int changed(int i) {
    return changed[i];
  }

  int lastSeen(int i) {
    return lastSeen[i];
  }
}
