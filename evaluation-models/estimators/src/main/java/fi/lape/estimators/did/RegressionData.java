package fi.lape.estimators.did;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.estimate.Contrast;
import fi.lape.estimators.estimate.Influence;
import fi.lape.estimators.estimate.LinearForm;
import fi.lape.estimators.estimate.MomentInfluence;
import fi.lape.estimators.estimate.Sample;
import fi.lape.estimators.estimate.UnitInfluence;
import fi.lape.estimators.moments.CellMoments;
import fi.lape.estimators.moments.PanelMoments;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;

/**
 * What a regression reads: a panel, or moments as a panel with one unit for every cluster and
 * cohort, which gives the same normal equations as long as regressors depend on cohort and period
 * only.
 */
public final class RegressionData {
  // Where units differ in level only, the scatter's terms cancel; what is left of them is rounding.
  private static final double ROUNDING = 1e-13;

  private static final double EQUAL_WEIGHTS = 1e-12;

  private final Panel panel;
  private final Optional<PanelMoments> moments;
  private final List<CellMoments> cells;
  private final List<String> clusters;
  private final int[] clusterOf;

  private RegressionData(Panel panel, Optional<PanelMoments> moments) {
    this.panel = requireNonNull(panel, "panel is null");
    this.moments = moments;
    cells = moments.map(m -> List.copyOf(m.cells().values())).orElse(List.of());
    TreeSet<String> names = new TreeSet<>();
    for (int i = 0; i < panel.size(); i++) {
      names.add(panel.cluster(i));
    }
    clusters = List.copyOf(names);
    clusterOf = new int[panel.size()];
    Map<String, Integer> places = new TreeMap<>();
    clusters.forEach(name -> places.put(name, places.size()));
    for (int i = 0; i < clusterOf.length; i++) {
      clusterOf[i] = places.get(panel.cluster(i));
    }
  }

  public static RegressionData of(Panel panel) {
    return new RegressionData(panel, Optional.empty());
  }

  public static RegressionData of(PanelMoments moments) {
    int periods = moments.periods().length;
    List<String> ids = new ArrayList<>();
    List<String> clusters = new ArrayList<>();
    int[] cohorts = new int[moments.cells().size()];
    double[] weights = new double[cohorts.length];
    double[][] means = new double[cohorts.length][periods];
    moments
        .cells()
        .forEach(
            (key, cell) -> {
              int i = ids.size();
              ids.add(Integer.toString(i));
              clusters.add(key.cluster());
              cohorts[i] = key.cohort();
              weights[i] = cell.weight();
              for (int t = 0; t < periods; t++) {
                means[i][t] = cell.mean(t);
              }
            });
    return new RegressionData(
        new Panel(moments.periods(), ids, clusters, cohorts, weights, means), Optional.of(moments));
  }

  /** Returns the units that are read; one for a cluster and cohort where only moments are known. */
  Panel panel() {
    return panel;
  }

  /** Whether units are seen one by one. */
  boolean seesUnits() {
    return moments.isEmpty();
  }

  List<String> clusters() {
    return clusters;
  }

  /** Returns the place of the cluster of {@code i}. */
  int cluster(int i) {
    return clusterOf[i];
  }

  /** Returns how many units {@code i} stands for. */
  long count(int i) {
    return cells.isEmpty() ? 1 : cells.get(i).units();
  }

  /** Returns Σw² of the units {@code i} stands for. */
  double weightSquared(int i) {
    return cells.isEmpty() ? panel.weight(i) * panel.weight(i) : cells.get(i).weightSquared();
  }

  /** Returns the plain mean outcome of the units {@code i} stands for. */
  double plainMean(int i, int t) {
    return cells.isEmpty() ? panel.outcome(i, t) : cells.get(i).plainMean(t);
  }

  /** Whether all units weigh the same, to rounding. */
  boolean hasEqualWeights() {
    if (moments.isPresent()) {
      return moments.get().hasEqualWeights();
    }
    double first = panel.weight(0);
    for (int i = 1; i < panel.size(); i++) {
      if (Math.abs(panel.weight(i) - first) > EQUAL_WEIGHTS * first) {
        return false;
      }
    }
    return true;
  }

  /** Returns the w²-weighted mean outcome of the units {@code i} stands for. */
  double squareMean(int i, int t) {
    return cells.isEmpty() ? panel.outcome(i, t) : cells.get(i).mean2(t);
  }

