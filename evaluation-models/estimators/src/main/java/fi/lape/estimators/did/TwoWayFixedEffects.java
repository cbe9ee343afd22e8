package fi.lape.estimators.did;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.estimate.Effect;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimator;
import fi.lape.estimators.estimate.Fit;
import fi.lape.estimators.estimate.NotEstimable;
import fi.lape.estimators.estimate.Reason;
import fi.lape.estimators.moments.PanelMoments;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Two-way fixed effects: one coefficient on the treatment, or one for every event time, with unit
 * and period effects.
 *
 * <p>With d a column of the treatment, x period dummies and covariates, and ~ for "less the mean of
 * the unit" (weighted by w where summed),
 *
 * <pre>
 *   Y_it = α_i + λ_t + x_it'γ + θ d_it + ε_it,
 *   ψ_i  = n · w_i · Σ_t ď_it ε̂_it / Σ w ď²,   ď the residual of d on all else.
 * </pre>
 *
 * <p>The treatment is 1{cohort ≤ t}, or the level of treatment where the panel has one. Holes are
 * left out row by row. A panel without holes, covariates and levels is reduced to its moments.
 *
 * <p><b>Assumes</b> parallel trends, no anticipation, and an effect that is the same in every
 * cohort (and, with one coefficient, every period); otherwise earlier adopters serve as controls
 * with negative weights. <b>Units:</b> the outcome's unit, ψ per unit of the panel. <b>Cost:</b>
 * O(rows × columns²), rows being clusters × cohorts × periods on moments; deterministic.
 *
 * @see <a href="https://doi.org/10.1016/j.jeconom.2021.03.014">Goodman-Bacon (2021), equation 2</a>
 */
public final class TwoWayFixedEffects implements Estimator {
  /** The method's word in plans and results. */
  public static final String METHOD = "twfe";

  /** The estimand of one coefficient. */
  public static final String ESTIMAND = "twfe";

  /** The estimand of an event time. */
  public static final String DYNAMIC = "twfe-dynamic";

  private final TwoWaySettings settings;

  /** With one coefficient. */
  public TwoWayFixedEffects() {
    this(TwoWaySettings.STATIC);
  }

  public TwoWayFixedEffects(TwoWaySettings settings) {
    this.settings = requireNonNull(settings, "settings is null");
  }

  /**
   * Reads settings in words, see {@link TwoWaySettings#of}.
   *
   * @throws fi.lape.estimators.error.EvaluationException if a setting is unknown or out of range
   */
  public static TwoWayFixedEffects of(Map<String, String> settings) {
    return new TwoWayFixedEffects(TwoWaySettings.of(settings));
  }

  @Override
  public String method() {
    return METHOD;
  }

  @Override
  public Fit fit(PanelMoments moments) {
    return fit(RegressionData.of(moments));
  }

  @Override
  public Fit fit(Panel panel) {
    boolean levels = panel.hasTreatment() && settings.shape() == TwoWaySettings.Shape.SIMPLE;
    boolean reducible = panel.isBalanced() && panel.covariateNames().isEmpty() && !levels;
    return reducible ? fit(PanelMoments.of(panel)) : fit(RegressionData.of(panel));
  }

  Fit fit(RegressionData data) {
    return switch (settings.shape()) {
      case SIMPLE -> new Fit(List.of(simple(data)));
      case DYNAMIC -> new Fit(dynamic(data));
    };
  }

  private static Effect simple(RegressionData data) {
    EffectKey key = EffectKey.of(ESTIMAND);
    Panel panel = data.panel();
    boolean[][] rows = data.observed();
    if (firstTreated(panel, rows).isEmpty()) {
      return new NotEstimable(key, Reason.NO_TREATED_UNITS);
    }
    List<Column> columns = nuisance(panel, rows);
    columns.add(new Column(Column.Kind.EFFECT, METHOD, (i, t) -> level(panel, i, t)));
    AbsorbedRegression regression = new AbsorbedRegression(data, rows, columns, true);
    double[] target = new double[columns.size()];
    target[target.length - 1] = 1;
    if (!regression.determines(target)) {
      return new NotEstimable(key, Reason.NO_VARIATION_IN_TREATMENT);
    }
    NavigableMap<Integer, Integer> adoption = firstTreated(panel, rows);
    return regression.estimated(
        key,
        target,
        new double[panel.size()],
        data.sample(rows, i -> adoption.getOrDefault(i, Panel.NEVER)));
  }

