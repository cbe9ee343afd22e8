package fi.lape.estimators.intertemporal;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.error.EvaluationErrors;
import fi.lape.estimators.estimate.Effect;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Fit;
import fi.lape.estimators.estimate.PanelEstimator;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.List;

/**
 * Effects of a treatment of any levels that may rise and fall, by periods since it first changed.
 *
 * <p>F is the period in which a unit's treatment first differs from D₁, its first one, and S = ±1
 * whether it is higher or lower on average from then on. With C the units of the same D₁ that have
 * not switched by F − 1 + ℓ,
 *
 * <pre>
 *   DID_ℓ = Σ w_g S_g ( Y_{F−1+ℓ} − Y_{F−1} − E[Y_{F−1+ℓ} − Y_{F−1} | C] ) / Σ w_g,
 * </pre>
 *
 * <p>over the switchers g that have such a C. {@code effect} is DID_ℓ at event time ℓ − 1; {@code
 * effect-normalized} divides it by the treatment switchers had in excess of D₁ from F to F − 1 + ℓ;
 * {@code placebo} puts Y_{F−1−ℓ} in the place of Y_{F−1+ℓ} and has event time −1 − ℓ; {@code
 * average-total-effect} is Σ_ℓ N_ℓ DID_ℓ over the excess treatment in the same periods, the effect
 * of a unit of treatment.
 *
 * <p>ψ is by default that of the authors (see {@link InfluenceForm}).
 *
 * <p><b>Assumes</b> no anticipation and parallel trends among units with the same D₁. <b>Units:</b>
 * the outcome's, per unit of treatment where normalised. <b>Cost:</b> O(units × periods²);
 * deterministic.
 *
 * @see <a href="https://doi.org/10.1162/rest_a_01414">de Chaisemartin and D'Haultfœuille (2024),
 *     sections 2 and 3; variance in section 1 of its companion</a>
 */
public final class IntertemporalEffects implements PanelEstimator {
  /** The method's word in plans and results. */
  public static final String METHOD = "intertemporal";

  /** Effect so many periods after the switch. */
  public static final String EFFECT = "effect";

  /** The same per unit of treatment up to then. */
  public static final String NORMALIZED = "effect-normalized";

  /** What should be 0 before the switch. */
  public static final String PLACEBO = "placebo";

  /** The same per unit of treatment in as many periods after the switch. */
  public static final String PLACEBO_NORMALIZED = "placebo-normalized";

  /** Effect per unit of treatment over all periods. */
  public static final String TOTAL = "average-total-effect";

  private final IntertemporalSettings settings;

  public IntertemporalEffects(IntertemporalSettings settings) {
    this.settings = requireNonNull(settings, "settings is null");
  }

  @Override
  public String method() {
    return METHOD;
  }

  /** Names the effect ℓ, which is the event time ℓ − 1. */
  public static EffectKey effect(int l) {
    return EffectKey.ofEventTime(EFFECT, l - 1);
  }

  /** Names the placebo ℓ, which is the event time −1 − ℓ. */
  public static EffectKey placebo(int l) {
    return EffectKey.ofEventTime(PLACEBO, -1 - l);
  }

  /**
   * {@inheritDoc}
   *
   * @throws fi.lape.estimators.error.EvaluationException {@code TREATMENT_NOT_GIVEN} if the panel
   *     has no treatment, or a setting does not suit the panel
   */
  @Override
  public Fit fit(Panel panel) {
    List<Effect> effects = new ArrayList<>();
    for (Horizon horizon : horizons(panel)) {
      effects.add(horizon.effect(settings.influence()));
    }
    return new Fit(effects);
  }

  /**
   * Returns on how many switchers and long differences every estimated effect rests.
   *
   * @throws fi.lape.estimators.error.EvaluationException as {@link #fit}
   */
  public List<SwitcherCounts> counts(Panel panel) {
    List<SwitcherCounts> counts = new ArrayList<>();
    for (Horizon horizon : horizons(panel)) {
      horizon.counts().ifPresent(counts::add);
    }
    return counts;
  }

  private List<Horizon> horizons(Panel panel) {
    if (!panel.hasTreatment()) {
      throw EvaluationErrors.treatmentNotGiven(METHOD, "a level of treatment in every period");
    }
    return new Horizons(panel, settings).all();
  }
}
