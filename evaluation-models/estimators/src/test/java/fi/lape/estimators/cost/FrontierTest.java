package fi.lape.estimators.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.lape.estimators.error.EvaluationException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class FrontierTest {
  @Test
  void sixStrategiesHaveTheLadderWorkedOutByHand() {
    double[] cost = {55000, 35000, 25000, 10000, 12000, 5000};
    double[] effect = {5, 4, 3, 2, 1.5, 1};
    List<Strategy> strategies = new ArrayList<>();
    for (int s = 0; s < cost.length; s++) {
      strategies.add(new Strategy(Integer.toString(s + 1), cost[s], effect[s]));
    }
    List<String> found = new ArrayList<>();
    for (RankedStrategy ranked : Frontier.of(strategies).ranked()) {
      found.add(
          "%s %s %s %s"
              .formatted(
                  ranked.strategy().name(),
                  ranked.standing(),
                  ranked.comparedWith().orElse("-"),
                  ranked.icer().isPresent() ? ranked.icer().getAsDouble() : "-"));
    }
    assertThat(found)
        .containsExactly(
            "6 FRONTIER - -",
            "4 FRONTIER 6 5000.0",
            "5 DOMINATED - -",
            "3 EXTENDEDLY_DOMINATED - -",
            "2 FRONTIER 4 12500.0",
            "1 FRONTIER 2 20000.0");
  }

  /** The definition itself, tried out: some willingness to pay makes a strategy the best. */
  @Test
  void theFrontierHoldsExactlyWhatIsBestForSomeWillingnessToPay() {
    Random random = new Random(7);
    for (int trial = 0; trial < 200; trial++) {
      List<Strategy> strategies = new ArrayList<>();
      for (int s = 0; s < 8; s++) {
        strategies.add(new Strategy("s" + s, 100 * random.nextDouble(), random.nextDouble()));
      }
      Frontier frontier = Frontier.of(strategies);
      Set<String> best = new TreeSet<>();
      for (double at : turns(strategies)) {
        Strategy winner = winner(strategies, at);
        best.add(winner.name());
        assertThat(frontier.best(at)).isEqualTo(winner);
      }
      assertThat(new TreeSet<>(frontier.frontier().stream().map(Strategy::name).toList()))
          .isEqualTo(best);
    }
  }

  /** Points between all values at which any two strategies are equally good. */
  private static List<Double> turns(List<Strategy> strategies) {
    TreeSet<Double> equal = new TreeSet<>(Set.of(0.0));
    for (Strategy one : strategies) {
      for (Strategy other : strategies) {
        double at = (one.cost() - other.cost()) / (one.effect() - other.effect());
        if (at > 0) {
          equal.add(at);
        }
      }
    }
    List<Double> sorted = new ArrayList<>(equal);
    List<Double> between = new ArrayList<>();
    for (int i = 0; i + 1 < sorted.size(); i++) {
      between.add((sorted.get(i) + sorted.get(i + 1)) / 2);
    }
    between.add(2 * sorted.get(sorted.size() - 1) + 1);
    return between;
  }

  private static Strategy winner(List<Strategy> strategies, double at) {
    Strategy best = strategies.get(0);
    for (Strategy strategy : strategies) {
      best = strategy.netBenefit(at) > best.netBenefit(at) ? strategy : best;
    }
    return best;
  }

  @Test
  void ratiosRiseAlongTheFrontierWhateverTheOrderOfStrategies() {
    Random random = new Random(11);
    List<Strategy> strategies = new ArrayList<>();
    for (int s = 0; s < 30; s++) {
      strategies.add(new Strategy("s" + s, 1000 * random.nextDouble(), random.nextDouble()));
    }
    List<RankedStrategy> ranked = Frontier.of(strategies).ranked();
    double before = 0;
    int steps = 0;
    for (RankedStrategy one : ranked) {
      if (one.icer().isPresent()) {
        assertThat(one.icer().getAsDouble()).isGreaterThan(before);
        before = one.icer().getAsDouble();
        steps++;
      }
    }
    assertThat(steps).isGreaterThan(2);
    Collections.shuffle(strategies, random);
    assertThat(Frontier.of(strategies).ranked()).isEqualTo(ranked);
  }

  @Test
  void ofEqualCostTheBetterAndOfEqualEffectTheCheaperStays() {
    Strategy usual = new Strategy("usual", 10, 1);
    Strategy better = new Strategy("better", 10, 2);
    Strategy dearer = new Strategy("dearer", 20, 2);
    List<RankedStrategy> ranked = Frontier.of(List.of(dearer, usual, better)).ranked();
    assertThat(ranked.stream().map(RankedStrategy::strategy))
        .containsExactly(better, usual, dearer);
    assertThat(ranked.stream().map(RankedStrategy::standing))
        .containsExactly(Standing.FRONTIER, Standing.DOMINATED, Standing.DOMINATED);
  }

  @Test
  void strategiesThatCannotBeToldApartAreRefused() {
    assertThatThrownBy(
            () -> Frontier.of(List.of(new Strategy("a", 10, 1), new Strategy("b", 10, 1))))
        .isInstanceOf(EvaluationException.class)
        .hasMessage(
            "STRATEGIES_NOT_DISTINCT: strategies 'a' and 'b' have the same name, or the same cost"
                + " and the same effect. There is no difference between them to be paid for. Leave"
                + " one of them out.");
    assertThatThrownBy(
            () -> Frontier.of(List.of(new Strategy("a", 10, 1), new Strategy("a", 20, 3))))
        .hasMessageStartingWith("STRATEGIES_NOT_DISTINCT");
    assertThatThrownBy(() -> Frontier.of(List.of()))
        .hasMessageStartingWith("COST_DATA_INVALID: there is no strategy.");
    assertThatThrownBy(() -> new Strategy("a", Double.NaN, 1))
        .hasMessage(
            "COST_DATA_INVALID: strategy 'a' has cost NaN and effect 1.0. Effects and costs are"
                + " compared in pairs, and every one must be a finite number. Correct the numbers"
                + " given.");
  }
}
