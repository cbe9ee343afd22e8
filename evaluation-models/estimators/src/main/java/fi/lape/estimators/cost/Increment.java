package fi.lape.estimators.cost;

import fi.lape.estimators.error.CostErrors;
import fi.lape.estimators.error.EvaluationErrors;

/**
 * What a strategy does more, and costs more, than another.
 *
 * @param effect more is better
 * @param cost euros, above 0 where it costs more
 */
public record Increment(double effect, double cost) {
  /** Refuses numbers that are not finite. */
  public Increment {
    if (!Double.isFinite(effect) || !Double.isFinite(cost)) {
      throw CostErrors.dataInvalid("the effect is %s and the cost %s".formatted(effect, cost));
    }
  }

  /** Returns where it lies on the cost-effectiveness plane. */
  public Quadrant quadrant() {
    return Quadrant.of(effect, cost);
  }

  /** Returns what the effect is worth less what it costs, euros. */
  public double netBenefit(double willingness) {
    requireWillingness(willingness);
    return willingness * effect - cost;
  }

  /** Returns the incremental cost-effectiveness ratio, or why there is none. */
  public Icer icer() {
    if (effect == 0) {
      return new Icer.None(NoRatio.NO_DIFFERENCE_IN_EFFECT);
    }
    if (effect > 0 && cost <= 0) {
      return new Icer.None(NoRatio.DOMINANT);
    }
    if (effect < 0 && cost >= 0) {
      return new Icer.None(NoRatio.DOMINATED);
    }
    return new Icer.Ratio(cost / effect, quadrant());
  }

  /** Returns the same with the strategies exchanged. */
  public Increment swapped() {
    return new Increment(0 - effect, 0 - cost); // 0 and not −0
  }

  static void requireWillingness(double willingness) {
    if (!(willingness >= 0) || Double.isInfinite(willingness)) {
      throw EvaluationErrors.settingOutOfRange("willingness", willingness, "0 or more");
    }
  }
}
