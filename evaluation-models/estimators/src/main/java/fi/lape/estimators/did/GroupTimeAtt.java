package fi.lape.estimators.did;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.did.covariates.Estimation;
import fi.lape.estimators.did.passes.ComparedPanel;
import fi.lape.estimators.did.passes.PassedPanel;
import fi.lape.estimators.did.passes.UnitPasses;
import fi.lape.estimators.error.EvaluationException;
import fi.lape.estimators.error.PanelErrors;
import fi.lape.estimators.estimate.Effect;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.Estimator;
import fi.lape.estimators.estimate.Fit;
import fi.lape.estimators.moments.PanelMoments;
import fi.lape.estimators.panel.Panel;
import fi.lape.estimators.settings.SettingWords;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Group-time average treatment effects under staggered adoption.
 *
 * <p>For cohort g, period t and base period b,
 *
 * <pre>
 *   ATT(g,t) = E[Y_t − Y_b | G = g] − E[Y_t − Y_b | C],
 *   ψ_i      = n · ( w_i 1{G_i=g}/W_g (ΔY_i − ATT_g)  −  w_i 1{C_i}/W_C (ΔY_i − ATT_C) ),
 * </pre>
 *
 * <p>where E and W are weighted by the panel's weights and C is chosen by {@link Controls}. The
 * base is the last period before g − anticipation; with {@link BasePeriod#VARYING} a period before
 * g − anticipation is compared with the one before it. Averages over cells weigh cohorts by their
 * share of the weight; ψ includes that the shares are estimated.
 *
 * <p>A cohort adopting after the last period (and its anticipation) counts as never treated. Where
 * nobody is never treated, the last cohort is a comparison only, and periods from its adoption
 * (less anticipation) on have no controls.
 *
 * <p>That is without covariates. With covariates, or on a panel with holes, units are looked at:
 * {@link Estimation} says how covariates are adjusted for, {@link Unbalanced} what is done about
 * holes, and ψ is known unit by unit.
 *
 * <p><b>Assumes</b> parallel trends of g and C, and no reaction earlier than {@code anticipation}
 * periods before adoption. <b>Units:</b> effects in the outcome's unit, ψ per unit of the panel.
 * <b>Cost:</b> O(cohorts² × periods + clusters × cohorts × periods), whatever the number of units,
 * and O(units × covariates²) a cell where units are looked at; nothing is resampled, so a fit is
 * deterministic.
 *
 * @see <a href="https://doi.org/10.1016/j.jeconom.2020.12.001">Callaway and Sant'Anna (2021),
 *     Theorem 1</a>
 */
public final class GroupTimeAtt implements Estimator {
  /** The method's word in plans and results. */
  public static final String METHOD = "group-time-att";

  /** Estimand of one cohort in one period. */
  public static final String CELL = "att-gt";

  private final GroupTimeSettings settings;

  public GroupTimeAtt(GroupTimeSettings settings) {
    this.settings = requireNonNull(settings, "settings is null");
  }

  @Override
  public String method() {
    return METHOD;
  }

  @Override
  public Fit fit(PanelMoments moments) {
    CohortMeans means = new CohortMeans(moments);
    List<GroupTimeCell<PooledContrast>> cells = cells(means);
    return fit(cells, aggregates(settings, means, cells));
  }

  /** {@inheritDoc} The overall effect comes without errors of cells, which cost most of a fit. */
  @Override
  public Optional<Effect> effect(PanelMoments moments, EffectKey key) {
    if (!key.equals(GroupTimeAggregates.SIMPLE)
        || !settings.aggregations().contains(Aggregation.SIMPLE)) {
      return Estimator.super.effect(moments, key);
    }
    CohortMeans means = new CohortMeans(moments);
    GroupTimeSettings simple = settings.withAggregations(Set.of(Aggregation.SIMPLE));
    return aggregates(simple, means, cells(means)).effects().stream().findFirst();
  }

  private List<GroupTimeCell<PooledContrast>> cells(CohortMeans means) {
    List<GroupTimeCell<PooledContrast>> cells = new ArrayList<>();
    for (Comparison comparison :
        new Comparisons(settings, means.moments().periods(), means.cohorts()).all()) {
      cells.add(cell(means, comparison));
    }
    return cells;
  }

  private static GroupTimeAggregates<PooledContrast> aggregates(
      GroupTimeSettings settings, CohortMeans means, List<GroupTimeCell<PooledContrast>> cells) {
    int first = means.periodCount() == 0 ? 0 : means.period(0);
    return new GroupTimeAggregates<>(
        settings, first, means::weight, () -> new PooledContrast(means), cells);
  }

  /**
   * {@inheritDoc}
   *
   * @throws EvaluationException {@code PANEL_NOT_BALANCED} if there are holes and the settings do
   *     not say what to do; {@code PANEL_EMPTY} if only complete units are wanted and there are
   *     none
   */
  @Override
  public Fit fit(Panel panel) {
    BitSet complete = new BitSet();
    for (int i = 0; i < panel.size(); i++) {
      complete.set(i, panel.cells(i) == panel.periods().length);
    }
    int leftOut = panel.size() - complete.cardinality();
    boolean covariates = !panel.covariateNames().isEmpty();
    if (leftOut == 0) {
      return covariates
          ? new UnitGroupTime(settings, panel, complete, true).fit()
          : fit(PanelMoments.of(panel));
    }
    return switch (settings.unbalanced()) {
      case REFUSE -> throw refused(panel);
      case REPEATED_CROSS_SECTIONS -> {
        BitSet everybody = new BitSet();
        everybody.set(0, panel.size());
        yield new UnitGroupTime(settings, panel, everybody, false).fit();
      }
      case COMPLETE_UNITS ->
          withLeftOut(
              covariates
                  ? new UnitGroupTime(settings, panel, complete, true).fit()
                  : fit(PanelMoments.of(panel.units(complete.stream().toArray()))),
              leftOut);
    };
  }

  /**
   * Estimates with covariates from units that stay where they are: a pass for the cohorts, one a
   * Newton step for the logits of all comparisons, one for what they weigh and one for the
   * influence. The numbers are those of {@link #fit(Panel)}, up to rounding.
   *
   * @param units complete in every period
   * @throws IllegalArgumentException if units were left out and the settings do not say so
   */
  public Fit fit(UnitPasses units) {
    if (units.unitsLeftOut() > 0 && settings.unbalanced() != Unbalanced.COMPLETE_UNITS) {
      throw new IllegalArgumentException("units were left out that the settings do not leave out");
    }
    Fit fit = new PassedGroupTime(settings, PassedPanel.of(units)).fit();
    return units.unitsLeftOut() == 0 ? fit : withLeftOut(fit, units.unitsLeftOut());
  }

  /**
   * Estimates from cohorts that are compared elsewhere; how they are is no matter of this method.
   *
   * @param panel of complete units
   */
  public Fit fit(ComparedPanel panel) {
    return new PassedGroupTime(settings, panel).fit();
  }

  /** Returns what is done about holes. */
  public Unbalanced unbalanced() {
    return settings.unbalanced();
  }

  private static Fit withLeftOut(Fit fit, long leftOut) {
    List<Effect> effects = new ArrayList<>();
    for (Effect effect : fit.effects()) {
      effects.add(
          effect instanceof Estimated e
              ? new Estimated(
                  e.key(),
                  e.estimate(),
                  e.influence(),
                  e.regression(),
                  e.contrast(),
                  e.sample().withUnitsLeftOut(leftOut))
              : effect);
    }
    return new Fit(effects);
  }

  private static EvaluationException refused(Panel panel) {
    long holes = 0;
    String unit = "";
    int period = 0;
    for (int i = 0; i < panel.size(); i++) {
      for (int t = 0; t < panel.periods().length; t++) {
        if (!panel.observed(i, t)) {
          unit = holes == 0 ? panel.id(i) : unit;
          period = holes == 0 ? panel.periods()[t] : period;
          holes++;
        }
      }
    }
    return holesRefused(holes, unit, period);
  }

  /** Says that there are holes and that what is done about them must be said. */
  public static EvaluationException holesRefused(long holes, String unit, int period) {
    return PanelErrors.panelHasHoles(
        holes,
        unit,
        period,
        "unbalanced",
        List.of(
            SettingWords.asWord(Unbalanced.COMPLETE_UNITS),
            SettingWords.asWord(Unbalanced.REPEATED_CROSS_SECTIONS)));
  }

  static <S extends EffectSum<S>> Fit fit(
      List<GroupTimeCell<S>> cells, GroupTimeAggregates<S> aggregates) {
    List<Effect> effects = new ArrayList<>();
    for (GroupTimeCell<S> cell : cells) {
      effects.add(cell.effect());
    }
    effects.addAll(aggregates.effects());
    return new Fit(effects);
  }

  private static GroupTimeCell<PooledContrast> cell(CohortMeans means, Comparison comparison) {
    boolean reference = comparison.isReference();
    if (comparison.reason().isPresent() && !reference) {
      return GroupTimeCell.refused(comparison, comparison.reason().get());
    }
    int g = comparison.cohort();
    int b = comparison.baseIndex();
    PooledContrast contrast = new PooledContrast(means);
    if (!reference) {
      NavigableSet<Integer> treated = new TreeSet<>(List.of(g));
      contrast.add(treated, comparison.periodIndex(), 1);
      contrast.add(treated, b, -1);
      contrast.add(comparison.controls(), comparison.periodIndex(), -1);
      contrast.add(comparison.controls(), b, 1);
    }
    return GroupTimeCell.of(comparison, contrast, means.mean(g)[b]);
  }
}
