package fi.lape.estimators.did;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.estimate.Estimator;
import fi.lape.estimators.estimate.Fit;
import fi.lape.estimators.moments.PanelMoments;
import fi.lape.estimators.panel.Panel;

/**
 * Interaction-weighted event study: a coefficient for every cohort and period but the last before
 * adoption, against the never treated, and averages of them by event time.
 *
 * <pre>
 *   Y_it = α_i + λ_t + x_it'γ + Σ_g Σ_{t ≠ b(g)} δ_gt 1{G_i = g} 1{s = t} + ε_it,
 *   θ_e  = Σ_g p_ge δ_{g,g+e},   p_ge the share of cohort g in the weight observed at e.
 * </pre>
 *
 * <p>Cohorts treated from the first period on are left out and named. Where nobody is never
 * treated, the last cohort is a comparison only and periods from its adoption on are not used.
 *
 * <p><b>Assumes</b> parallel trends with the never treated and no reaction earlier than {@code
 * anticipation} periods before adoption. <b>Units:</b> effects in the outcome's unit. <b>Cost:</b>
 * O(rows × (cohorts × periods)²) with rows clusters × cohorts × periods on moments; deterministic.
 *
 * @see <a href="https://doi.org/10.1016/j.jeconom.2020.09.006">Sun and Abraham (2021), section
 *     4</a>
 */
public final class SunAbraham implements Estimator {
  /** The method's word in plans and results. */
  public static final String METHOD = "sun-abraham";

  private final CohortRegressionSettings settings;

  /** Controls and effects in the settings are those of the method, whatever they say. */
  public SunAbraham(CohortRegressionSettings settings) {
    this.settings =
        requireNonNull(settings, "settings is null")
            .withControls(Controls.NEVER_TREATED)
            .withEffects(AbsorbedEffects.UNIT);
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
    boolean reducible = panel.isBalanced() && panel.covariateNames().isEmpty();
    return reducible ? fit(PanelMoments.of(panel)) : fit(RegressionData.of(panel));
  }

  Fit fit(RegressionData data) {
    return new CohortRegression(settings, data, false).fit();
  }
}
