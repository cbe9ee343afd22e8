package fi.lape.estimators.estimate;

import static java.util.Objects.requireNonNull;

/** A number that the data cannot give, with the reason. */
public record NotEstimable(EffectKey key, Reason reason) implements Effect {
  public NotEstimable {
    requireNonNull(key, "key is null");
    requireNonNull(reason, "reason is null");
  }
}
