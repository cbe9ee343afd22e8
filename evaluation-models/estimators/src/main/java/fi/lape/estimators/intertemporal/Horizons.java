package fi.lape.estimators.intertemporal;

import static fi.lape.estimators.intertemporal.IntertemporalOption.SAME_SWITCHERS;
import static fi.lape.estimators.intertemporal.IntertemporalOption.SAME_SWITCHERS_PL;
import static fi.lape.estimators.intertemporal.IntertemporalOption.TRENDS_LIN;

import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Reason;
import fi.lape.estimators.intertemporal.Horizon.Per;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All numbers of a panel, in their order. */
final class Horizons {
  private final Panel panel;
  private final IntertemporalSettings settings;
  private final Histories histories;
  private final Optional<Comparison> comparison;
  private final int effects; // that can be had
  private final int placebos;

  Horizons(Panel panel, IntertemporalSettings settings) {
    this.panel = panel;
    this.settings = settings;
    histories = new Histories(panel, settings);
    comparison = Outcomes.of(histories, settings).map(y -> new Comparison(histories, y, settings));
    int mostEffects = 0;
    int mostPlacebos = 0;
    int start = settings.has(TRENDS_LIN) ? 2 : 1;
    for (int i = 0; i < histories.units(); i++) {
      if (histories.isUsed(i)
          && histories.direction(i) != 0
          && settings.switchers().contains(histories.direction(i))) {
        mostEffects = Math.max(mostEffects, histories.effects(i));
        int mine = Math.min(histories.effects(i), histories.first(i) - start);
        mostPlacebos = Math.max(mostPlacebos, mine);
      }
    }
    effects = Math.min(mostEffects, settings.effects().orElse(Integer.MAX_VALUE));
    placebos =
        Math.min(Math.min(mostPlacebos, effects), settings.placebos().orElse(Integer.MAX_VALUE));
  }

  List<Horizon> all() {
    List<Horizon> all = new ArrayList<>();
    Sums total = new Sums(panel.size(), panel.periods().length);
    for (int l = 1; l <= Math.max(1, settings.effects().orElse(effects)); l++) {
      Sums sums = sums(l, false);
      total.add(sums);
      add(all, l, false, sums);
    }
    for (int l = 1; l <= settings.placebos().orElse(placebos); l++) {
      add(all, l, true, sums(l, true));
    }
    if (!settings.has(TRENDS_LIN)) {
      Optional<Reason> reason = singular();
      if (reason.isEmpty() && total.switchers == 0) {
        reason = Optional.of(Reason.NO_ESTIMABLE_CELL);
      }
      EffectKey key = EffectKey.of(IntertemporalEffects.TOTAL);
      all.add(new Horizon(key, panel, total, Per.DOSE_NOW, reason));
    }
    return all;
  }

  private void add(List<Horizon> all, int l, boolean placebo, Sums sums) {
    Optional<Reason> reason = sums.switchers > 0 ? Optional.empty() : whyNot(l, placebo);
    EffectKey key = placebo ? IntertemporalEffects.placebo(l) : IntertemporalEffects.effect(l);
    String normalized =
        placebo ? IntertemporalEffects.PLACEBO_NORMALIZED : IntertemporalEffects.NORMALIZED;
    all.add(new Horizon(key, panel, sums, Per.SWITCHER, reason));
    all.add(
        new Horizon(
            EffectKey.ofEventTime(normalized, key.eventTime().orElseThrow()),
            panel,
            sums,
            Per.DOSE,
            reason));
  }

  private Sums sums(int l, boolean placebo) {
    if (comparison.isEmpty() || l > (placebo ? placebos : effects)) {
      return new Sums(panel.size(), panel.periods().length);
    }
    if (!settings.has(TRENDS_LIN)) {
      Demand demand =
          new Demand(
              settings.has(SAME_SWITCHERS) ? effects : 0,
              settings.has(SAME_SWITCHERS_PL) ? placebos : 0);
      return comparison.get().sums(l, placebo, demand);
    }
    // With outcomes in changes, the effect on the outcome itself is the sum of those up to ℓ,
    // of the same switchers.
    Demand demand = new Demand(l, placebo ? l : 0);
    Sums sums = comparison.get().sums(l, placebo, demand);
    for (int q = 1; q < l; q++) {
      sums.addEffect(comparison.get().sums(q, placebo, demand));
    }
    return sums;
  }

  private Optional<Reason> singular() {
    return comparison.isEmpty() ? Optional.of(Reason.SINGULAR_DESIGN) : Optional.empty();
  }

  /** Says whether a number lacks switchers, or only somebody to compare them with. */
  private Optional<Reason> whyNot(int l, boolean placebo) {
    if (comparison.isEmpty()) {
      return singular();
    }
    for (int i = 0; i < panel.size(); i++) {
      if (settings.switchers().contains(histories.changed(i))
          && histories.changed(i) != 0
          && isObserved(i, histories.firstChange(i) - 1, l, placebo)) {
        return Optional.of(Reason.NO_CONTROL_UNITS);
      }
    }
    return Optional.of(Reason.NO_TREATED_UNITS);
  }

  private boolean isObserved(int i, int before, int l, boolean placebo) {
    int other = placebo ? before - l : before + l;
    return other >= 0
        && other < panel.periods().length
        && panel.observed(i, before)
        && panel.observed(i, other);
  }
}
