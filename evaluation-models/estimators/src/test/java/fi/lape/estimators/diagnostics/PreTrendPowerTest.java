package fi.lape.estimators.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import fi.lape.estimators.diagnostics.SlopeForPower.AlreadyAtNoTrend;
import fi.lape.estimators.diagnostics.SlopeForPower.Detectable;
import fi.lape.estimators.inference.JointTest;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.hipparchus.distribution.continuous.TDistribution;
import org.junit.jupiter.api.Test;

class PreTrendPowerTest {
  private static final double Z975 = 1.959963984540054;

  /** One estimate two periods before the reference, standard error 0.4; one after it. */
  private static final EventStudy PAIR =
      new EventStudy(
          new int[] {-3, 0},
          -1,
          new double[] {0.5, 1},
          new double[][] {{0.16, 0.06}, {0.06, 0.25}});

  private final PreTrendPower power = new PreTrendPower();

  @Test
  void thePowerOfOneEstimateIsThatOfAnOrdinaryTest() {
    double shift = 2 * 0.3 / 0.4;
    double expected = NormalTail.below(shift - Z975) + NormalTail.below(-shift - Z975);
    assertThat(power.power(PAIR, 0.3)).isCloseTo(expected, within(1e-14));
    assertThat(power.power(PAIR, -0.3)).isCloseTo(expected, within(1e-14));
    assertThat(power.power(PAIR, 0)).isCloseTo(0.05, within(1e-14));
  }

  @Test
  void theSlopeForAPowerHasThatPower() {
    for (SlopeForPower slope : power.slopes(PAIR)) {
      Detectable found = (Detectable) slope;
      assertThat(power.power(PAIR, found.slope())).isCloseTo(found.power(), within(1e-12));
      assertThat(found.size()).isCloseTo(0.05, within(1e-14));
    }
    // Ordinary MDE: 80 % power at (1.96 + 0.84) standard errors, over two periods, but for the tail
    // on the other side.
    assertThat(((Detectable) power.slopes(PAIR).get(1)).slope())
        .isCloseTo((Z975 + 0.8416212335729143) * 0.4 / 2, within(1e-5));
  }

  @Test
  void theBiasOfThoseWhoPassIsThatOfATruncatedNormal() {
    // Trend 0.2 a period: the estimate before has mean −0.4, limits ±0.784 around 0; the one after
    // follows it with slope 0.06/0.16.
    TrendConsequences under = power.under(PAIR, 0.2);
    double low = -Z975 + 1;
    double high = Z975 + 1;
    double inside = NormalTail.below(high) - NormalTail.below(low);
    double pull = (NormalTail.density(low) - NormalTail.density(high)) / inside;
    assertThat(under.path().get(0).afterPassing()).isCloseTo(-0.4 + 0.4 * pull, within(1e-13));
    assertThat(under.path().get(1).trend()).isEqualTo(0.2);
    assertThat(under.path().get(1).afterPassing())
        .isCloseTo(0.2 + 0.06 / 0.16 * 0.4 * pull, within(1e-13));
    assertThat(under.bayesFactor()).isCloseTo(inside / 0.95, within(1e-13));
    // φ((0.5 + 0.4)/0.4)/φ(0.5/0.4)
    assertThat(under.likelihoodRatio()).isCloseTo(Math.exp((0.25 - 0.81) / 0.32), within(1e-14));
  }

  @Test
  void slopesScaleWithTheOutcomeAndPowersDoNot() {
    EventStudy study = GoldenEventStudy.read("unit");
    EventStudy scaled =
        new EventStudy(
            new int[] {-3, 0},
            -1,
            new double[] {512, 1024},
            new double[][] {{0.16 * 0x1p20, 0.06 * 0x1p20}, {0.06 * 0x1p20, 0.25 * 0x1p20}});
    double slope = ((Detectable) power.slopes(PAIR).get(0)).slope();
    assertThat(((Detectable) power.slopes(scaled).get(0)).slope()).isEqualTo(1024 * slope);
    assertThat(power.under(study, 0.1).power()).isEqualTo(power.power(study, 0.1));
  }

  @Test
  void aTestThatRejectsAsOftenWithoutATrendFindsNone() {
    assertThat(new PreTrendPower(0.4, List.of(0.5)).slopes(PAIR))
        .singleElement()
        .isInstanceOfSatisfying(
            AlreadyAtNoTrend.class, none -> assertThat(none.size()).isCloseTo(0.6, within(1e-12)));
  }

  @Test
  void theJointTestIsTheWaldTestOfTheEstimatesBefore() {
    JointTest.Result one = PreTrendTest.of(PAIR, OptionalInt.empty());
    assertThat(one.statistic()).isCloseTo(0.25 / 0.16, within(1e-14));
    assertThat(one.pValue()).isCloseTo(2 * NormalTail.below(-1.25), within(1e-12));
    // One effect with G = 12 clusters: F(1, 11), the square of t(11); R: 2*pt(-1.25, 11) =
    // 0.237208.
    JointTest.Result clustered = PreTrendTest.of(PAIR, OptionalInt.of(12));
    assertThat(clustered.pValue())
        .isCloseTo(2 * new TDistribution(11).cumulativeProbability(-1.25), within(1e-12));
    // W = b'V⁻¹b by hand: V = [[2, 1], [1, 2]], b = (1, 2): V⁻¹ = [[2, −1], [−1, 2]]/3, W = 6/3.
    EventStudy two =
        new EventStudy(
            new int[] {-3, -2}, -1, new double[] {1, 2}, new double[][] {{2, 1}, {1, 2}});
    JointTest.Result both = PreTrendTest.of(two, OptionalInt.empty());
    assertThat(both.statistic()).isCloseTo(2, within(1e-14));
    assertThat(both.pValue()).isCloseTo(Math.exp(-1), within(1e-12));
    assertThatThrownBy(() -> PreTrendTest.of(two, OptionalInt.of(2)))
        .hasMessageStartingWith("COVARIANCE_SINGULAR: ");
  }

  @Test
  void theDetectableEffectOfACombinationUsesItsStandardError() {
    // Var(β_0 − β_{−3}) = 0.16 + 0.25 − 0.12 = 0.29.
    double z = Z975 + 0.8416212335729143;
    assertThat(DetectableEffect.at80(PAIR, List.of(-1.0, 1.0), OptionalDouble.empty(), 0.95))
        .isCloseTo(z * Math.sqrt(0.29), within(1e-12));
    assertThatThrownBy(
            () ->
                DetectableEffect.at80(
                    PAIR, Collections.nCopies(2, 0.0), OptionalDouble.empty(), 0.95))
        .hasMessage(
            "SETTING_OUT_OF_RANGE: 'weights' is [0.0, 0.0] but must be 2 weights, one an estimate,"
                + " not all 0. Correct it in the study plan.");
  }

  @Test
  void refusesAStudyWithoutAPast() {
    EventStudy after = new EventStudy(new int[] {0}, -1, new double[] {1}, new double[][] {{1}});
    assertThatThrownBy(() -> power.slopes(after))
        .hasMessageStartingWith(
            "TOO_FEW_PRE_PERIODS: pretrends has 0 estimates before the reference period and needs 1.");
    assertThatThrownBy(() -> new PreTrendPower(1, List.of(0.5)))
        .hasMessageStartingWith("SETTING_OUT_OF_RANGE: 'level' is 1.0");
    assertThatThrownBy(() -> new PreTrendPower(0.95, List.of(0.0)))
        .hasMessageStartingWith("SETTING_OUT_OF_RANGE: 'power' is 0.0");
  }
}
