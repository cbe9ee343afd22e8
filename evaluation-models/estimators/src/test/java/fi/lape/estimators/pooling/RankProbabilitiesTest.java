package fi.lape.estimators.pooling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.junit.jupiter.api.Test;

class RankProbabilitiesTest {
  private static final int DRAWS = 40_000;
  // four standard deviations of a share of so many draws
  private static final double NOISE = 4 * 0.5 / Math.sqrt(DRAWS);

  private static Shrinkage two(double a, double b, double va, double vb, double cov) {
    return new Shrinkage(
        List.of("A", "B"), new double[] {a, b}, new double[][] {{va, cov}, {cov, vb}});
  }

  @Test
  void ofTwoAreasTheProbabilityIsTheNormalIntegral() {
    RankProbabilities ranks = RankProbabilities.of(two(-0.3, 0.1, 0.2, 0.1, 0.05), true, DRAWS, 1);
    double exact =
        new NormalDistribution().cumulativeProbability(0.4 / Math.sqrt(0.2 + 0.1 - 2 * 0.05));
    assertThat(ranks.of(0)[0]).isCloseTo(exact, within(NOISE));
    assertThat(ranks.of(1)[0]).isCloseTo(1 - exact, within(NOISE));
    assertThat(ranks.of(0)[0] + ranks.of(0)[1]).isCloseTo(1, within(1e-12));
    RankProbabilities turned =
        RankProbabilities.of(two(-0.3, 0.1, 0.2, 0.1, 0.05), false, DRAWS, 1);
    assertThat(turned.of(1)[0]).isCloseTo(exact, within(NOISE));
  }

  @Test
  void ofThreeEqualAreasEveryRankIsAsProbable() {
    Shrinkage three =
        new Shrinkage(
            List.of("A", "B", "C"),
            new double[] {1, 1, 1},
            new double[][] {{1, 0.4, 0.4}, {0.4, 1, 0.4}, {0.4, 0.4, 1}});
    RankProbabilities ranks = RankProbabilities.of(three, true, DRAWS, 3);
    for (int j = 0; j < 3; j++) {
      assertThat(ranks.of(j))
          .usingComparatorWithPrecision(NOISE)
          .containsExactly(1 / 3.0, 1 / 3.0, 1 / 3.0);
      assertThat(ranks.expected(j)).isCloseTo(2, within(2 * NOISE));
      assertThat(ranks.amongBest(j, 2)).isCloseTo(2 / 3.0, within(NOISE));
    }
  }

  @Test
  void areasThatCannotBeToldApartShareTheRanksEvenly() {
    // τ² = 0: all are the mean, and its error moves all alike
    double[][] same = {{0.7, 0.7, 0.7}, {0.7, 0.7, 0.7}, {0.7, 0.7, 0.7}};
    RankProbabilities ranks =
        RankProbabilities.of(
            new Shrinkage(List.of("A", "B", "C"), new double[] {2, 2, 2}, same), true, 500, 5);
    for (int j = 0; j < 3; j++) {
      assertThat(ranks.of(j))
          .usingComparatorWithPrecision(1e-12)
          .containsExactly(1 / 3.0, 1 / 3.0, 1 / 3.0);
    }
  }

  @Test
  void whatIsFarApartIsCertainAndTheSmallestIsBestWhereLowerIs() {
    RankProbabilities ranks = RankProbabilities.of(two(5, -5, 0.01, 0.01, 0), true, 1000, 1);
    assertThat(ranks.of(1)).containsExactly(1, 0);
    assertThat(ranks.of(0)).containsExactly(0, 1);
    assertThat(ranks.quantile(0, 0.025)).isEqualTo(2);
    assertThat(ranks.quantile(1, 0.975)).isEqualTo(1);
  }

  @Test
  void theSeedDecidesEverything() {
    Shrinkage effects = two(-0.3, 0.1, 0.2, 0.1, 0.05);
    assertThat(RankProbabilities.of(effects, true, 500, 4).of(0))
        .containsExactly(RankProbabilities.of(effects, true, 500, 4).of(0));
    assertThat(RankProbabilities.of(effects, true, DRAWS, 5).of(0)[0])
        .isNotEqualTo(RankProbabilities.of(effects, true, DRAWS, 4).of(0)[0]);
    assertThatThrownBy(() -> RankProbabilities.of(effects, true, 0, 1))
        .hasMessageStartingWith("SETTING_OUT_OF_RANGE: 'draws'");
  }
}