  /** Returns the first treated period of the units that have one. */
  private static NavigableMap<Integer, Integer> firstTreated(Panel panel, boolean[][] rows) {
    NavigableMap<Integer, Integer> first = new TreeMap<>();
    for (int i = 0; i < rows.length; i++) {
      for (int t = 0; t < rows[i].length; t++) {
        if (rows[i][t] && level(panel, i, t) != 0) {
          first.putIfAbsent(i, panel.hasTreatment() ? panel.periods()[t] : panel.cohort(i));
        }
      }
    }
    return first;
  }

  private static double level(Panel panel, int i, int t) {
    if (panel.hasTreatment()) {
      return panel.treatment(i, t);
    }
    return CohortMeans.treatedIn(panel.cohort(i), panel.periods()[t]) ? 1 : 0;
  }

  private static List<Column> nuisance(Panel panel, boolean[][] rows) {
    List<Column> columns = Column.periodEffects(panel, rows);
    columns.addAll(Column.covariates(panel));
    return columns;
  }

  private List<Effect> dynamic(RegressionData data) {
    Panel panel = data.panel();
    boolean[][] rows = data.observed();
    NavigableMap<Integer, NavigableSet<Integer>> cohorts = cohortsByEventTime(data, rows);
    if (cohorts.isEmpty()) {
      return List.of(new NotEstimable(EffectKey.of(DYNAMIC), Reason.NO_TREATED_UNITS));
    }
    List<Column> columns = nuisance(panel, rows);
    int before = columns.size();
    List<Integer> times = new ArrayList<>(cohorts.keySet());
    times.remove(Integer.valueOf(settings.reference()));
    NavigableSet<Integer> adopters = data.adopters();
    for (int e : times) {
      columns.add(
          new Column(
              Column.Kind.EFFECT,
              "event time " + e,
              (i, t) ->
                  adopters.contains(panel.cohort(i))
                          && settings.bin(panel.periods()[t] - panel.cohort(i)) == e
                      ? 1
                      : 0));
    }
    AbsorbedRegression regression = new AbsorbedRegression(data, rows, columns, true);
    List<Effect> effects = new ArrayList<>();
    for (int e : cohorts.keySet()) {
      EffectKey key = EffectKey.ofEventTime(DYNAMIC, e);
      double[] target = new double[columns.size()];
      if (e == settings.reference()) {
        effects.add(new NotEstimable(key, Reason.REFERENCE_PERIOD));
        continue;
      }
      target[before + times.indexOf(e)] = 1;
      effects.add(
          regression.determines(target)
              ? regression.estimated(
                  key, target, new double[panel.size()], data.sample(rows, cohorts.get(e)))
              : new NotEstimable(key, Reason.COLLINEAR));
    }
    return effects;
  }

  private NavigableMap<Integer, NavigableSet<Integer>> cohortsByEventTime(
      RegressionData data, boolean[][] rows) {
    NavigableMap<Integer, NavigableSet<Integer>> cohorts = new TreeMap<>();
    NavigableSet<Integer> adopters = data.adopters();
    Panel panel = data.panel();
    for (int i = 0; i < rows.length; i++) {
      for (int t = 0; t < rows[i].length; t++) {
        if (rows[i][t] && adopters.contains(panel.cohort(i))) {
          int e = settings.bin(panel.periods()[t] - panel.cohort(i));
          cohorts.computeIfAbsent(e, time -> new TreeSet<>()).add(panel.cohort(i));
        }
      }
    }
    return cohorts;
  }
}
