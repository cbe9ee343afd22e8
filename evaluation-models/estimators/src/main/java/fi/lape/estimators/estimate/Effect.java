package fi.lape.estimators.estimate;

/** One number of a method: estimated, stated with its own interval, or refused. Never NaN. */
public sealed interface Effect permits Estimated, Stated, NotEstimable {
  /** Returns what the number is about. */
  EffectKey key();
}
