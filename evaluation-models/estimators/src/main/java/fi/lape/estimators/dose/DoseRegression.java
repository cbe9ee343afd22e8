package fi.lape.estimators.dose;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.error.EvaluationErrors;
import fi.lape.estimators.estimate.Effect;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimator;
import fi.lape.estimators.estimate.Fit;
import fi.lape.estimators.estimate.NotEstimable;
import fi.lape.estimators.estimate.Reason;
import fi.lape.estimators.moments.PanelMoments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * First difference on area dose, as the regression with one observation an area that it is.
 *
 * <p>With ȳ_k the mean outcome of area (cluster) k, D_k its dose and ω_k its weight,
 *
 * <pre>
 *   ȳ_kt − ȳ_kb = α_t + θ_t D_k + ε_kt,   θ_t = Σ ω_k (D_k − D̄)(ȳ_kt − ȳ_kb) / S,   S = Σ ω_k (D_k − D̄)²,
 *   ψ_k = K · ω_k (D_k − D̄) ε_kt / S.
 * </pre>
 *
 * <p>ψ and the sample count areas, not their units; within an area nothing varies that the dose
 * could explain. {@code dose-slope} is θ_t, and {@code dose-slope-overall} its mean over the
 * periods after the base.
 *
 * <p><b>Assumes</b> that areas with different doses would have changed alike at the same dose, and
 * an effect linear in dose; without untreated areas neither can be seen in the data. <b>Units:</b>
 * the outcome's unit per unit of dose. <b>Cost:</b> O(areas × periods); deterministic.
 *
 * @see <a href="https://arxiv.org/abs/2107.02637">Callaway, Goodman-Bacon and Sant'Anna, section
 *     5</a>
 */
public final class DoseRegression implements Estimator {
  /** The method's word in plans and results. */
  public static final String METHOD = "dose-regression";

  /** Estimand of one period. */
  public static final String SLOPE = "dose-slope";

  /** Estimand of the mean over the periods after the base. */
  public static final String OVERALL = "dose-slope-overall";

  private static final int FEWEST_AREAS = 3;

  // Spread of the dose relative to its size: rounding of equal doses stays below 1e-30.
  private static final double NO_VARIATION = 1e-20;

  private final DoseSettings settings;
  private final Map<String, Double> dose;

  /**
   * @param dose by cluster; clusters that the panel lacks are ignored
   */
  public DoseRegression(DoseSettings settings, Map<String, Double> dose) {
    this.settings = requireNonNull(settings, "settings is null");
    this.dose = Map.copyOf(dose);
  }

  @Override
  public String method() {
    return METHOD;
  }

  /**
   * {@inheritDoc}
   *
   * @throws fi.lape.estimators.error.EvaluationException if a cluster has no dose or a period is
   *     not in the panel
   */
  @Override
  public Fit fit(PanelMoments moments) {
    int base = index(moments, "base_period", settings.basePeriod());
    AreaDoses areas = areas(moments);
    Optional<Reason> refusal = refusal(areas);
    List<Effect> effects = new ArrayList<>();
    List<Integer> after = new ArrayList<>();
    for (int period : settings.periods()) {
      int t = index(moments, "periods", period);
      if (period > settings.basePeriod()) {
        after.add(t);
      }
      effects.add(effect(areas, EffectKey.ofPeriod(SLOPE, period), List.of(t), base, refusal));
    }
    if (after.size() > 1) {
      effects.add(effect(areas, EffectKey.of(OVERALL), after, base, refusal));
    }
    return new Fit(effects);
  }

  private static Effect effect(
      AreaDoses areas, EffectKey key, List<Integer> t, int base, Optional<Reason> refusal) {
    if (refusal.isPresent()) {
      return new NotEstimable(key, refusal.get());
    }
    return areas.slope(key, t, base);
  }

  /**
   * Returns what every area does to the slope of a period.
   *
   * @throws fi.lape.estimators.error.EvaluationException as {@link #fit}
   */
  public List<AreaLeverage> leverage(PanelMoments moments, int period) {
    int base = index(moments, "base_period", settings.basePeriod());
    int t = index(moments, "period", period);
    AreaDoses areas = areas(moments);
    return refusal(areas).isPresent() ? List.of() : areas.leverage(t, base);
  }

  private AreaDoses areas(PanelMoments moments) {
    List<String> clusters = moments.clusters();
    double[] doses = new double[clusters.size()];
    long missing = 0;
    String first = "";
    for (int k = 0; k < doses.length; k++) {
      Optional<Double> mine =
          Optional.ofNullable(dose.get(clusters.get(k))).filter(d -> Double.isFinite(d));
      if (mine.isEmpty()) {
        first = missing == 0 ? clusters.get(k) : first;
        missing++;
      } else {
        doses[k] = mine.get();
      }
    }
    if (missing > 0) {
      throw EvaluationErrors.doseMissing(missing, first);
    }
    boolean weighted = settings.weights() == RegressionWeights.PANEL;
    return new AreaDoses(moments.clustersAsUnits(weighted), doses);
  }

  private static Optional<Reason> refusal(AreaDoses areas) {
    if (areas.size() < FEWEST_AREAS) {
      return Optional.of(Reason.TOO_FEW_AREAS);
    }
    return areas.relativeVariation() <= NO_VARIATION
        ? Optional.of(Reason.NO_VARIATION_IN_DOSE)
        : Optional.empty();
  }

  private static int index(PanelMoments moments, String setting, int period) {
    int index = Arrays.binarySearch(moments.periods(), period);
    if (index < 0) {
      throw EvaluationErrors.periodUnknown(setting, period, Arrays.toString(moments.periods()));
    }
    return index;
  }
}
