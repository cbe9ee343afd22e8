package fi.lape.estimators.intertemporal;

import java.util.Set;
import java.util.TreeSet;

/**
 * What adds up to an effect: its numerator and its possible denominators, with their derivatives in
 * the logarithm of every unit's weight.
 */
final class Sums {
  double effect; // Σ w ± (difference − that of the controls)
  double weight; // Σ w, over switchers
  double dose; // Σ w × treatment in excess of the first one, up to the period
  double doseNow; // the same in the period alone
  long switchers;
  double outcomeBefore; // Σ w × outcome in the period before the switch
  final double[] influence; // that of the numerator by the authors' formula
  final double[] effectSlope;
  final double[] weightSlope;
  final double[] doseSlope;
  final double[] doseNowSlope;
  final boolean[][] used; // by unit and last period of the difference
  final Set<String> clustersSwitching = new TreeSet<>();

  Sums(int units, int periods) {
    influence = new double[units];
    effectSlope = new double[units];
    weightSlope = new double[units];
    doseSlope = new double[units];
    doseNowSlope = new double[units];
    used = new boolean[units][periods];
  }

  /** Adds another direction or period of effects. */
  void add(Sums other) {
    addEffect(other);
    weight += other.weight;
    dose += other.dose;
    doseNow += other.doseNow;
    switchers += other.switchers;
    outcomeBefore += other.outcomeBefore;
    clustersSwitching.addAll(other.clustersSwitching);
    for (int i = 0; i < used.length; i++) {
      weightSlope[i] += other.weightSlope[i];
      doseSlope[i] += other.doseSlope[i];
      doseNowSlope[i] += other.doseNowSlope[i];
      for (int t = 0; t < used[i].length; t++) {
        used[i][t] |= other.used[i][t];
      }
    }
  }

  /** Adds the numerator alone: the same switchers over other periods. */
  void addEffect(Sums other) {
    effect += other.effect;
    for (int i = 0; i < influence.length; i++) {
      influence[i] += other.influence[i];
      effectSlope[i] += other.effectSlope[i];
    }
  }

  long units() {
    long units = 0;
    for (boolean[] unit : used) {
      boolean any = false;
      for (boolean cell : unit) {
        any |= cell;
      }
      units += any ? 1 : 0;
    }
    return units;
  }

  long differences() {
    long cells = 0;
    for (boolean[] unit : used) {
      for (boolean cell : unit) {
        cells += cell ? 1 : 0;
      }
    }
    return cells;
  }
}
