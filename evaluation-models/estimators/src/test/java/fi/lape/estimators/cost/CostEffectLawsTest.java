package fi.lape.estimators.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import fi.lape.estimators.error.EvaluationException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CostEffectLawsTest {
  private final CostEffectDraws draws = GoldenDraws.read();

  @ParameterizedTest
  @ValueSource(doubles = {0, 12000, 23333, 90000})
  void anotherCurrencyScalesEveryAmountAndNoProbability(double willingness) {
    double rate = 1024; // a power of 2 scales exactly
    NetBenefit euros = draws.netBenefit(willingness, 0.9);
    NetBenefit other = inCurrency(rate).netBenefit(rate * willingness, 0.9);
    assertThat(other)
        .isEqualTo(
            new NetBenefit(
                rate * willingness,
                rate * euros.mean(),
                rate * euros.standardDeviation(),
                rate * euros.low(),
                rate * euros.high(),
                0.9,
                euros.probability(),
                euros.programmeIsBest(),
                euros.probabilityOfBest(),
                rate * euros.perfectInformation()));
    assertThat(inCurrency(rate).plane()).isEqualTo(draws.plane());
  }

  private CostEffectDraws inCurrency(double rate) {
    return CostEffectDraws.of(
        draws.effects(), Arrays.stream(draws.costs()).map(c -> rate * c).toArray());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 12000, 23333, 90000})
  void exchangingTheStrategiesFlipsSignsAndLeavesTheValueOfInformation(double willingness) {
    NetBenefit there = draws.netBenefit(willingness, 0.95);
    NetBenefit back = draws.swapped().netBenefit(willingness, 0.95);
    assertThat(back.mean()).isEqualTo(-there.mean());
    assertThat(back.low()).isCloseTo(-there.high(), within(1e-8));
    assertThat(back.high()).isCloseTo(-there.low(), within(1e-8));
    assertThat(back.standardDeviation()).isEqualTo(there.standardDeviation());
    assertThat(back.probability()).isCloseTo(1 - there.probability(), within(1e-12));
    assertThat(back.programmeIsBest()).isNotEqualTo(there.programmeIsBest());
    assertThat(back.perfectInformation()).isEqualTo(there.perfectInformation());
    assertThat(draws.swapped().plane().southWest()).isEqualTo(draws.plane().northEast());
    assertThat(draws.swapped().plane().southEast()).isEqualTo(draws.plane().northWest());
    Icer.Ratio ratio = (Icer.Ratio) draws.mean().swapped().icer();
    assertThat(ratio.quadrant()).isEqualTo(Quadrant.SW);
    assertThat(ratio.value()).isCloseTo(24389.300681033495, within(1e-8)); // golden
  }

  @Test
  void netBenefitIsLinearInTheWillingnessToPay() {
    double at0 = draws.netBenefit(0, 0.95).mean();
    double slope = draws.netBenefit(1, 0.95).mean() - at0;
    for (double willingness : new double[] {7, 1000, 33333, 1e6}) {
      assertThat(draws.netBenefit(willingness, 0.95).mean())
          .isCloseTo(at0 + slope * willingness, within(1e-8 * (1 + willingness)));
      assertThat(new Increment(2, 500).netBenefit(willingness)).isEqualTo(2 * willingness - 500);
    }
  }

  /** The curve by its definition: draws counted one by one. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 5000, 24389.300681033495, 70000})
  void acceptabilityIsTheProbabilityOfAPositiveNetBenefit(double willingness) {
    double[] e = draws.effects();
    double[] c = draws.costs();
    int count = 0;
    for (int b = 0; b < e.length; b++) {
      count += willingness * e[b] > c[b] ? 1 : 0;
    }
    assertThat(draws.netBenefit(willingness, 0.95).probability()).isEqualTo(count / 1000.0);
  }

  @Test
  void informationIsNeverWorthLessThanNothingAndNothingWithoutUncertainty() {
    Random random = new Random(3);
    for (int trial = 0; trial < 300; trial++) {
      double[] e = random.doubles(7, -1, 1).toArray();
      double[] c = random.doubles(7, -1000, 1000).toArray();
      double willingness = 3000 * random.nextDouble();
      assertThat(CostEffectDraws.of(e, c).netBenefit(willingness, 0.95).perfectInformation())
          .isNotNegative();
      Arrays.fill(e, e[0]);
      Arrays.fill(c, c[0]);
      NetBenefit certain = CostEffectDraws.of(e, c).netBenefit(willingness, 0.95);
      assertThat(certain.perfectInformation()).isZero();
      assertThat(certain.standardDeviation()).isCloseTo(0, within(1e-9));
      assertThat(certain.probabilityOfBest()).isEqualTo(1);
    }
  }

  @Test
  void sharesOfQuadrantsAddUpAndAxesHaveTheirQuadrant() {
    CostEffectDraws axes =
        CostEffectDraws.of(
            new double[] {1, 1, 1, 0, 0, 0, -1, -1}, new double[] {1, 0, -1, 1, 0, -1, 1, 0});
    QuadrantShares shares = axes.plane();
    assertThat(shares).isEqualTo(new QuadrantShares(1 / 8.0, 2 / 8.0, 2 / 8.0, 3 / 8.0));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 20000, 60000})
  void twoStrategiesAreTheProgrammeAgainstItsAlternative(double willingness) {
    NetBenefit one = draws.netBenefit(willingness, 0.95);
    Acceptability both = draws.asStrategies("usual", "programme").at(willingness);
    assertThat(both.netBenefits().get(0)).isZero();
    assertThat(both.netBenefits().get(1)).isCloseTo(one.mean(), within(1e-7));
    assertThat(both.probabilities().get(1)).isEqualTo(one.probability());
    assertThat(both.best()).isEqualTo(one.programmeIsBest() ? "programme" : "usual");
    assertThat(both.probabilityOfBest()).isEqualTo(one.probabilityOfBest());
    assertThat(both.perfectInformation()).isCloseTo(one.perfectInformation(), within(1e-7));
  }

  /** Three strategies and two draws, by hand: E max − max E. */
  @Test
  void severalStrategiesAreComparedDrawByDraw() {
    StrategyDraws three =
        StrategyDraws.of(
            List.of("usual", "A", "B"),
            new double[][] {{0, 0}, {1, 3}, {4, 1}},
            new double[][] {{0, 0}, {10, 10}, {30, 30}});
    Acceptability at10 = three.at(10); // usual 0 0, A 0 20, B 10 −20
    assertThat(at10.netBenefits()).containsExactly(0.0, 10.0, -5.0);
    assertThat(at10.probabilities()).containsExactly(0.0, 0.5, 0.5);
    assertThat(at10.best()).isEqualTo("A");
    assertThat(at10.probabilityOfBest()).isEqualTo(0.5);
    assertThat(at10.perfectInformation()).isEqualTo((10 + 20) / 2.0 - 10);
    Acceptability at5 = three.at(5); // usual 0 0, A −5 5, B −10 −25
    assertThat(at5.best()).as("of equal means the first").isEqualTo("usual");
    assertThat(at5.probabilities()).containsExactly(0.5, 0.5, 0.0);
    assertThat(at5.perfectInformation()).isEqualTo(2.5);
    assertThat(Frontier.of(three.means()).best(10).name()).isEqualTo("A");
  }

  @Test
  void aRatioIsGivenOnlyWhereItMeansSomething() {
    assertThat(new Increment(2, 500).icer()).isEqualTo(new Icer.Ratio(250, Quadrant.NE));
    assertThat(new Increment(-2, -500).icer()).isEqualTo(new Icer.Ratio(250, Quadrant.SW));
    assertThat(new Increment(2, -500).icer()).isEqualTo(new Icer.None(NoRatio.DOMINANT));
    assertThat(new Increment(2, 0).icer()).isEqualTo(new Icer.None(NoRatio.DOMINANT));
    assertThat(new Increment(-2, 500).icer()).isEqualTo(new Icer.None(NoRatio.DOMINATED));
    assertThat(new Increment(-2, 0).icer()).isEqualTo(new Icer.None(NoRatio.DOMINATED));
    assertThat(new Increment(0, 500).icer())
        .isEqualTo(new Icer.None(NoRatio.NO_DIFFERENCE_IN_EFFECT));
  }

  @Test
  void numbersThatDoNotFitAreRefused() {
    assertThatThrownBy(() -> CostEffectDraws.of(new double[3], new double[2]))
        .isInstanceOf(EvaluationException.class)
        .hasMessage(
            "COST_DATA_INVALID: there are 3 draws of the effect and 2 of the cost. Effects and"
                + " costs are compared in pairs, and every one must be a finite number. Correct"
                + " the numbers given.");
    assertThatThrownBy(() -> CostEffectDraws.of(new double[] {1, 2}, new double[] {1, Double.NaN}))
        .hasMessageStartingWith("COST_DATA_INVALID: draw 2 has effect 2.0 and cost NaN.");
    assertThatThrownBy(() -> draws.netBenefit(-1, 0.95))
        .hasMessage(
            "SETTING_OUT_OF_RANGE: 'willingness' is -1.0 but must be 0 or more. Correct it in the"
                + " study plan.");
    assertThatThrownBy(() -> draws.netBenefit(1, 1)).hasMessageStartingWith("SETTING_OUT_OF_RANGE");
    assertThatThrownBy(() -> new Increment(Double.POSITIVE_INFINITY, 0))
        .hasMessageStartingWith("COST_DATA_INVALID: the effect is Infinity and the cost 0.0.");
    assertThatThrownBy(
            () -> StrategyDraws.of(List.of("a", "a"), new double[2][2], new double[2][2]))
        .hasMessageStartingWith("STRATEGIES_NOT_DISTINCT");
    assertThatThrownBy(
            () ->
                StrategyDraws.of(List.of("a", "b"), new double[][] {{1, 2}, {1}}, new double[2][2]))
        .hasMessageStartingWith("COST_DATA_INVALID: strategy 'b' has 1 draws, the first one 2.");
  }
}
