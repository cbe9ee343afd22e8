package fi.lape.estimators.estimate;

import static java.util.Objects.requireNonNull;

/**
 * A number of a method that states its own uncertainty: it has no influence function by cluster,
 * and no inference may be put on top of it.
 *
 * @param key what it is about
 * @param estimate in the outcome's unit, finite; not the middle of the interval
 * @param standardError of what the interval lies around, above 0
 * @param low lower end of the interval
 * @param high upper end of the interval
 * @param pValue two-sided, of "no effect"
 * @param inference the word of the method's own inference
 * @param units units whose outcomes enter; errors take each to be independent
 * @param observations unit-period cells that enter
 */
public record Stated(
    EffectKey key,
    double estimate,
    double standardError,
    double low,
    double high,
    double pValue,
    String inference,
    long units,
    long observations)
    implements Effect {
  public Stated {
    requireNonNull(key, "key is null");
    requireNonNull(inference, "inference is null");
    if (!Double.isFinite(estimate)) {
      throw new IllegalArgumentException("estimate of " + key + " is " + estimate);
    }
  }
}
