package fi.lape.estimators.did;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.error.PanelErrors;
import fi.lape.estimators.estimate.Estimator;
import fi.lape.estimators.estimate.Fit;
import fi.lape.estimators.moments.PanelMoments;
import fi.lape.estimators.panel.Panel;

/**
 * Extended two-way fixed effects, linear: a coefficient for every treated cohort and period, with
 * covariates in every cell of the design.
 *
 * <pre>
 *   Y_it = α_i + λ_t + Σ_s 1{s = t} x_i'κ_s + Σ_{g ≤ t} 1{G_i = g} 1{s = t} (δ_gt + ẋ_i'ξ_gt) + ε_it,
 *   ẋ_i  = x_i − x̄_g,
 * </pre>
 *
 * <p>so that δ_gt is the effect at the mean covariates of the cohort. With {@link
 * Controls#NEVER_TREATED} the sum runs over all periods but the last before adoption; with {@link
 * AbsorbedEffects#COHORT} the regression has cohort effects, x and x by cohort instead of α_i.
 *
 * <p><b>Assumes</b> parallel trends given x, no reaction earlier than {@code anticipation} periods
 * before adoption, and covariates that do not change. <b>Units:</b> effects in the outcome's unit.
 * <b>Cost:</b> O(rows × columns²); deterministic.
 *
 * @see <a href="https://doi.org/10.2139/ssrn.3906345">Wooldridge (2021), equations 6.33 and
 *     6.45</a>
 */
public final class Etwfe implements Estimator {
  /** The method's word in plans and results. */
  public static final String METHOD = "etwfe";

  private final CohortRegressionSettings settings;

  public Etwfe(CohortRegressionSettings settings) {
    this.settings = requireNonNull(settings, "settings is null");
  }

  @Override
  public String method() {
    return METHOD;
  }

  @Override
  public Fit fit(PanelMoments moments) {
    return fit(RegressionData.of(moments));
  }

  /**
   * {@inheritDoc}
   *
   * @throws fi.lape.estimators.error.EvaluationException if a covariate changes over time
   */
  @Override
  public Fit fit(Panel panel) {
    requireConstantCovariates(panel);
    boolean reducible = panel.isBalanced() && panel.covariateNames().isEmpty();
    return reducible ? fit(PanelMoments.of(panel)) : fit(RegressionData.of(panel));
  }

  private static void requireConstantCovariates(Panel panel) {
    for (int j = 0; j < panel.covariateNames().size(); j++) {
      long units = 0;
      String first = "";
      for (int i = 0; i < panel.size(); i++) {
        if (changes(panel, i, j)) {
          first = units == 0 ? panel.id(i) : first;
          units++;
        }
      }
      if (units > 0) {
        throw PanelErrors.unitNotConstant(panel.covariateNames().get(j), units, first);
      }
    }
  }

  private static boolean changes(Panel panel, int i, int j) {
    int seen = -1;
    for (int t = 0; t < panel.periods().length; t++) {
      if (panel.observed(i, t)) {
        if (seen >= 0 && panel.covariate(i, t, j) != panel.covariate(i, seen, j)) {
          return true;
        }
        seen = t;
      }
    }
    return false;
  }

  Fit fit(RegressionData data) {
    return new CohortRegression(settings, data, true).fit();
  }
}
