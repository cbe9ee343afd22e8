package fi.lape.estimators.intertemporal;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.estimate.EffectKey;

/**
 * How many switches and long differences an effect rests on.
 *
 * @param key the effect
 * @param switchers units whose effect is averaged; in the average total effect one for every period
 * @param switchersWeight their weight
 * @param differences long differences of switchers and controls that enter, a unit and its last
 *     period counted once
 * @param differencesWeight their weight
 */
public record SwitcherCounts(
    EffectKey key,
    long switchers,
    double switchersWeight,
    long differences,
    double differencesWeight) {
  public SwitcherCounts {
    requireNonNull(key, "key is null");
  }
}
