package fi.lape.estimators.intertemporal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The cohort of a switcher within its stratum and period of switch: its treatment then, or, less
 * conservatively, all its treatments since where another unit shares them.
 */
final class TreatmentPaths {
  private final Histories histories;
  private final boolean whole;
  private final int length;
  private final Map<List<Double>, Integer> shared = new HashMap<>();

  TreatmentPaths(Histories histories, IntertemporalSettings settings, int l, boolean placebo) {
    this.histories = histories;
    whole = settings.has(IntertemporalOption.LESS_CONSERVATIVE_SE) && !placebo;
    length = l;
    for (int i = 0; i < histories.units() && whole; i++) {
      if (histories.isUsed(i)) {
        shared.merge(path(i, 1), 1, Integer::sum);
        if (length > 1) {
          shared.merge(path(i, length), 1, Integer::sum);
        }
      }
    }
  }

  /** Returns whether the factor of a cohort counts its units rather than their clusters. */
  boolean countsUnits() {
    return whole;
  }

  /** Returns the cohort whose mean a switcher deviates from, one of {@link #cohorts}. */
  Object cohort(int i) {
    if (!whole) {
      return path(i, 1);
    }
    if (shared.get(path(i, 1)) == 1) {
      return path(i, 0);
    }
    return path(i, shared.get(path(i, length)) > 1 ? length : 1);
  }

  /** Returns the cohorts whose means a switcher enters. */
  Set<Object> cohorts(int i) {
    return whole
        ? new LinkedHashSet<>(List.of(path(i, 0), path(i, 1), path(i, length)))
        : Set.of(path(i, 1));
  }

  private List<Double> path(int i, int periods) {
    List<Double> path = new ArrayList<>();
    path.add(histories.baseline(i) + 0.0);
    path.add((double) histories.first(i));
    double last = histories.baseline(i) + 0.0;
    for (int t = histories.first(i); t < histories.first(i) + periods; t++) {
      last = histories.isTreatmentKnown(i, t) ? histories.panel().treatment(i, t) + 0.0 : last;
      path.add(last);
    }
    return path;
  }
}
