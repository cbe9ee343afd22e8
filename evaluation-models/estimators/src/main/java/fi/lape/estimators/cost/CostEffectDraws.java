package fi.lape.estimators.cost;

import fi.lape.estimators.error.CostErrors;
import fi.lape.estimators.error.EvaluationErrors;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Draws of what a programme does more, and costs more, than its alternative: a draw is a pair, so
 * that the correlation of effect and cost is kept.
 *
 * <p><b>Units:</b> effects in the outcome's unit, more is better; costs in euros. Net benefit λe −
 * c is linear in the willingness to pay λ.
 *
 * @see <a href="https://doi.org/10.1177/0272989X98018002S09">Stinnett and Mullahy (1998)</a>; <a
 *     href="https://doi.org/10.1002/hec.635">Fenwick, Claxton and Sculpher (2001)</a>
 */
public final class CostEffectDraws {
  private final double[] effects;
  private final double[] costs;

  private CostEffectDraws(double[] effects, double[] costs) {
    this.effects = effects;
    this.costs = costs;
  }

  /**
   * Draws as columns.
   *
   * @param effects finite, at least two
   * @param costs as many
   */
  public static CostEffectDraws of(double[] effects, double[] costs) {
    if (effects.length != costs.length || effects.length < 2) {
      throw CostErrors.dataInvalid(
          "there are %d draws of the effect and %d of the cost"
              .formatted(effects.length, costs.length));
    }
    for (int b = 0; b < effects.length; b++) {
      if (!Double.isFinite(effects[b]) || !Double.isFinite(costs[b])) {
        throw CostErrors.dataInvalid(
            "draw %d has effect %s and cost %s".formatted(b + 1, effects[b], costs[b]));
      }
    }
    return new CostEffectDraws(effects.clone(), costs.clone());
  }

  /** Returns the number of draws. */
  public int size() {
    return effects.length;
  }

  /** Returns the effects. */
  public double[] effects() {
    return effects.clone();
  }

  /** Returns the costs. */
  public double[] costs() {
    return costs.clone();
  }

  /** Returns the mean of the draws. */
  public Increment mean() {
    return new Increment(mean(effects), mean(costs));
  }

  /** Returns variances and covariance of the draws, with divisor n − 1. */
  public JointError error() {
    double e = mean(effects);
    double c = mean(costs);
    double effect = 0;
    double cost = 0;
    double both = 0;
    for (int b = 0; b < effects.length; b++) {
      effect += (effects[b] - e) * (effects[b] - e);
      cost += (costs[b] - c) * (costs[b] - c);
      both += (effects[b] - e) * (costs[b] - c);
    }
    double divisor = effects.length - 1.0;
    return new JointError(effect / divisor, cost / divisor, both / divisor);
  }

  /** Returns shares of the quadrants of the cost-effectiveness plane. */
  public QuadrantShares plane() {
    Map<Quadrant, Integer> counts = new EnumMap<>(Quadrant.class);
    for (int b = 0; b < effects.length; b++) {
      counts.merge(Quadrant.of(effects[b], costs[b]), 1, Integer::sum);
    }
    double n = effects.length;
    return new QuadrantShares(
        counts.getOrDefault(Quadrant.NE, 0) / n,
        counts.getOrDefault(Quadrant.NW, 0) / n,
        counts.getOrDefault(Quadrant.SE, 0) / n,
        counts.getOrDefault(Quadrant.SW, 0) / n);
  }

  /**
   * Returns the net benefit at a willingness to pay.
   *
   * @param willingness euros per unit of effect, 0 or more
   * @param level of the interval, such as 0.95
   */
  public NetBenefit netBenefit(double willingness, double level) {
    Increment.requireWillingness(willingness);
    if (!(level > 0 && level < 1)) {
      throw EvaluationErrors.settingOutOfRange("level", level, "above 0 and below 1");
    }
    double[] benefits = new double[effects.length];
    int positive = 0;
    double gain = 0;
    double loss = 0;
    for (int b = 0; b < benefits.length; b++) {
      benefits[b] = willingness * effects[b] - costs[b];
      positive += benefits[b] > 0 ? 1 : 0;
      gain += Math.max(benefits[b], 0);
      loss += Math.max(-benefits[b], 0);
    }
    double mean = mean(benefits);
    double probability = positive / (double) benefits.length;
    boolean best = mean > 0;
    OrderStatistics order = new OrderStatistics(benefits);
    double tail = (1 - level) / 2;
    return new NetBenefit(
        willingness,
        mean,
        Math.sqrt(error().ofNetBenefit(willingness)),
        order.quantile(tail),
        order.quantile(1 - tail),
        level,
        probability,
        best,
        best ? probability : (benefits.length - positive) / (double) benefits.length,
        // What the wrong choice would have lost, not a difference of large numbers: never below 0.
        (best ? loss : gain) / benefits.length);
  }

  /** Returns the same with the strategies exchanged. */
  public CostEffectDraws swapped() {
    double[] e = new double[effects.length];
    double[] c = new double[effects.length];
    for (int b = 0; b < e.length; b++) {
      e[b] = 0 - effects[b]; // 0 and not −0
      c[b] = 0 - costs[b];
    }
    return new CostEffectDraws(e, c);
  }

  /** Returns the same as two strategies, the alternative at effect 0 and cost 0. */
  public StrategyDraws asStrategies(String alternative, String programme) {
    double[] nothing = new double[effects.length];
    return StrategyDraws.of(
        List.of(alternative, programme),
        new double[][] {nothing, effects},
        new double[][] {nothing, costs});
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
