package fi.lape.estimators.counts;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.did.AbsorbedEffects;
import fi.lape.estimators.did.CellAverage;
import fi.lape.estimators.did.RegressionData;
import fi.lape.estimators.estimate.Effect;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Fit;
import fi.lape.estimators.estimate.NotEstimable;
import fi.lape.estimators.estimate.PanelEstimator;
import fi.lape.estimators.estimate.Reason;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Two-way fixed effects for counts: a Poisson regression with exposure, unit and period effects and
 * one coefficient on the treatment, E[Y_it] = E_it exp(α_i + λ_t + θ 1{G_i ≤ t}).
 *
 * <p><b>Assumes</b> that without treatment rates would have changed by the same factor everywhere,
 * and that treatment multiplies them by the same factor in every cohort and period; otherwise
 * earlier adopters serve as controls and {@link EtwfePoisson} answers. <b>Cost:</b> O(rows ×
 * periods²) a Newton step; deterministic.
 *
 * @see <a href="https://doi.org/10.1016/S0304-4076(98)00033-5">Wooldridge (1999)</a>
 */
public final class PoissonTwoWay implements PanelEstimator {
  /** The method's word in plans and results. */
  public static final String METHOD = "poisson-twfe";

  /** The estimand, before the word of its scale. */
  public static final String ESTIMAND = "twfe";

  private static final EffectKey KEY = EffectKey.of(ESTIMAND);

  private final CountSettings settings;

  /**
   * @param settings of which shares and scales are looked at
   */
  public PoissonTwoWay(CountSettings settings) {
    this.settings = requireNonNull(settings, "settings is null");
  }

  @Override
  public String method() {
    return METHOD;
  }

  /**
   * {@inheritDoc}
   *
   * @throws fi.lape.estimators.error.EvaluationException {@code EXPOSURE_NOT_GIVEN}, {@code
   *     COUNT_NEGATIVE}, {@code COVARIATES_NOT_USED}
   */
  @Override
  public Fit fit(Panel panel) {
    return analyse(panel).fit();
  }

  /**
   * Returns the fit with the regression behind it.
   *
   * @throws fi.lape.estimators.error.EvaluationException as {@link #fit}
   */
  public CountFit analyse(Panel panel) {
    RegressionData data = RegressionData.of(panel);
    boolean[][] observed = data.observed();
    int[][] cellOf = new int[panel.size()][panel.periods().length];
    boolean treated = false;
    for (int i = 0; i < cellOf.length; i++) {
      for (int t = 0; t < cellOf[i].length; t++) {
        boolean isTreated = panel.cohort(i) != Panel.NEVER && panel.cohort(i) <= panel.periods()[t];
        cellOf[i][t] = isTreated ? 0 : CountRows.NO_CELL;
        treated |= isTreated && observed[i][t];
      }
    }
    CountRows rows = new CountRows(METHOD, panel, observed, cellOf, 1, AbsorbedEffects.UNIT);
    if (!treated) {
      return new CountFit(refused(Reason.NO_TREATED_UNITS), Optional.empty(), Map.of());
    }
    SeparatedPoisson separated = new SeparatedPoisson(rows);
    if (separated.poisson().isEmpty()) {
      return new CountFit(refused(Reason.NO_EVENTS), Optional.empty(), Map.of());
    }
    ConcentratedPoisson poisson = separated.poisson().get();
    CountModels model = new CountModels(panel, separated, poisson, AbsorbedEffects.UNIT);
    CountEffects effects =
        new CountEffects(data, panel, separated, poisson, model, settings.shares());
    Optional<Reason> refusal = effects.refusal(0);
    Fit fit =
        refusal.isPresent()
            ? refused(
                refusal.get() == Reason.COLLINEAR
                    ? Reason.NO_VARIATION_IN_TREATMENT
                    : refusal.get())
            : estimated(effects, data.adopters());
    return new CountFit(fit, Optional.of(model.model(List.of("treated"))), effects.errors());
  }

  private Fit estimated(CountEffects effects, Set<Integer> cohorts) {
    CellAverage treated =
        new CellAverage(KEY, List.of(new CellAverage.Group(0, 1, List.of(0))), false);
    List<Effect> all = new ArrayList<>();
    for (CountScale scale : settings.scales()) {
      all.add(effects.effect(treated, scale, cohorts, List.of(0), new TreeMap<>()));
    }
    return new Fit(all);
  }

  private Fit refused(Reason reason) {
    List<Effect> all = new ArrayList<>();
    for (CountScale scale : settings.scales()) {
      all.add(new NotEstimable(scale.key(KEY), reason));
    }
    return new Fit(all);
  }
}
