package fi.lape.estimators.estimate;

/** One number of a method: estimated, or refused by name. Never NaN. */
public sealed interface Effect permits Estimated, NotEstimable {
  /** Returns what the number is about. */
  EffectKey key();
}
