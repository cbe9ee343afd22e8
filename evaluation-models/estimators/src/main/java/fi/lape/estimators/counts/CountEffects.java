package fi.lape.estimators.counts;

import fi.lape.estimators.did.CellAverage;
import fi.lape.estimators.did.RegressionData;
import fi.lape.estimators.did.Shares;
import fi.lape.estimators.estimate.ClusterRegression;
import fi.lape.estimators.estimate.Effect;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.NotEstimable;
import fi.lape.estimators.estimate.Reason;
import fi.lape.estimators.estimate.RowSums;
import fi.lape.estimators.estimate.Sample;
import fi.lape.estimators.estimate.UnitInfluence;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

/**
 * Effects of a Poisson regression by the delta method: ψ_i = n (w_i Σ_t s_it (y_it − μ_it) + what
 * the unit's weight does to the composition of the treated, if that is asked for).
 */
final class CountEffects {
  private final RegressionData data;
  private final Panel panel;
  private final SeparatedPoisson separated;
  private final ConcentratedPoisson poisson;
  private final Shares shares;
  private final ClusterRegression.Parameters parameters;
  private final boolean[][] used;
  private final long leftOut;
  private final List<String> clusters;
  private final List<List<Integer>> rowsOf = new ArrayList<>();
  private final Map<EffectKey, CountErrors> errors = new HashMap<>();

  CountEffects(
      RegressionData data,
      Panel panel,
      SeparatedPoisson separated,
      ConcentratedPoisson poisson,
      CountModels model,
      Shares shares) {
    this.data = data;
    this.panel = panel;
    this.separated = separated;
    this.poisson = poisson;
    this.shares = shares;
    parameters = model.parameters();
    used = model.used();
    leftOut = model.unitsWithoutEvents().size();
    clusters = List.copyOf(clusterNames(panel));
    CountRows rows = separated.rows();
    for (int c = 0; c < rows.cells(); c++) {
      rowsOf.add(new ArrayList<>());
    }
    for (int r = 0; r < rows.size(); r++) {
      boolean imputed = separated.isInCellWithoutEvents(r) && separated.groupHasEvents(r);
      if (rows.cell(r) != CountRows.NO_CELL && (separated.uses(r) || imputed)) {
        rowsOf.get(rows.cell(r)).add(r);
      }
    }
  }

  /** Why a cell can be in no average, or empty if it can. */
  Optional<Reason> refusal(int cell) {
    CountRows rows = separated.rows();
    if (rowsOf.get(cell).isEmpty()) {
      return Optional.of(Reason.NO_EVENTS);
    }
    boolean determined = true;
    if (separated.hasEvents(cell)) {
      double[] target = new double[rows.columns()];
      target[rows.column(cell)] = 1;
      determined = poisson.independent().determines(target);
    } else {
      for (int r : rowsOf.get(cell)) {
        determined &= poisson.independent().determines(poisson.untreated(r));
      }
    }
    if (determined) {
      return Optional.empty();
    }
    boolean zeros = separated.hasVanished() || !separated.hasEvents(cell);
    return Optional.of(zeros ? Reason.NO_EVENTS : Reason.COLLINEAR);
  }

  /**
   * Returns an average of cells, in a scale.
   *
   * @param cohorts that it is about
   * @param places of the cells the average numbers
   * @param cohortWeights Σw by cohort, for averages with cohort shares
   */
  Effect effect(
      CellAverage average,
      CountScale scale,
      Set<Integer> cohorts,
      List<Integer> places,
      NavigableMap<Integer, Double> cohortWeights) {
    EffectKey key = scale.key(average.key());
    if (average.groups().isEmpty()) {
      return new NotEstimable(key, Reason.NO_ESTIMABLE_CELL);
    }
    CountGradient gradient = new CountGradient(separated, poisson, scale, panel.size());
    double[] extra = new double[panel.size()];
    double whole = cohortWeights.values().stream().mapToDouble(w -> w).sum();
    List<Double> values = new ArrayList<>();
    for (CellAverage.Group group : average.groups()) {
      boolean events = false;
      boolean all = true;
      List<Integer> rows = new ArrayList<>();
      for (int c : group.cells()) {
        events |= separated.hasEvents(places.get(c));
        all &= separated.hasEvents(places.get(c));
        rows.addAll(rowsOf.get(places.get(c)));
      }
      if ((scale == CountScale.LOG && !all) || (scale == CountScale.RELATIVE && !events)) {
        return new NotEstimable(key, Reason.NO_EVENTS);
      }
      Collections.sort(rows);
      values.add(gradient.add(group.share(), rows));
    }
    if (shares == Shares.ESTIMATED) {
      double[] composition = gradient.composition();
      for (int i = 0; i < extra.length; i++) {
        extra[i] += composition[i];
        for (int j = 0; j < values.size() && average.cohortShares() && anyUsed(i); j++) {
          if (average.groups().get(j).cohort() == panel.cohort(i)) {
            extra[i] += panel.weight(i) * (values.get(j) - gradient.value()) / whole;
          }
        }
      }
    }
    return estimated(key, gradient, extra, sample(cohorts, scale));
  }

  private boolean anyUsed(int i) {
    for (boolean row : used[i]) {
      if (row) {
        return true;
      }
    }
    return false;
  }

  private Sample sample(Set<Integer> cohorts, CountScale scale) {
    Sample sample = data.sample(used, cohorts).withUnitsLeftOut(leftOut);
    return scale == CountScale.COUNT
        ? sample
        : new Sample(
            sample.units(),
            sample.observations(),
            sample.clustersTreated(),
            OptionalDouble.empty(),
            leftOut);
  }

  private Estimated estimated(
      EffectKey key, CountGradient gradient, double[] extra, Sample sample) {
    double[] slope = gradient.slope(gradient.target());
    CountRows rows = separated.rows();
    double[] sums = new double[panel.size()];
    double[][] byPeriod = new double[clusters.size()][rows.periods()];
    double information = 0;
    double squares = 0;
    for (int r = 0; r < slope.length; r++) {
      if (separated.uses(r)) {
        int i = rows.unit(r);
        double score = rows.weight(r) * slope[r] * (rows.count(r) - poisson.fitted(r));
        sums[i] += score;
        squares += score * score;
        byPeriod[Collections.binarySearch(clusters, panel.cluster(i))][rows.period(r)] += score;
        information += rows.weight(r) * poisson.fitted(r) * slope[r] * slope[r];
      }
    }
    double[] psi = new double[sums.length];
    for (int i = 0; i < psi.length; i++) {
      psi[i] = psi.length * (sums[i] + extra[i]);
    }
    errors.put(
        key, new CountErrors(information, new RowSums(byPeriod, squares, OptionalDouble.empty())));
    return new Estimated(
        key,
        gradient.value(),
        new UnitInfluence(panel, psi),
        Optional.empty(),
        Optional.empty(),
        sample,
        Optional.of(parameters));
  }

  private static Set<String> clusterNames(Panel panel) {
    Set<String> names = new TreeSet<>();
    for (int i = 0; i < panel.size(); i++) {
      names.add(panel.cluster(i));
    }
    return names;
  }

  /** Returns what errors that are not clustered need, by effect estimated so far. */
  Map<EffectKey, CountErrors> errors() {
    return errors;
  }
}
