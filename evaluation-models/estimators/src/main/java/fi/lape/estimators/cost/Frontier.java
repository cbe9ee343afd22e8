package fi.lape.estimators.cost;

import fi.lape.estimators.error.CostErrors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The strategies worth choosing between, and what each step up from one to the next costs.
 *
 * <p>Sorted by cost, a strategy is off the frontier if one no dearer does no less, and extendedly
 * so if the step to it is dearer per unit of effect than the step after it. What is left has rising
 * incremental cost-effectiveness ratios.
 *
 * @see "Johannesson and Weinstein (1993), Journal of Health Economics 12, 459–467"
 */
public final class Frontier {
  private final List<RankedStrategy> ranked;
  private final List<Strategy> frontier;

  private Frontier(List<RankedStrategy> ranked, List<Strategy> frontier) {
    this.ranked = List.copyOf(ranked);
    this.frontier = List.copyOf(frontier);
  }

  /**
   * Ranks strategies.
   *
   * @param strategies at least one, in any order
   * @throws fi.lape.estimators.error.EvaluationException {@code STRATEGIES_NOT_DISTINCT} if two
   *     have one name, or the same cost and effect
   */
  public static Frontier of(List<Strategy> strategies) {
    if (strategies.isEmpty()) {
      throw CostErrors.dataInvalid("there is no strategy");
    }
    List<Strategy> sorted = sorted(strategies);
    Set<Strategy> dominated = new HashSet<>();
    List<Strategy> frontier = new ArrayList<>();
    double most = Double.NEGATIVE_INFINITY; // effect that is had for less
    for (Strategy strategy : sorted) {
      if (strategy.effect() <= most) {
        dominated.add(strategy);
        continue;
      }
      most = strategy.effect();
      while (frontier.size() > 1 && isAbove(frontier, strategy)) {
        frontier.remove(frontier.size() - 1);
      }
      frontier.add(strategy);
    }
    List<RankedStrategy> ranked = new ArrayList<>();
    for (Strategy strategy : sorted) {
      ranked.add(rank(strategy, dominated.contains(strategy), frontier));
    }
    return new Frontier(ranked, frontier);
  }

  /** By cost, of equal cost the better first. */
  private static List<Strategy> sorted(List<Strategy> strategies) {
    List<Strategy> sorted = new ArrayList<>(strategies);
    sorted.sort(
        Comparator.comparingDouble(Strategy::cost)
            .thenComparing(Comparator.comparingDouble(Strategy::effect).reversed()));
    Set<String> names = new HashSet<>();
    for (int i = 0; i < sorted.size(); i++) {
      Strategy here = sorted.get(i);
      boolean same =
          i > 0
              && here.cost() == sorted.get(i - 1).cost()
              && here.effect() == sorted.get(i - 1).effect();
      if (same || !names.add(here.name())) {
        throw CostErrors.strategiesNotDistinct(
            same ? sorted.get(i - 1).name() : here.name(), here.name());
      }
    }
    return sorted;
  }

  /** Whether the last step so far is dearer per unit than the step from there to {@code next}. */
  private static boolean isAbove(List<Strategy> frontier, Strategy next) {
    Strategy last = frontier.get(frontier.size() - 1);
    Strategy before = frontier.get(frontier.size() - 2);
    return ratio(last, before) > ratio(next, last);
  }

  private static double ratio(Strategy dearer, Strategy cheaper) {
    return (dearer.cost() - cheaper.cost()) / (dearer.effect() - cheaper.effect());
  }

  private static RankedStrategy rank(
      Strategy strategy, boolean dominated, List<Strategy> frontier) {
    int place = frontier.indexOf(strategy);
    if (place < 0) {
      return new RankedStrategy(
          strategy,
          dominated ? Standing.DOMINATED : Standing.EXTENDEDLY_DOMINATED,
          Optional.empty(),
          OptionalDouble.empty());
    }
    if (place == 0) {
      return new RankedStrategy(
          strategy, Standing.FRONTIER, Optional.empty(), OptionalDouble.empty());
    }
    Strategy before = frontier.get(place - 1);
    return new RankedStrategy(
        strategy,
        Standing.FRONTIER,
        Optional.of(before.name()),
        OptionalDouble.of(ratio(strategy, before)));
  }

  /** Returns every strategy by rising cost. */
  public List<RankedStrategy> ranked() {
    return ranked;
  }

  /** Returns the strategies of the frontier by rising cost. */
  public List<Strategy> frontier() {
    return frontier;
  }

  /** Returns the strategy of highest net benefit; of equal ones the cheapest. */
  public Strategy best(double willingness) {
    Increment.requireWillingness(willingness);
    Strategy best = frontier.get(0);
    for (Strategy strategy : frontier) {
      if (strategy.netBenefit(willingness) > best.netBenefit(willingness)) {
        best = strategy;
      }
    }
    return best;
  }
}
