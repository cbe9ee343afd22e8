package fi.lape.estimators.panel;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A panel in memory: an outcome for every unit and period, or for some of them. Immutable.
 *
 * <p>A unit has an id, the cluster it belongs to, a cohort (the first treated period, or {@link
 * #NEVER}) and a positive weight, all fixed over time. Units keep the order they are given in.
 *
 * <p>A cell that is not observed has no outcome, no treatment and no covariates: asking for one is
 * a mistake of the caller. Covariates and the level of treatment may change over time.
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
  private final boolean[][] observed;
  private final TimeVarying more;

  /**
   * A panel that is observed everywhere.
   *
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
    this(
        periods,
        ids,
        clusters,
        cohorts,
        weights,
        outcomes,
        everywhere(outcomes),
        TimeVarying.NOTHING);
  }

  private Panel(
      int[] periods,
      List<String> ids,
      List<String> clusters,
      int[] cohorts,
      double[] weights,
      double[][] outcomes,
      boolean[][] observed,
      TimeVarying more) {
    this.periods = periods.clone();
    this.ids = List.copyOf(ids);
    this.clusters = List.copyOf(clusters);
    this.cohorts = cohorts.clone();
    this.weights = weights.clone();
    this.outcomes = TimeVarying.copy(outcomes);
    this.observed = new boolean[observed.length][];
    for (int i = 0; i < observed.length; i++) {
      this.observed[i] = observed[i].clone();
    }
    this.more = more;
    check();
  }

  private static boolean[][] everywhere(double[][] outcomes) {
    boolean[][] observed = new boolean[requireNonNull(outcomes, "outcomes is null").length][];
    for (int i = 0; i < observed.length; i++) {
      observed[i] = new boolean[outcomes[i].length];
      Arrays.fill(observed[i], true);
    }
    return observed;
  }

  /**
   * Returns the panel with holes.
   *
   * @param where units × periods: whether the cell is observed; every unit at least once
   * @throws fi.lape.estimators.error.EvaluationException if a unit is never observed
   */
  public static Panel withHoles(
      int[] periods,
      List<String> ids,
      List<String> clusters,
      int[] cohorts,
      double[] weights,
      double[][] outcomes,
      boolean[][] where) {
    return new Panel(
        periods, ids, clusters, cohorts, weights, outcomes, where, TimeVarying.NOTHING);
  }

  private Panel with(TimeVarying other) {
    return new Panel(periods, ids, clusters, cohorts, weights, outcomes, observed, other);
  }

  /**
   * Returns the same panel with covariates.
   *
   * @param values units × periods × names, finite where observed
   * @throws fi.lape.estimators.error.EvaluationException if a promise above is broken
   */
  public Panel withCovariates(List<String> names, double[][][] values) {
    return with(more.withCovariates(names, values));
  }

  /**
   * Returns the same panel with a level of treatment that may rise and fall.
   *
   * @param levels units × periods, finite where observed
   * @throws fi.lape.estimators.error.EvaluationException if a promise above is broken
   */
  public Panel withTreatment(double[][] levels) {
    return with(more.withTreatment(levels));
  }

  /**
   * Returns the same panel with an exposure: what an outcome that counts is counted among, such as
   * children.
   *
   * @param exposed units × periods, finite and above 0 where observed
   * @throws fi.lape.estimators.error.EvaluationException if a promise above is broken
   */
  public Panel withExposure(double[][] exposed) {
    return with(more.withExposure(exposed));
  }

  /**
   * Returns the panel of some of its units, in the order asked for.
   *
   * @param places of units, each 0 or more and below {@link #size}
   */
  public Panel units(int[] places) {
    int n = places.length;
    List<String> someIds = new ArrayList<>();
    List<String> someClusters = new ArrayList<>();
    int[] someCohorts = new int[n];
    double[] someWeights = new double[n];
    double[][] y = new double[n][];
    boolean[][] where = new boolean[n][];
    for (int j = 0; j < n; j++) {
      int i = places[j];
      someIds.add(ids.get(i));
      someClusters.add(clusters.get(i));
      someCohorts[j] = cohorts[i];
      someWeights[j] = weights[i];
      y[j] = outcomes[i];
      where[j] = observed[i];
    }
    return new Panel(
        periods, someIds, someClusters, someCohorts, someWeights, y, where, more.units(places));
  }

  private void check() {
    PanelCheck check = new PanelCheck(periods, ids, observed);
    check.shape(clusters.size(), cohorts.length, weights.length, outcomes.length);
    check.periods();
    check.ids();
    check.weights(weights);
    check.outcomes(outcomes);
    check.treatment(more.treatment());
    check.exposure(more.exposure());
    check.covariates(more.covariateNames(), more.covariates());
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

  /** Returns the number of periods in which unit {@code i} is observed. */
  public int cells(int i) {
    int cells = 0;
    for (boolean seen : observed[i]) {
      cells += seen ? 1 : 0;
    }
    return cells;
  }

  /** Returns whether unit {@code i} is observed at period index {@code t}. */
  public boolean observed(int i, int t) {
    return observed[i][t];
  }

  /** Returns whether every unit is observed in every period. */
  public boolean isBalanced() {
    for (int i = 0; i < observed.length; i++) {
      if (cells(i) < periods.length) {
        return false;
      }
    }
    return true;
  }

  /** Returns the outcome of unit {@code i} at period index {@code t}, where it is observed. */
  public double outcome(int i, int t) {
    requireObserved(i, t);
    return outcomes[i][t];
  }

  /** Returns the names of the covariates; none if there are none. */
  public List<String> covariateNames() {
    return more.covariateNames();
  }

  /** Returns covariate {@code j} of unit {@code i} at period index {@code t}, where observed. */
  public double covariate(int i, int t, int j) {
    requireObserved(i, t);
    return more.covariates()[i][t][j];
  }

  /** Returns whether the level of treatment is known. */
  public boolean hasTreatment() {
    return more.treatment().length > 0;
  }

  /** Returns the treatment of unit {@code i} at period index {@code t}, where it is observed. */
  public double treatment(int i, int t) {
    requireObserved(i, t);
    return more.treatment()[i][t];
  }

  /** Returns whether the exposure is known. */
  public boolean hasExposure() {
    return more.exposure().length > 0;
  }

  /** Returns the exposure of unit {@code i} at period index {@code t}, where it is observed. */
  public double exposure(int i, int t) {
    requireObserved(i, t);
    return more.exposure()[i][t];
  }

  private void requireObserved(int i, int t) {
    if (!observed[i][t]) {
      throw new IllegalArgumentException(
          "unit '" + ids.get(i) + "' is not observed in " + periods[t]);
    }
  }

  /**
   * Returns the outcomes of unit {@code i}, one a period.
   *
   * @throws IllegalArgumentException if it is not observed in all of them
   */
  public double[] outcomes(int i) {
    if (cells(i) < periods.length) {
      throw new IllegalArgumentException("unit '" + ids.get(i) + "' is not observed throughout");
    }
    return outcomes[i].clone();
  }
}
