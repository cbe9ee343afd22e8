package fi.lape.estimators.cost;

import fi.lape.estimators.error.CostErrors;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * Joint draws of the effects and costs of several strategies. Where two are equally good in a draw
 * the one named first is taken, so name what is done now first.
 *
 * @see <a href="https://doi.org/10.1002/hec.635">Fenwick, Claxton and Sculpher (2001)</a>; <a
 *     href="https://doi.org/10.1016/S0167-6296(98)00039-3">Claxton (1999)</a>
 */
public final class StrategyDraws {
  private final List<String> names;
  private final double[][] effects; // strategy × draw
  private final double[][] costs;

  private StrategyDraws(List<String> names, double[][] effects, double[][] costs) {
    this.names = names;
    this.effects = effects;
    this.costs = costs;
  }

  /**
   * Draws of each strategy.
   *
   * @param names at least one, all different
   * @param effects strategy × draw, finite
   * @param costs strategy × draw, finite, euros
   */
  public static StrategyDraws of(List<String> names, double[][] effects, double[][] costs) {
    if (names.isEmpty() || effects.length != names.size() || costs.length != names.size()) {
      throw CostErrors.dataInvalid(
          "there are %d strategies, effects of %d and costs of %d"
              .formatted(names.size(), effects.length, costs.length));
    }
    int draws = effects[0].length;
    double[][] e = new double[names.size()][];
    double[][] c = new double[names.size()][];
    HashSet<String> seen = new HashSet<>();
    for (int s = 0; s < e.length; s++) {
      if (!seen.add(names.get(s))) {
        throw CostErrors.strategiesNotDistinct(names.get(s), names.get(s));
      }
      e[s] = checked(names.get(s), effects[s], draws);
      c[s] = checked(names.get(s), costs[s], draws);
    }
    return new StrategyDraws(List.copyOf(names), e, c);
  }

  private static double[] checked(String name, double[] values, int draws) {
    if (values.length != draws || draws == 0) {
      throw CostErrors.dataInvalid(
          "strategy '%s' has %d draws, the first one %d".formatted(name, values.length, draws));
    }
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw CostErrors.dataInvalid("a draw of strategy '%s' is %s".formatted(name, value));
      }
    }
    return values.clone();
  }

  /** Returns the strategies with their means, to be ranked. */
  public List<Strategy> means() {
    List<Strategy> means = new ArrayList<>();
    for (int s = 0; s < effects.length; s++) {
      means.add(new Strategy(names.get(s), mean(costs[s]), mean(effects[s])));
    }
    return means;
  }

  /**
   * Returns what to choose.
   *
   * @param willingness euros per unit of effect, 0 or more
   */
  public Acceptability at(double willingness) {
    Increment.requireWillingness(willingness);
    int draws = effects[0].length;
    List<Double> means = new ArrayList<>();
    int best = 0;
    for (Strategy strategy : means()) {
      means.add(strategy.netBenefit(willingness));
      if (means.get(means.size() - 1) > means.get(best)) {
        best = means.size() - 1;
      }
    }
    int[] wins = new int[effects.length];
    double regret = 0; // of the best by mean, against the best of each draw
    for (int b = 0; b < draws; b++) {
      int winner = 0;
      for (int s = 1; s < effects.length; s++) {
        winner = benefit(willingness, s, b) > benefit(willingness, winner, b) ? s : winner;
      }
      wins[winner]++;
      regret += benefit(willingness, winner, b) - benefit(willingness, best, b);
    }
    List<Double> shares = new ArrayList<>();
    for (int win : wins) {
      shares.add(win / (double) draws);
    }
    return new Acceptability(
        willingness,
        names,
        List.copyOf(means),
        List.copyOf(shares),
        names.get(best),
        shares.get(best),
        regret / draws);
  }

  private double benefit(double willingness, int strategy, int draw) {
    return willingness * effects[strategy][draw] - costs[strategy][draw];
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
