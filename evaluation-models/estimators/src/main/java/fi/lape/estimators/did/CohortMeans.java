package fi.lape.estimators.did;

import fi.lape.estimators.moments.CellMoments;
import fi.lape.estimators.moments.PanelMoments;
import fi.lape.estimators.panel.Panel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;

/** Weights and weighted means of cohorts over all clusters, computed once a fit. */
final class CohortMeans {
  private final PanelMoments moments;
  private final int[] periods;
  private final List<Integer> cohorts;
  private final Map<Integer, Double> weights = new HashMap<>();
  private final Map<Integer, Long> units = new HashMap<>();
  private final Map<Integer, double[]> means = new HashMap<>();

  CohortMeans(PanelMoments moments) {
    this.moments = moments;
    periods = moments.periods();
    cohorts = moments.cohorts();
    moments
        .cells()
        .forEach(
            (key, cell) -> {
              int g = key.cohort();
              double weight = weights.merge(g, cell.weight(), (a, b) -> a + b);
              units.merge(g, cell.units(), (a, b) -> a + b);
              double[] mean = means.computeIfAbsent(g, c -> new double[periods.length]);
              for (int t = 0; t < mean.length; t++) {
                mean[t] += (cell.mean(t) - mean[t]) * (cell.weight() / weight);
              }
            });
  }

  PanelMoments moments() {
    return moments;
  }

  List<Integer> cohorts() {
    return cohorts;
  }

  int periodCount() {
    return periods.length;
  }

  int period(int index) {
    return periods[index];
  }

  /** Whether a cohort is treated in a period: only if it is ever treated. */
  static boolean treatedIn(int cohort, int period) {
    return cohort != Panel.NEVER && cohort <= period;
  }

  double weight(int cohort) {
    return weights.getOrDefault(cohort, 0.0);
  }

  double weight(NavigableSet<Integer> group) {
    double sum = 0;
    for (int g : group) {
      sum += weight(g);
    }
    return sum;
  }

  double weight(String cluster, int cohort) {
    return moments.cell(cluster, cohort).map(CellMoments::weight).orElse(0.0);
  }

  long units(int cohort) {
    return units.getOrDefault(cohort, 0L);
  }

  double[] mean(int cohort) {
    return means.get(cohort);
  }

  double[] mean(NavigableSet<Integer> group) {
    double[] mean = new double[periods.length];
    double weight = 0;
    for (int g : group) {
      weight += weight(g);
      double share = weight(g) / weight;
      for (int t = 0; t < mean.length; t++) {
        mean[t] += (mean(g)[t] - mean[t]) * share;
      }
    }
    return mean;
  }

  double[] mean(String cluster, int cohort) {
    double[] mean = new double[periods.length];
    CellMoments cell = moments.cell(cluster, cohort).orElseThrow();
    for (int t = 0; t < mean.length; t++) {
      mean[t] = cell.mean(t);
    }
    return mean;
  }
}
