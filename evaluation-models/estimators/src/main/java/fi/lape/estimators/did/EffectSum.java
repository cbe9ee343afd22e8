package fi.lape.estimators.did;

import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.OptionalDouble;

/**
 * A weighted sum of effects of cells, with what it takes to judge its error. Mutable while an
 * effect is put together.
 */
interface EffectSum<S extends EffectSum<S>> {
  /** Adds a multiple of another sum of the same fit. */
  void add(S other, double factor);

  /** Returns the sum so far. */
  double value();

  /**
   * Returns the estimate with all it carries.
   *
   * @param shareInfluence what a unit adds by moving the cohort shares, per unit of weight
   * @param treated the cohorts it is about
   */
  Estimated estimated(
      EffectKey key,
      NavigableMap<Integer, Double> shareInfluence,
      NavigableSet<Integer> treated,
      OptionalDouble baseline);
}
