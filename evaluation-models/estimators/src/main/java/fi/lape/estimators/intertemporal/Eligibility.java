package fi.lape.estimators.intertemporal;

/** Which units can stand in a comparison. */
final class Eligibility {
  private final Histories histories;
  private final Outcomes outcomes;
  private final boolean onlyNever;
  private final boolean ownTrends;

  Eligibility(Histories histories, Outcomes outcomes, IntertemporalSettings settings) {
    this.histories = histories;
    this.outcomes = outcomes;
    onlyNever = settings.onlyNeverSwitchers();
    ownTrends = settings.has(IntertemporalOption.TRENDS_LIN);
  }

  /** Returns whether a unit is compared with for the effect or placebo ℓ of a switch at t+1−ℓ. */
  boolean isControl(int i, int t, int l, boolean placebo) {
    return hasNotSwitched(i, t)
        && outcomes.has(i, t - l, t)
        && (!placebo || outcomes.has(i, t - 2 * l, t - l));
  }

  private boolean hasNotSwitched(int i, int t) {
    return histories.first(i) > t && (!onlyNever || histories.neverSwitches(i));
  }

  /** Returns whether the effect (and the placebo) ℓ of a switcher can be had, and the rest is. */
  boolean isSwitcher(int i, int l, boolean placebo, Demand demand) {
    return l <= histories.effects(i)
        && hasOutcomes(i, l, placebo)
        && (demand.effects() == 0 || hasEffects(i, demand.effects()))
        && (!placebo || demand.placebos() == 0 || hasPlacebos(i, demand.placebos()));
  }

  /**
   * Returns whether a switcher has the outcomes of an effect or placebo, with or without controls.
   */
  boolean hasOutcomes(int i, int l, boolean placebo) {
    int before = histories.first(i) - 1;
    return outcomes.has(i, before, before + l) && (!placebo || outcomes.has(i, before - l, before));
  }

  private boolean hasEffects(int i, int effects) {
    boolean all = effects <= histories.effects(i);
    for (int q = 1; q <= effects && all; q++) {
      all = hasOutcomes(i, q, false) && hasControl(i, q, false);
    }
    return all;
  }

  private boolean hasPlacebos(int i, int placebos) {
    int before = histories.first(i) - 1;
    for (int q = 1; q <= placebos; q++) {
      if (!outcomes.has(i, before - q, before)
          || !hasEarlyControl(i, before - q, before)
          || (ownTrends && !hasControl(i, q, true))) {
        return false;
      }
    }
    return true;
  }

  private boolean hasControl(int i, int l, boolean placebo) {
    int t = histories.first(i) - 1 + l;
    for (int k : histories.members(histories.stratum(i))) {
      if (isControl(k, t, l, placebo)) {
        return true;
      }
    }
    return false;
  }

  /** As the reference has it: somebody not switched by the placebo's own period. */
  private boolean hasEarlyControl(int i, int from, int to) {
    for (int k : histories.members(histories.stratum(i))) {
      if (hasNotSwitched(k, from) && outcomes.has(k, from, to)) {
        return true;
      }
    }
    return false;
  }
}
