package fi.lape.estimators.estimate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All numbers of a method, in a fixed order.
 *
 * @param effects the numbers
 * @param weights share of an effect in the first one, where the method takes it apart; they have no
 *     error
 */
public record Fit(List<Effect> effects, Map<EffectKey, Double> weights) {
  public Fit {
    effects = List.copyOf(effects);
    weights = Map.copyOf(weights);
  }

  /** A fit that takes nothing apart. */
  public Fit(List<Effect> effects) {
    this(effects, Map.of());
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
