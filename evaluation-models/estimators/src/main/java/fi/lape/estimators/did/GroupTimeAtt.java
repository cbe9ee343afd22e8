package fi.lape.estimators.did;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.estimate.Effect;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimator;
import fi.lape.estimators.estimate.Fit;
import fi.lape.estimators.estimate.NotEstimable;
import fi.lape.estimators.estimate.Reason;
import fi.lape.estimators.moments.PanelMoments;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Group-time average treatment effects under staggered adoption, without covariates.
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
 * <p><b>Assumes</b> parallel trends of g and C, and no reaction earlier than {@code anticipation}
 * periods before adoption. <b>Units:</b> effects in the outcome's unit, ψ per unit of the panel.
 * <b>Cost:</b> O(cohorts² × periods + clusters × cohorts × periods), whatever the number of units;
 * nothing is resampled, so a fit is deterministic.
 *
 * @see <a href="https://doi.org/10.1016/j.jeconom.2020.12.001">Callaway and Sant'Anna (2021),
 *     Theorem 1 without covariates</a>
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
    List<GroupTimeCell> cells = cells(means);
    List<Effect> effects = new ArrayList<>();
    for (GroupTimeCell cell : cells) {
      effects.add(effect(means, cell));
    }
    effects.addAll(new GroupTimeAggregates(settings, means, cells).effects());
    return new Fit(effects);
  }

  private static Effect effect(CohortMeans means, GroupTimeCell cell) {
    EffectKey key = EffectKey.cell(CELL, cell.cohort(), cell.period());
    if (cell.reason().isPresent()) {
      return new NotEstimable(key, cell.reason().get());
    }
    NavigableSet<Integer> treated = new TreeSet<>(List.of(cell.cohort()));
    OptionalDouble baseline = OptionalDouble.of(means.mean(cell.cohort())[cell.baseIndex()]);
    return cell.contrast().orElseThrow().estimated(key, new TreeMap<>(), treated, baseline);
  }

  private List<GroupTimeCell> cells(CohortMeans means) {
    List<GroupTimeCell> cells = new ArrayList<>();
    int periods = means.periodCount();
    if (periods == 0) {
      return cells;
    }
    int last = means.period(periods - 1);
    boolean anyNever = false;
    List<Integer> treated = new ArrayList<>();
    for (int g : means.cohorts()) {
      if (isNever(g, last)) {
        anyNever = true;
      } else {
        treated.add(g);
      }
    }
    int comparisonOnly = anyNever || treated.isEmpty() ? Panel.NEVER : Collections.max(treated);
    for (int g : treated) {
      for (int t = 0; t < periods; t++) {
        cells.add(cell(means, g, t, last, comparisonOnly));
      }
    }
    return cells;
  }

  private boolean isNever(int cohort, int lastPeriod) {
    return cohort == Panel.NEVER || cohort - settings.anticipation() > lastPeriod;
  }

  private GroupTimeCell cell(CohortMeans means, int g, int t, int lastPeriod, int comparisonOnly) {
    int period = means.period(t);
    if (g <= means.period(0)) {
      return GroupTimeCell.refused(g, period, Reason.ALWAYS_TREATED);
    }
    if (g == comparisonOnly && settings.controls() == Controls.NOT_YET_TREATED) {
      return GroupTimeCell.refused(g, period, Reason.ONLY_A_COMPARISON);
    }
    int b = base(means, g, t);
    if (b < 0) {
      return GroupTimeCell.refused(g, period, Reason.NO_BASE_PERIOD);
    }
    if (b == t) {
      return GroupTimeCell.reference(g, period, b, new PooledContrast(means));
    }
    int later = Math.max(period, means.period(b));
    NavigableSet<Integer> controls = new TreeSet<>();
    for (int c : means.cohorts()) {
      if (isControl(c, g, later, lastPeriod)) {
        controls.add(c);
      }
    }
    // Where nobody is never treated the last cohort's own window closes every comparison: earlier
    // cohorts would otherwise be compared in periods in which the design has no untreated units.
    boolean closed =
        comparisonOnly != Panel.NEVER && comparisonOnly - settings.anticipation() <= later;
    if (controls.isEmpty() || closed) {
      return GroupTimeCell.refused(g, period, Reason.NO_CONTROL_UNITS);
    }
    NavigableSet<Integer> treated = new TreeSet<>(List.of(g));
    PooledContrast contrast = new PooledContrast(means);
    contrast.add(treated, t, 1);
    contrast.add(treated, b, -1);
    contrast.add(controls, t, -1);
    contrast.add(controls, b, 1);
    return GroupTimeCell.of(g, period, b, contrast);
  }

  /** Returns the index of the base period of cell (g, t), or -1 if there is none. */
  private int base(CohortMeans means, int g, int t) {
    int adopted = g - settings.anticipation();
    if (settings.base() == BasePeriod.VARYING && means.period(t) < adopted) {
      return t - 1;
    }
    int b = -1;
    for (int s = 0; s < means.periodCount() && means.period(s) < adopted; s++) {
      b = s;
    }
    return b;
  }

  private boolean isControl(int cohort, int g, int later, int lastPeriod) {
    return switch (settings.controls()) {
      case NEVER_TREATED -> isNever(cohort, lastPeriod);
      case NOT_YET_TREATED ->
          isNever(cohort, lastPeriod) || (cohort != g && cohort - settings.anticipation() > later);
    };
  }
}
