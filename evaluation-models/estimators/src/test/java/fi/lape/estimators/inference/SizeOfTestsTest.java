package fi.lape.estimators.inference;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lape.estimators.dose.DoseRegression;
import fi.lape.estimators.dose.DoseSettings;
import fi.lape.estimators.dose.RegressionWeights;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.inference.WildClusterTest.Restriction;
import fi.lape.estimators.inference.WildClusterTest.Scores;
import fi.lape.estimators.moments.MomentsBuilder;
import fi.lape.estimators.moments.PanelMoments;
import fi.lape.estimators.panel.Panel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How often a nominal 5 % test rejects when there is no effect: uneven doses and areas. */
class SizeOfTestsTest {
  private static final int AREAS = 12;
  private static final int ROUNDS = 2000; // Monte-Carlo error of a 5 % share: 0.5 points
  private static final int[] PERIODS = {2016, 2017};

  @Test
  void jackknifeScoresHoldTheSizeThatTheUsualDefaultLoses() {
    Random random = new Random(31);
    List<Inference> tests = List.of(new Cr1(SmallSample.CR1), new Cr3(Cr3.Scale.ONE), new Cr2());
    WildClusterTest ordinary = new WildClusterTest(Restriction.RESTRICTED, Scores.ORDINARY);
    WildClusterTest jackknifed = new WildClusterTest(Restriction.RESTRICTED, Scores.JACKKNIFE);
    WildClusterTest cr3Too =
        new WildClusterTest(WildSettings.DEFAULTS.with(WildSettings.Variance.CR3));
    int[] rejected = new int[6];
    for (int round = 0; round < ROUNDS; round++) {
      Estimated slope = slope(random);
      rejected[3] += ordinary.pValue(slope.regression().orElseThrow(), 0) <= 0.05 ? 1 : 0;
      rejected[4] += jackknifed.pValue(slope.regression().orElseThrow(), 0) <= 0.05 ? 1 : 0;
      rejected[5] += cr3Too.pValue(slope.regression().orElseThrow(), 0) <= 0.05 ? 1 : 0;
      for (int j = 0; j < tests.size(); j++) {
        rejected[j] += ((Inferred) tests.get(j).infer(slope, 0.95)).pValue() <= 0.05 ? 1 : 0;
      }
    }
    double cr1 = 100.0 * rejected[0] / ROUNDS;
    double cr3 = 100.0 * rejected[1] / ROUNDS;
    double cr2 = 100.0 * rejected[2] / ROUNDS;
    double classic = 100.0 * rejected[3] / ROUNDS;
    double jackknife = 100.0 * rejected[4] / ROUNDS;
    double both = 100.0 * rejected[5] / ROUNDS;
    System.out.printf(
        "size of 5 %% tests, %d areas: CR1 %.1f, CR2 %.1f, CR3 %.1f, WCR 11 %.1f, 31 %.1f, 33 %.1f %%%n",
        AREAS, cr1, cr2, cr3, classic, jackknife, both);
    assertThat(cr1).isGreaterThan(8);
    assertThat(cr3).isLessThan(cr1);
    assertThat(cr2).isBetween(2.0, 6.5);
    assertThat(both).isBetween(3.5, 6.5);
    assertThat(jackknife).isBetween(3.5, 6.5);
  }

  /** Areas differ about tenfold in size and threefold in dose; the smaller have larger errors. */
  private static Estimated slope(Random random) {
    MomentsBuilder moments = new MomentsBuilder(PERIODS);
    Map<String, Double> dose = new HashMap<>();
    for (int k = 0; k < AREAS; k++) {
      double d = Math.exp(0.4 * random.nextGaussian());
      dose.put("A" + k, d);
      double level = 10 * random.nextGaussian();
      double weight = Math.exp(0.7 * random.nextGaussian());
      double change = (0.5 + 0.5 / Math.sqrt(weight)) * random.nextGaussian();
      moments.add("A" + k, Panel.NEVER, weight, new double[] {level, level + change});
    }
    PanelMoments panel = moments.build();
    return new DoseRegression(new DoseSettings(2016, List.of(2017), RegressionWeights.PANEL), dose)
        .fit(panel)
        .estimated()
        .get(0);
  }
}
