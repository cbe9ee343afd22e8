package fi.lape.estimators.did;

import fi.lape.estimators.error.EvaluationErrors;
import fi.lape.estimators.estimate.Effect;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.Estimator;
import fi.lape.estimators.estimate.Fit;
import fi.lape.estimators.moments.PanelMoments;
import fi.lape.estimators.panel.Panel;
import fi.lape.estimators.settings.SettingWords;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Decomposes the static two-way fixed effects coefficient into differences in differences of two
 * cohorts each:
 *
 * <pre>
 *   θ = Σ s_kl β_kl,  β_kl = (ȳ_k(after) − ȳ_k(before)) − (ȳ_l(after) − ȳ_l(before)),
 *   s_kl ∝ W_k W_l · (after)(before) / T²,
 * </pre>
 *
 * <p>where the window is all periods in which the status of l does not change, and after and before
 * are its periods with and without treatment of k. {@link #fit} gives the coefficient and the
 * differences as effects, {@link #decompose} also the weights, which are not effects: they have no
 * error.
 *
 * <p><b>Needs</b> a balanced panel without covariates. <b>Units:</b> the outcome's unit.
 * <b>Cost:</b> O(cohorts² × clusters × periods); deterministic.
 *
 * @see <a href="https://doi.org/10.1016/j.jeconom.2021.03.014">Goodman-Bacon (2021), theorem 1</a>
 */
public final class GoodmanBacon implements Estimator {
  /** The method's word in plans and results. */
  public static final String METHOD = "bacon-decomposition";

  /**
   * Reads settings in words; there are none.
   *
   * @throws fi.lape.estimators.error.EvaluationException if a setting is given
   */
  public static GoodmanBacon of(Map<String, String> settings) {
    new SettingWords(METHOD, settings, List.of());
    return new GoodmanBacon();
  }

  @Override
  public String method() {
    return METHOD;
  }

  /**
   * {@inheritDoc}
   *
   * @throws fi.lape.estimators.error.EvaluationException if the panel has holes or covariates
   */
  @Override
  public Fit fit(Panel panel) {
    if (!panel.covariateNames().isEmpty()) {
      throw EvaluationErrors.covariatesNotUsed(METHOD);
    }
    return fit(PanelMoments.of(panel));
  }

  /** Returns the coefficient, then the differences in differences it is made of. */
  @Override
  public Fit fit(PanelMoments moments) {
    BaconDecomposition decomposition = decompose(moments);
    List<Effect> effects = new ArrayList<>();
    effects.add(decomposition.coefficient());
    Map<EffectKey, Double> weights = new LinkedHashMap<>();
    for (BaconComparison comparison : decomposition.comparisons()) {
      effects.add(comparison.effect());
      weights.put(comparison.effect().key(), comparison.weight());
    }
    return new Fit(effects, weights);
  }

  /** Returns the coefficient, its parts and their weights. */
  public BaconDecomposition decompose(PanelMoments moments) {
    Effect coefficient = new TwoWayFixedEffects().fit(moments).effects().get(0);
    if (!(coefficient instanceof Estimated)) {
      return new BaconDecomposition(coefficient, List.of());
    }
    CohortMeans means = new CohortMeans(moments);
    NavigableMap<Integer, NavigableSet<Integer>> groups = groups(means);
    List<Window> windows = new ArrayList<>();
    for (BaconComparison.Type type : BaconComparison.Type.values()) {
      for (int treated : groups.keySet()) {
        for (int control : groups.keySet()) {
          if (type(means, treated, control) == type && treatedSome(means, treated)) {
            windows.add(window(means, type, treated, control));
          }
        }
      }
    }
    double whole = 0;
    for (Window window : windows) {
      whole += size(means, groups, window);
    }
    List<BaconComparison> comparisons = new ArrayList<>();
    for (Window window : windows) {
      double weight = size(means, groups, window) / whole;
      if (weight > 0) {
        comparisons.add(
            new BaconComparison(
                window.treated(),
                window.control(),
                window.type(),
                weight,
                difference(means, groups, window)));
      }
    }
    return new BaconDecomposition(coefficient, comparisons);
  }

  /** Periods of a comparison, as indexes. */
  private record Window(
      BaconComparison.Type type,
      int treated,
      int control,
      List<Integer> before,
      List<Integer> after) {}

  /** Returns cohorts by adoption; the never treated and the always treated are one group each. */
  private static NavigableMap<Integer, NavigableSet<Integer>> groups(CohortMeans means) {
    NavigableMap<Integer, NavigableSet<Integer>> groups = new TreeMap<>();
    int first = means.period(0);
    int last = means.period(means.periodCount() - 1);
    for (int g : means.cohorts()) {
      int name = CohortMeans.treatedIn(g, last) ? Math.max(g, first) : Panel.NEVER;
      groups.computeIfAbsent(name, n -> new TreeSet<>()).add(g);
    }
    return groups;
  }

  private static boolean treatedSome(CohortMeans means, int cohort) {
    return cohort != Panel.NEVER && cohort > means.period(0);
  }

  private static BaconComparison.Type type(CohortMeans means, int treated, int control) {
    if (control == Panel.NEVER) {
      return BaconComparison.Type.TREATED_VS_UNTREATED;
    }
    if (control == means.period(0)) {
      return BaconComparison.Type.LATER_VS_ALWAYS;
    }
    return treated < control
        ? BaconComparison.Type.EARLIER_VS_LATER
        : BaconComparison.Type.LATER_VS_EARLIER;
  }

  private static Window window(
      CohortMeans means, BaconComparison.Type type, int treated, int control) {
    List<Integer> before = new ArrayList<>();
    List<Integer> after = new ArrayList<>();
    for (int t = 0; t < means.periodCount(); t++) {
      boolean inside =
          switch (type) {
            case TREATED_VS_UNTREATED, LATER_VS_ALWAYS -> true;
            case EARLIER_VS_LATER -> means.period(t) < control;
            case LATER_VS_EARLIER -> treated != control && means.period(t) >= control;
          };
      if (inside) {
        (CohortMeans.treatedIn(treated, means.period(t)) ? after : before).add(t);
      }
    }
    return new Window(type, treated, control, before, after);
  }

  private static double size(
      CohortMeans means, NavigableMap<Integer, NavigableSet<Integer>> groups, Window window) {
    return means.weight(groups.get(window.treated()))
        * means.weight(groups.get(window.control()))
        * window.before().size()
        * window.after().size();
  }

  private static Estimated difference(
      CohortMeans means, NavigableMap<Integer, NavigableSet<Integer>> groups, Window window) {
    PooledContrast contrast = new PooledContrast(means);
    NavigableSet<Integer> treated = groups.get(window.treated());
    double baseline = 0;
    for (int t : window.after()) {
      contrast.add(treated, t, 1.0 / window.after().size());
      contrast.add(groups.get(window.control()), t, -1.0 / window.after().size());
    }
    for (int t : window.before()) {
      contrast.add(treated, t, -1.0 / window.before().size());
      contrast.add(groups.get(window.control()), t, 1.0 / window.before().size());
      baseline += means.mean(treated)[t] / window.before().size();
    }
    String word = "bacon-" + SettingWords.asWord(window.type());
    String with =
        window.type() == BaconComparison.Type.EARLIER_VS_LATER
                || window.type() == BaconComparison.Type.LATER_VS_EARLIER
            ? "-" + window.control()
            : "";
    return contrast.estimated(
        EffectKey.ofCohort(word + with, window.treated()),
        new TreeMap<>(),
        treated,
        OptionalDouble.of(baseline));
  }
}
