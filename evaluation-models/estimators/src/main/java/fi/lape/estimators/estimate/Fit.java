package fi.lape.estimators.estimate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All numbers of a method, in a fixed order. */
public record Fit(List<Effect> effects) {
  public Fit {
    effects = List.copyOf(effects);
  }

  /** Returns the effect of this name, or empty if the method gives none. */
  public Optional<Effect> effect(EffectKey key) {
    for (Effect effect : effects) {
      if (effect.key().equals(key)) {
        return Optional.of(effect);
      }
    }
    return Optional.empty();
  }

  /** Returns the estimated effects only. */
  public List<Estimated> estimated() {
    List<Estimated> estimated = new ArrayList<>();
    for (Effect effect : effects) {
      if (effect instanceof Estimated e) {
        estimated.add(e);
      }
    }
    return List.copyOf(estimated);
  }
}
