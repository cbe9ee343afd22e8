package fi.lape.estimators.areas;

import fi.lape.estimators.error.EvaluationErrors;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Reason;
import fi.lape.estimators.moments.PanelMoments;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Every area's own effect under staggered adoption: its own adopters against the not yet treated of
 * all other areas.
 *
 * <p>For area k, cohort g of its units and period t from g on, b the last period before g less
 * anticipation,
 *
 * <pre>
 *   ATT(k,g,t) = E[Y_t − Y_b | k, g] − E[Y_t − Y_b | C],   C = units of other areas not treated by t,
 *   θ_k = Σ W_kg ATT(k,g,t) / Σ W_kg   over its cohorts and their periods,
 * </pre>
 *
 * <p>E and W weighted by the panel's weights. Errors are between units: own units by how they
 * scatter about θ_k, over 1 − Σs² (s the shares of the units) since θ_k is fitted to them, exact if
 * a unit's variance is inverse to its weight; the compared by how they scatter about their mean.
 * Areas share units they are compared with, so effects are correlated; the covariance is given.
 *
 * <p><b>Assumes</b> parallel trends of an area's adopters and the not yet treated elsewhere.
 * <b>What moves all units of one area</b> alike is part of its effect here and in no error: between
 * areas it is part of τ² of {@link fi.lape.estimators.pooling.AreaPooling}. <b>Units:</b> the
 * outcome's. <b>Cost:</b> O(areas × cells × periods²); deterministic.
 */
public final class AreaEffects {
  /** The method's word in plans and results. */
  public static final String METHOD = "area-effects";

  /** The estimand. */
  public static final String EFFECT = "att-area";

  private final int anticipation;
  private final int fewest;

  /**
   * @param anticipation periods before adoption that count as treated, 0 or more
   * @param fewest adopters an area needs, 2 or more: fewer do not show how much units differ
   * @throws fi.lape.estimators.error.EvaluationException {@code SETTING_OUT_OF_RANGE}
   */
  public AreaEffects(int anticipation, int fewest) {
    if (anticipation < 0) {
      throw EvaluationErrors.settingOutOfRange("anticipation", anticipation, "0 or more");
    }
    if (fewest < 2) {
      throw EvaluationErrors.settingOutOfRange("fewest_adopters", fewest, "2 or more");
    }
    this.anticipation = anticipation;
    this.fewest = fewest;
  }

  /** Returns the key of every area's effect. */
  public static EffectKey key() {
    return EffectKey.of(EFFECT);
  }

  /** Estimates every area's effect, or refuses it by name. */
  public AreaFit fit(PanelMoments moments) {
    PanelMoments cells = moments.cellsAsCohorts();
    List<AreaEffect> effects = new ArrayList<>();
    TreeMap<String, Reason> refused = new TreeMap<>();
    for (String area : moments.clusters()) {
      AreaContrast contrast = new AreaContrast(moments, cells, area, anticipation);
      if (contrast.adopters() == 0) {
        refused.put(area, Reason.NO_TREATED_UNITS);
      } else if (contrast.isEmpty()) {
        refused.put(area, Reason.NO_CONTROL_UNITS);
      } else if (contrast.adopters() < fewest) {
        refused.put(area, Reason.GROUP_TOO_SMALL);
      } else {
        effects.add(contrast.effect());
      }
    }
    return new AreaFit(effects, refused);
  }
}
