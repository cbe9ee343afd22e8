package fi.lape.estimators.intertemporal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Switchers of one direction compared with units of their stratum that have not switched.
 *
 * <p>ℓ counts periods from the last one before the switch, F − 1. The effect ℓ compares the
 * outcomes of F − 1 + ℓ and F − 1, the placebo ℓ those of F − 1 − ℓ and F − 1; both do so against
 * units that have not switched by F − 1 + ℓ.
 */
final class Comparison {
  private final Histories histories;
  private final Outcomes outcomes;
  private final IntertemporalSettings settings;
  private final Eligibility eligibility;

  Comparison(Histories histories, Outcomes outcomes, IntertemporalSettings settings) {
    this.histories = histories;
    this.outcomes = outcomes;
    this.settings = settings;
    eligibility = new Eligibility(histories, outcomes, settings);
  }

  Eligibility eligibility() {
    return eligibility;
  }

  /**
   * Returns the sums of both directions.
   *
   * @param l above 0
   * @param placebo whether it is the placebo ℓ and not the effect
   * @param demanded what else must be there of the switchers
   */
  Sums sums(int l, boolean placebo, Demand demanded) {
    Sums total = empty();
    for (int direction : new int[] {1, -1}) {
      if (settings.switchers().contains(direction)) {
        Sums sums = empty();
        TreatmentPaths paths = new TreatmentPaths(histories, settings, placebo ? 1 : l, placebo);
        double[][] gradient = new double[histories.units()][outcomes.covariates()];
        for (int s = 0; s < histories.strata(); s++) {
          for (int t = l; t < histories.panel().periods().length; t++) {
            add(sums, new Cell(s, t, l, placebo, direction, demanded), paths, gradient);
          }
        }
        addCoefficients(sums, gradient);
        total.add(sums);
      }
    }
    return total;
  }

  Sums empty() {
    return new Sums(histories.units(), histories.panel().periods().length);
  }

  /** The units of a stratum whose differences end in one period. */
  private final class Cell {
    final int t;
    final int l;
    final int from;
    final int to;
    final int direction;
    final List<Integer> controls = new ArrayList<>();
    final List<Integer> switchers = new ArrayList<>();

    Cell(int stratum, int t, int l, boolean placebo, int direction, Demand demanded) {
      this.t = t;
      this.l = l;
      this.direction = direction;
      from = t - l;
      to = placebo ? t - 2 * l : t;
      for (int i : histories.members(stratum)) {
        if (eligibility.isControl(i, t, l, placebo)) {
          controls.add(i);
        } else if (histories.direction(i) == direction
            && histories.first(i) == t + 1 - l
            && eligibility.isSwitcher(i, l, placebo, demanded)) {
          switchers.add(i);
        }
      }
    }

    double difference(int i) {
      return outcomes.difference(i, from, to);
    }
  }

  private void add(Sums sums, Cell cell, TreatmentPaths paths, double[][] gradient) {
    if (cell.switchers.isEmpty() || cell.controls.isEmpty()) {
      return;
    }
    Cohort controls = new Cohort();
    Cohort all = new Cohort();
    Map<Object, Cohort> cohorts = new HashMap<>();
    for (int i : cell.controls) {
      controls.add(weight(i), cell.difference(i), cluster(i));
      all.add(weight(i), cell.difference(i), cluster(i));
    }
    double weight = 0;
    for (int i : cell.switchers) {
      Object member = paths.countsUnits() ? (Object) i : cluster(i);
      for (Object cohort : paths.cohorts(i)) {
        cohorts
            .computeIfAbsent(cohort, k -> new Cohort())
            .add(weight(i), cell.difference(i), member);
      }
      all.add(weight(i), cell.difference(i), cluster(i));
      weight += weight(i);
    }
    for (int i : cell.switchers) {
      double w = cell.direction * weight(i);
      sums.influence[i] += w * deviation(cell.difference(i), cohorts.get(paths.cohort(i)), all);
      sums.effectSlope[i] += w * (cell.difference(i) - controls.mean());
      sums.effect += w * (cell.difference(i) - controls.mean());
      addSwitcher(sums, cell, i);
      addGradient(gradient[i], cell, i, w);
      sums.used[i][cell.t] = true;
    }
    for (int i : cell.controls) {
      double w = -cell.direction * weight * (weight(i) / controls.weight());
      sums.influence[i] += w * deviation(cell.difference(i), controls, all);
      sums.effectSlope[i] += w * (cell.difference(i) - controls.mean());
      addGradient(gradient[i], cell, i, w);
      sums.used[i][cell.t] = true;
    }
  }

  private void addSwitcher(Sums sums, Cell cell, int i) {
    double w = weight(i);
    double dose = 0;
    for (int t = cell.t - cell.l + 1; t <= cell.t; t++) {
      dose += histories.isTreatmentKnown(i, t) ? histories.dose(i, t) : 0;
    }
    sums.switchers++;
    sums.weight += w;
    sums.weightSlope[i] += w;
    sums.dose += w * dose;
    sums.doseSlope[i] += w * dose;
    sums.doseNow += w * histories.dose(i, cell.t);
    sums.doseNowSlope[i] += w * histories.dose(i, cell.t);
    sums.outcomeBefore += w * histories.panel().outcome(i, cell.from);
    sums.clustersSwitching.add(cluster(i));
  }

  private void addGradient(double[] gradient, Cell cell, int i, double w) {
    for (int j = 0; j < gradient.length; j++) {
      gradient[j] += w * outcomes.covariateDifference(i, cell.from, cell.to, j);
    }
  }

  /** Adds what the units' weights do to the numerator through the covariates' coefficients. */
  private void addCoefficients(Sums sums, double[][] gradient) {
    Map<Double, double[]> byBaseline = new HashMap<>();
    for (int i = 0; i < gradient.length; i++) {
      double[] total =
          byBaseline.computeIfAbsent(
              histories.baseline(i) + 0.0, k -> new double[outcomes.covariates()]);
      for (int j = 0; j < total.length; j++) {
        total[j] += gradient[i][j];
      }
    }
    for (int i = 0; i < gradient.length; i++) {
      double[] total = byBaseline.get(histories.baseline(i) + 0.0);
      for (int j = 0; j < total.length; j++) {
        double slope = total[j] * outcomes.coefficientDerivative(i)[j];
        sums.effectSlope[i] -= slope;
        sums.influence[i] -= slope;
      }
    }
  }

  /** A unit alone in its cohort is compared with all of its stratum and period, if it can be. */
  private static double deviation(double difference, Cohort own, Cohort all) {
    if (own.isOfSeveral()) {
      return own.deviation(difference);
    }
    return all.isOfSeveral() ? all.deviation(difference) : difference;
  }

  private double weight(int i) {
    return histories.panel().weight(i);
  }

  private String cluster(int i) {
    return histories.panel().cluster(i);
  }
}
