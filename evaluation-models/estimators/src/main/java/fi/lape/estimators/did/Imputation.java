package fi.lape.estimators.did;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.error.EvaluationErrors;
import fi.lape.estimators.estimate.Estimator;
import fi.lape.estimators.estimate.Fit;
import fi.lape.estimators.estimate.ImputesUntreated;
import fi.lape.estimators.estimate.UntreatedTrend;
import fi.lape.estimators.moments.PanelMoments;
import fi.lape.estimators.panel.Panel;

/**
 * Effects against imputed outcomes: unit and period effects and covariates are estimated from
 * untreated observations only, and what treated outcomes exceed them by is averaged.
 *
 * <pre>
 *   Y_it = α_i + λ_t + x_it'γ + ε_it   on untreated observations,
 *   τ_it = Y_it − α_i − λ_t − x_it'γ,  θ = Σ v_it τ_it,
 *   ψ_i  = n · ( Σ_treated v_it (τ_it − τ̃_it) + Σ_untreated v_it ε̂_it ),
 * </pre>
 *
 * <p>where v_it of an untreated observation is the weight its outcome has in θ, and τ̃ is chosen by
 * {@link ImputationSettings.Variance}. With the default, the mean effect of the cohort and period,
 * ψ is not the derivative of θ in the unit's weight: it leaves out that effects differ between
 * cohorts and periods, and holds v fixed.
 *
 * <p>Cohorts treated from the first period on, and periods in which nobody is untreated, have no
 * effects and say so; averages are those of the other cells.
 *
 * <p><b>Assumes</b> parallel trends in every period, no reaction earlier than {@code anticipation}
 * periods before adoption. <b>Units:</b> effects in the outcome's unit, ψ per unit of the panel.
 * <b>Cost:</b> O(rows × columns²) an average; deterministic.
 *
 * @see <a href="https://doi.org/10.1093/restud/rdae007">Borusyak, Jaravel and Spiess (2024),
 *     sections 4.2 and 4.3</a>
 */
public final class Imputation implements Estimator, ImputesUntreated {
  /** The method's word in plans and results. */
  public static final String METHOD = "imputation";

  /** The estimand of a coefficient before adoption. */
  public static final String PRETREND = "pretrend";

  private final ImputationSettings settings;

  public Imputation(ImputationSettings settings) {
    this.settings = requireNonNull(settings, "settings is null");
  }

  @Override
  public String method() {
    return METHOD;
  }

  /**
   * {@inheritDoc}
   *
   * @throws fi.lape.estimators.error.EvaluationException if the variance leaves units out
   */
  @Override
  public Fit fit(PanelMoments moments) {
    if (settings.variance() == ImputationSettings.Variance.LEAVE_OUT) {
      throw EvaluationErrors.settingOutOfRange(
          "variance", "leave-out", "conservative or sandwich where units are not seen one by one");
    }
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
    boolean byUnit = settings.variance() == ImputationSettings.Variance.LEAVE_OUT;
    boolean reducible = panel.isBalanced() && panel.covariateNames().isEmpty() && !byUnit;
    return reducible ? fit(PanelMoments.of(panel)) : fit(RegressionData.of(panel));
  }

  Fit fit(RegressionData data) {
    return new ImputedEffects(settings, data, false).fit();
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
