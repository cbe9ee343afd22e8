package fi.lape.estimators.cost;

import fi.lape.estimators.error.CostErrors;
import java.util.Optional;

/** Weighted means of effect and cost over areas, such as per child with children as weights. */
public final class AreaMeans implements AreaStatistic {
  private final double[] effects;
  private final double[] costs;
  private final double[] weights;

  /**
   * Areas as columns of equal length.
   *
   * @param weights above 0
   */
  public AreaMeans(double[] effects, double[] costs, double[] weights) {
    if (effects.length != costs.length || effects.length != weights.length) {
      throw CostErrors.dataInvalid(
          "there are effects of %d areas, costs of %d and weights of %d"
              .formatted(effects.length, costs.length, weights.length));
    }
    for (int k = 0; k < weights.length; k++) {
      if (!(weights[k] > 0)
          || !Double.isFinite(weights[k])
          || !Double.isFinite(effects[k])
          || !Double.isFinite(costs[k])) {
        throw CostErrors.dataInvalid(
            "area %d has effect %s, cost %s and weight %s"
                .formatted(k + 1, effects[k], costs[k], weights[k]));
      }
    }
    this.effects = effects.clone();
    this.costs = costs.clone();
    this.weights = weights.clone();
  }

  @Override
  public Optional<Increment> of(int[] times) {
    double weight = 0;
    double effect = 0;
    double cost = 0;
    for (int k = 0; k < times.length; k++) {
      weight += times[k] * weights[k];
      effect += times[k] * weights[k] * effects[k];
      cost += times[k] * weights[k] * costs[k];
    }
    return Optional.of(new Increment(effect / weight, cost / weight));
  }
}
