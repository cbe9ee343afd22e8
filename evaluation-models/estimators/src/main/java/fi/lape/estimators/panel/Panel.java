package fi.lape.estimators.panel;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.error.EvaluationErrors;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A balanced panel in memory: one finite outcome for every unit and period. Immutable.
 *
 * <p>A unit has an id, the cluster it belongs to, a cohort (the first treated period, or {@link
 * #NEVER}) and a positive weight, all fixed over time. Units keep the order they are given in.
 */
public final class Panel {
  /** The cohort of a unit that is not treated in the time looked at. */
  public static final int NEVER = Integer.MAX_VALUE;

  private final int[] periods;
  private final List<String> ids;
  private final List<String> clusters;
  private final int[] cohorts;
  private final double[] weights;
  private final double[][] outcomes;

  /**
   * @param periods increasing
   * @param ids one a unit, each once
   * @param clusters one a unit
   * @param cohorts one a unit, first treated period or {@link #NEVER}
   * @param weights one a unit, finite and above 0
   * @param outcomes units × periods, all finite
   * @throws fi.lape.estimators.error.EvaluationException if a promise above is broken
   */
  public Panel(
      int[] periods,
      List<String> ids,
      List<String> clusters,
      int[] cohorts,
      double[] weights,
      double[][] outcomes) {
    this.periods = periods.clone();
    this.ids = List.copyOf(ids);
    this.clusters = List.copyOf(clusters);
    this.cohorts = cohorts.clone();
    this.weights = weights.clone();
    this.outcomes = new double[requireNonNull(outcomes, "outcomes is null").length][];
    for (int i = 0; i < outcomes.length; i++) {
      this.outcomes[i] = outcomes[i].clone();
    }
    check();
  }

  private void check() {
    int n = ids.size();
    if (n == 0 || periods.length == 0) {
      throw EvaluationErrors.panelEmpty(n, periods.length);
    }
    requireLength("clusters", clusters.size(), n);
    requireLength("cohorts", cohorts.length, n);
    requireLength("weights", weights.length, n);
    requireLength("outcomes", outcomes.length, n);
    for (int t = 1; t < periods.length; t++) {
      if (periods[t] <= periods[t - 1]) {
        throw EvaluationErrors.periodsNotIncreasing(periods[t - 1], periods[t]);
      }
    }
    checkIds();
    checkWeights();
    checkOutcomes();
  }

  private void checkIds() {
    Set<String> seen = new HashSet<>();
    long duplicates = 0;
    String first = "";
    for (String id : ids) {
      if (!seen.add(id)) {
        first = duplicates == 0 ? id : first;
        duplicates++;
      }
    }
    if (duplicates > 0) {
      throw EvaluationErrors.panelDuplicate(duplicates, first, "units");
    }
  }

  private void checkWeights() {
    long bad = 0;
    int first = 0;
    for (int i = weights.length - 1; i >= 0; i--) {
      if (!(weights[i] > 0) || Double.isInfinite(weights[i])) {
        bad++;
        first = i;
      }
    }
    if (bad > 0) {
      throw EvaluationErrors.weightNotPositive(bad, ids.get(first));
    }
  }

  private void checkOutcomes() {
    long holes = 0;
    String unit = "";
    int period = 0;
    for (int i = 0; i < outcomes.length; i++) {
      requireLength("outcomes of unit " + ids.get(i), outcomes[i].length, periods.length);
      for (int t = 0; t < periods.length; t++) {
        if (!Double.isFinite(outcomes[i][t])) {
          if (holes == 0) {
            unit = ids.get(i);
            period = periods[t];
          }
          holes++;
        }
      }
    }
    if (holes > 0) {
      throw EvaluationErrors.panelNotBalanced(holes, unit, period);
    }
  }

  private static void requireLength(String column, int length, int expected) {
    if (length != expected) {
      throw EvaluationErrors.panelShape(column, length, expected);
    }
  }

  /** Returns the number of units. */
  public int size() {
    return ids.size();
  }

  /** Returns the periods, increasing. */
  public int[] periods() {
    return periods.clone();
  }

  /** Returns the id of unit {@code i}. */
  public String id(int i) {
    return ids.get(i);
  }

  /** Returns the cluster of unit {@code i}. */
  public String cluster(int i) {
    return clusters.get(i);
  }

  /** Returns the first treated period of unit {@code i}, or {@link #NEVER}. */
  public int cohort(int i) {
    return cohorts[i];
  }

  /** Returns the weight of unit {@code i}, above 0. */
  public double weight(int i) {
    return weights[i];
  }

  /** Returns the outcomes of unit {@code i}, one a period. */
  public double[] outcomes(int i) {
    return outcomes[i].clone();
  }
}
