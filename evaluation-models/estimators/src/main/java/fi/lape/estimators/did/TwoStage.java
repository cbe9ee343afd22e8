package fi.lape.estimators.did;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.estimate.Estimator;
import fi.lape.estimators.estimate.Fit;
import fi.lape.estimators.estimate.ImputesUntreated;
import fi.lape.estimators.estimate.UntreatedTrend;
import fi.lape.estimators.moments.PanelMoments;
import fi.lape.estimators.panel.Panel;

/**
 * Two-stage differences in differences: the same effects as {@link Imputation}, with the errors of
 * the two regressions taken as one.
 *
 * <pre>
 *   stage 1  Y_it = α_i + λ_t + x_it'γ + ε_it   on untreated observations,
 *   stage 2  Y_it − α̂_i − λ̂_t − x_it'γ̂ = Σ_j θ_j D_jit + u_it,
 *   ψ_i      = n · w_i · ( Σ_t D_jit û_it − (ΣwDz̈)'(Σ_untreated w z̃z̃')⁻¹ Σ_untreated z̃_it ε̂_it ) / ΣwD_j,
 * </pre>
 *
 * <p>where D_j are the observations averaged, z period dummies and x, z̃ less the unit's untreated
 * mean and z̈ likewise on all observations. ψ is the derivative of θ in the unit's weight. Event
 * times before adoption are means of first-stage residuals: they are not free of the first stage
 * and too close to 0; {@code pretrends} asks the better question.
 *
 * <p><b>Assumes</b> what {@link Imputation} does. <b>Units:</b> effects in the outcome's unit.
 * <b>Cost:</b> O(rows × columns²) an average; deterministic.
 *
 * @see <a href="https://arxiv.org/abs/2207.05943">Gardner (2022), section 4</a>
 */
public final class TwoStage implements Estimator, ImputesUntreated {
  /** The method's word in plans and results. */
  public static final String METHOD = "two-stage";

  private final ImputationSettings settings;

  /** The variance in the settings is that of the method, whatever they say. */
  public TwoStage(ImputationSettings settings) {
    this.settings =
        requireNonNull(settings, "settings is null")
            .withVariance(ImputationSettings.Variance.SANDWICH);
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
   * @throws fi.lape.estimators.error.EvaluationException if treated units cannot be imputed and are
   *     not to be left out
   */
  @Override
  public Fit fit(Panel panel) {
    boolean reducible = panel.isBalanced() && panel.covariateNames().isEmpty();
    return reducible ? fit(PanelMoments.of(panel)) : fit(RegressionData.of(panel));
  }

  Fit fit(RegressionData data) {
    return new ImputedEffects(settings, data, true).fit();
  }

  @Override
  public UntreatedTrend untreated(PanelMoments moments) {
    return ImputedCells.trend(settings, RegressionData.of(moments));
  }

  @Override
  public UntreatedTrend untreated(Panel panel) {
    return ImputedCells.trend(settings, RegressionData.of(panel));
  }
}
