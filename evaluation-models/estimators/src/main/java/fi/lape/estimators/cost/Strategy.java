package fi.lape.estimators.cost;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.error.CostErrors;

/**
 * One of several things that could be done.
 *
 * @param cost expected cost, euros
 * @param effect expected effect, more is better
 */
public record Strategy(String name, double cost, double effect) {
  /** Refuses numbers that are not finite. */
  public Strategy {
    requireNonNull(name, "name is null");
    if (!Double.isFinite(cost) || !Double.isFinite(effect)) {
      throw CostErrors.dataInvalid(
          "strategy '%s' has cost %s and effect %s".formatted(name, cost, effect));
    }
  }

  /** Returns what this does more, and costs more, than another. */
  public Increment against(Strategy other) {
    return new Increment(effect - other.effect, cost - other.cost);
  }

  /** Returns what the effect is worth less what it costs. */
  public double netBenefit(double willingness) {
    return willingness * effect - cost;
  }
}
