package fi.lape.estimators.cost;

/** Why there is no ratio of cost to effect, or no interval of it. */
public enum NoRatio {
  /** More effect for no more money: the less the ratio, the better or the worse. */
  DOMINANT,
  /** Less effect for no less money. */
  DOMINATED,
  /** The effects are the same: compare costs. */
  NO_DIFFERENCE_IN_EFFECT,
  /** No effect cannot be ruled out, and near it the ratio has no bound. */
  EFFECT_INTERVAL_HOLDS_ZERO,
  /** An end of the interval is among draws whose effect is 0 or of the other sign. */
  DRAWS_REACH_NO_EFFECT,
  /** All draws lie on one side of the estimate: there is no bias to correct by. */
  ESTIMATE_OUTSIDE_DRAWS
}