  /**
   * Returns Σ w² e_it² by period over the units {@code i} stands for, 0 in rows not used.
   *
   * @param residual that of the w-weighted mean of the units
   */
  double[] residualSquares(int i, boolean[] rows, boolean unitEffects, double[] residual) {
    double[] squares = new double[rows.length];
    double[] drift = new double[rows.length]; // of the w²-weighted mean from the other
    double[] withOthers = new double[rows.length]; // mean scatter of a period with the others
    double level = 0;
    double common = 0;
    int used = 0;
    for (int t = 0; t < rows.length; t++) {
      if (rows[t]) {
        used++;
        drift[t] = squareMean(i, t) - panel.outcome(i, t);
        level += (drift[t] - level) / used;
      }
    }
    for (int t = 0; t < rows.length && !cells.isEmpty(); t++) {
      for (int s = 0; rows[t] && s < rows.length; s++) {
        withOthers[t] += rows[s] ? cells.get(i).scatter(t, s) / used : 0;
      }
      common += withOthers[t] / used;
    }
    for (int t = 0; t < rows.length; t++) {
      if (rows[t]) {
        double mean = residual[t] + drift[t] - (unitEffects ? level : 0);
        double own = cells.isEmpty() ? 0 : cells.get(i).scatter(t, t);
        double within = own - (unitEffects ? 2 * withOthers[t] - common : 0);
        double size = own + 2 * Math.abs(withOthers[t]) + Math.abs(common);
        squares[t] = weightSquared(i) * mean * mean + (within <= ROUNDING * size ? 0 : within);
      }
    }
    return squares;
  }

  /** Returns which cells are observed, as a new array. */
  public boolean[][] observed() {
    boolean[][] observed = new boolean[panel.size()][panel.periods().length];
    for (int i = 0; i < observed.length; i++) {
      for (int t = 0; t < observed[i].length; t++) {
        observed[i][t] = panel.observed(i, t);
      }
    }
    return observed;
  }

  /**
   * Returns ψ_i = n·w_i·(Σ_t slope_it·residual_it + extra_i), where the residual is the outcome
   * less what does not depend on the weights of {@code i}.
   *
   * @param slope units × periods; 0 where not used
   * @param residual units × periods
   * @param extra one a unit; of the cohort only, where only moments are known
   */
  Influence influence(double[][] slope, double[][] residual, double[] extra) {
    if (moments.isEmpty()) {
      double[] psi = new double[panel.size()];
      for (int i = 0; i < psi.length; i++) {
        psi[i] = psi.length * panel.weight(i) * (dot(slope[i], residual[i]) + extra[i]);
      }
      return new UnitInfluence(panel, psi);
    }
    Map<Integer, LinearForm> forms = new TreeMap<>();
    for (int i = 0; i < panel.size(); i++) {
      if (!forms.containsKey(panel.cohort(i))) {
        double constant = dot(slope[i], residual[i]) + extra[i];
        forms.put(panel.cohort(i), new LinearForm(slope[i], panel.outcomes(i), constant));
      }
    }
    return new MomentInfluence(moments.get(), forms);
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int t = 0; t < a.length; t++) {
      sum += a[t] == 0 ? 0 : a[t] * b[t];
    }
    return sum;
  }

  /** Returns Σ_i w_i Σ_t slope_it y_it as a contrast of cohort means, where it is one. */
  Optional<Contrast> contrast(double[][] slope) {
    if (moments.isEmpty()) {
      return Optional.empty();
    }
    NavigableMap<Integer, double[]> weights = new TreeMap<>();
    for (int i = 0; i < slope.length; i++) {
      double[] a =
          weights.computeIfAbsent(panel.cohort(i), g -> new double[panel.periods().length]);
      for (int t = 0; t < a.length; t++) {
        a[t] += panel.weight(i) * slope[i][t];
      }
    }
    return Optional.of(Contrast.ofCohorts(weights));
  }

  /**
   * Returns what an estimate rests on.
   *
   * @param rows units × periods: the rows used
   * @param adopted by unit: the first treated period of the treated it is about, or {@link
   *     Panel#NEVER}; those without an observation before it have no part in the baseline mean
   */
  public Sample sample(boolean[][] rows, IntUnaryOperator adopted) {
    long units = 0;
    long observations = 0;
    double weight = 0;
    double baseline = 0;
    NavigableSet<String> clustersTreated = new TreeSet<>();
    for (int i = 0; i < rows.length; i++) {
      int used = 0;
      int before = -1;
      int adoption = adopted.applyAsInt(i);
      for (int t = 0; t < rows[i].length; t++) {
        used += rows[i][t] ? 1 : 0;
        before = rows[i][t] && panel.periods()[t] < adoption ? t : before;
      }
      units += used > 0 ? count(i) : 0;
      observations += used * count(i);
      if (used > 0 && adoption != Panel.NEVER) {
        clustersTreated.add(panel.cluster(i));
        if (before >= 0) {
          weight += panel.weight(i);
          baseline += (panel.outcome(i, before) - baseline) * (panel.weight(i) / weight);
        }
      }
    }
    return new Sample(
        units,
        observations,
        clustersTreated.size(),
        weight > 0 ? OptionalDouble.of(baseline) : OptionalDouble.empty());
  }

  /** Returns what an estimate about some cohorts rests on. */
  public Sample sample(boolean[][] rows, Set<Integer> cohorts) {
    return sample(rows, i -> cohorts.contains(panel.cohort(i)) ? panel.cohort(i) : Panel.NEVER);
  }

  /** Returns the cohorts that adopt by the last period, always treated ones too. */
  public NavigableSet<Integer> adopters() {
    int[] periods = panel.periods();
    NavigableSet<Integer> adopters = new TreeSet<>();
    for (int i = 0; i < panel.size(); i++) {
      if (CohortMeans.treatedIn(panel.cohort(i), periods[periods.length - 1])) {
        adopters.add(panel.cohort(i));
      }
    }
    return adopters;
  }
}
