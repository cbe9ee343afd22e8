package fi.lape.estimators.had;

import fi.lape.estimators.error.DoseErrors;
import fi.lape.estimators.error.EvaluationErrors;
import fi.lape.estimators.error.PanelErrors;
import fi.lape.estimators.panel.Panel;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A panel in which all units get a dose from the same period on, and what changed in it. */
final class DosePanel {
  private final Panel panel;
  private final int[] periods;
  private final Trends trends;
  private final int start; // index of the first treated period

  /**
   * @throws fi.lape.estimators.error.EvaluationException if the panel is not of this design
   */
  DosePanel(Panel panel, Trends trends) {
    this.panel = panel;
    this.trends = trends;
    periods = panel.periods();
    requireKnown();
    start = commonStart();
    int needed = trends == Trends.COMMON ? 1 : 2;
    if (start < needed) {
      throw DoseErrors.noPeriodBeforeStart(periods[start], start, needed);
    }
  }

  private void requireKnown() {
    if (!panel.hasTreatment()) {
      throw EvaluationErrors.treatmentNotGiven(
          HeterogeneousAdoption.METHOD, "the dose of every unit in every period");
    }
    if (!panel.covariateNames().isEmpty()) {
      throw EvaluationErrors.covariatesNotUsed(HeterogeneousAdoption.METHOD);
    }
    long holes = 0;
    String unit = "";
    int period = 0;
    for (int i = 0; i < panel.size(); i++) {
      for (int t = 0; t < periods.length; t++) {
        if (!panel.observed(i, t)) {
          unit = holes == 0 ? panel.id(i) : unit;
          period = holes == 0 ? periods[t] : period;
          holes++;
        }
      }
    }
    if (holes > 0) {
      throw PanelErrors.panelNotBalanced(holes, unit, period);
    }
  }

  private int commonStart() {
    int[] first = new int[panel.size()];
    int earliest = periods.length;
    for (int i = 0; i < first.length; i++) {
      while (first[i] < periods.length && panel.treatment(i, first[i]) == 0) {
        first[i]++;
      }
      earliest = Math.min(earliest, first[i]);
    }
    if (earliest == periods.length) {
      throw DoseErrors.neverTreated();
    }
    long late = 0;
    String unit = "";
    for (int i = 0; i < first.length; i++) {
      if (first[i] > earliest && first[i] < periods.length) {
        unit = late == 0 ? panel.id(i) : unit;
        late++;
      }
    }
    if (late > 0) {
      throw DoseErrors.startNotCommon(late, unit, periods[earliest]);
    }
    return earliest;
  }

  /**
   * Refuses doses that belong to clusters: their units are not independent draws of a dose.
   *
   * @throws fi.lape.estimators.error.EvaluationException {@code CLUSTER_FINER_THAN_TREATMENT}
   */
  void requireDosesOfUnits() {
    Map<String, Set<Double>> doses = new TreeMap<>();
    Map<String, Integer> units = new HashMap<>();
    for (int i = 0; i < panel.size(); i++) {
      doses.computeIfAbsent(panel.cluster(i), c -> new HashSet<>()).add(panel.treatment(i, start));
      units.merge(panel.cluster(i), 1, Integer::sum);
    }
    boolean ofClusters = doses.values().stream().allMatch(d -> d.size() == 1);
    if (ofClusters && doses.size() < panel.size()) {
      int split = 0;
      String first = "";
      for (String cluster : doses.keySet()) {
        if (units.get(cluster) > 1) {
          first = split == 0 ? cluster : first;
          split++;
        }
      }
      throw EvaluationErrors.clusterFinerThanTreatment(first, units.get(first), split);
    }
  }

  int start() {
    return start;
  }

  int period(int t) {
    return periods[t];
  }

  int lastPeriod() {
    return periods.length - 1;
  }

  /** Returns the period that effects are measured from, or that placebos are. */
  int base(boolean placebo) {
    return placebo && trends == Trends.UNIT_LINEAR ? start - 2 : start - 1;
  }

  double[] dose() {
    return received(start);
  }

  /** Returns the doses received by each unit from the start up to period index {@code t}. */
  double[] received(int t) {
    double[] received = new double[panel.size()];
    for (int i = 0; i < received.length; i++) {
      for (int s = start; s <= t; s++) {
        received[i] += panel.treatment(i, s);
      }
    }
    return received;
  }

  /** Returns each unit's outcome at {@code t} less that of the base, and less its own trend. */
  double[] change(int t) {
    int base = base(t < start);
    double[] change = new double[panel.size()];
    for (int i = 0; i < change.length; i++) {
      change[i] = panel.outcome(i, t) - panel.outcome(i, base);
      if (trends == Trends.UNIT_LINEAR) {
        double slope =
            (panel.outcome(i, start - 1) - panel.outcome(i, start - 2))
                / (periods[start - 1] - periods[start - 2]);
        change[i] -= slope * (periods[t] - periods[base]);
      }
    }
    return change;
  }
}
