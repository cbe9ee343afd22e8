package fi.lape.estimators.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fi.lape.estimators.golden.GoldenTable;
import fi.lape.estimators.golden.Parity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RatioBootstrapTest {
  /** Twelve areas, resampled and answered by scipy 1.17.1 (golden/ce-bootstrap/generate.py). */
  @Test
  void intervalsAreThoseOfScipyOnTheSameDraws() {
    List<Map<String, String>> areas = GoldenTable.rows("ce-bootstrap/areas.csv");
    double[] e = GoldenDraws.column(areas, "effect");
    double[] c = GoldenDraws.column(areas, "cost");
    double[] ones = new double[e.length];
    Arrays.fill(ones, 1);
    AreaMeans means = new AreaMeans(e, c, ones);
    int[] times = new int[e.length];
    Arrays.fill(times, 1);
    Increment all = means.of(times).orElseThrow();
    List<Increment> without = new ArrayList<>();
    for (int k = 0; k < e.length; k++) {
      times[k] = 0;
      without.add(means.of(times).orElseThrow());
      times[k] = 1;
    }
    RatioBootstrap bootstrap = RatioBootstrap.of(all, GoldenDraws.read("ce-bootstrap/draws.csv"));
    Parity parity = new Parity("ce-bootstrap");
    for (Map<String, String> row : GoldenTable.rows("ce-bootstrap/intervals.csv")) {
      double level = Double.parseDouble(row.get("level"));
      RatioInterval.Ends ends =
          (RatioInterval.Ends)
              (row.get("method").equals("BCa")
                  ? bootstrap.accelerated(level, without)
                  : bootstrap.percentile(level));
      parity.compare(row + " low", ends.low(), Double.parseDouble(row.get("low")), 1e-10);
      parity.compare(row + " high", ends.high(), Double.parseDouble(row.get("high")), 1e-10);
    }
    parity.summary(12);
    assertThat(bootstrap.biasCorrected(0.9))
        .as("without acceleration the correction is for bias alone")
        .isNotEqualTo(bootstrap.accelerated(0.9, without));
  }

  @Test
  void anEndAmongDrawsOfNoEffectIsRefused() {
    double[] e = new double[41];
    double[] c = new double[41];
    for (int b = 0; b < 41; b++) {
      e[b] = 1;
      c[b] = b; // ratios 0 … 40
    }
    Increment estimate = new Increment(1, 20);
    assertThat(percentile(estimate, e, c)).isEqualTo(new RatioInterval.Ends(1, 39));
    e[40] = -1; // beyond the 97.5 % point of 40 steps, so the end stays a ratio
    assertThat(percentile(estimate, e, c)).isEqualTo(new RatioInterval.Ends(1, 39));
    e[39] = -1; // the end itself
    assertThat(percentile(estimate, e, c))
        .isEqualTo(new RatioInterval.Refused(NoRatio.DRAWS_REACH_NO_EFFECT));
  }

  @Test
  void harmfulDrawsLieAboveAndSavingOnesBelowEveryRatio() {
    // One draw is harmful and dear: its ratio, −1, would be the best if ratios were sorted.
    double[] e = new double[41];
    double[] c = new double[41];
    for (int b = 0; b < 41; b++) {
      e[b] = b < 1 ? -1 : 1;
      c[b] = b < 1 ? 1 : b;
    }
    RatioInterval.Ends ends = (RatioInterval.Ends) percentile(new Increment(1, 20), e, c);
    assertThat(ends.low()).isEqualTo(2); // ratios 1 … 40 and one above
    assertThat(ends.high()).isEqualTo(40);
    c[0] = -60; // harmful, but saves much: below
    ends = (RatioInterval.Ends) percentile(new Increment(1, 20), e, c);
    assertThat(ends).isEqualTo(new RatioInterval.Ends(1, 39));
  }

  private static RatioInterval percentile(Increment estimate, double[] e, double[] c) {
    return RatioBootstrap.of(estimate, CostEffectDraws.of(e, c)).percentile(0.95);
  }

  /** 20 draws lie below the estimate, 20 above and one on it: no median bias. */
  @Test
  void aDrawOnTheEstimateCountsHalf() {
    double[] e = new double[41];
    double[] c = new double[41];
    for (int b = 0; b < 41; b++) {
      e[b] = 1;
      c[b] = b;
    }
    RatioInterval.Ends corrected =
        (RatioInterval.Ends)
            RatioBootstrap.of(new Increment(1, 20), CostEffectDraws.of(e, c)).biasCorrected(0.95);
    assertThat(corrected.low()).isCloseTo(1, within(1e-9));
    assertThat(corrected.high()).isCloseTo(39, within(1e-9));
  }

  @Test
  void aProgrammeThatSavesAndDoesLessHasTheSameIntervalAsItsMirrorImage() {
    CostEffectDraws draws = GoldenDraws.shifted(3);
    RatioInterval there = RatioBootstrap.of(draws.mean(), draws).percentile(0.95);
    RatioInterval back =
        RatioBootstrap.of(draws.mean().swapped(), draws.swapped()).percentile(0.95);
    assertThat(there).isInstanceOf(RatioInterval.Ends.class).isEqualTo(back);
    assertThat(RatioBootstrap.of(draws.mean(), draws).biasCorrected(0.95))
        .isInstanceOf(RatioInterval.Ends.class);
  }

  @Test
  void theGoldenDrawsReachNoEffectAndHaveNoInterval() {
    CostEffectDraws draws = GoldenDraws.read();
    assertThat(RatioBootstrap.of(draws.mean(), draws).percentile(0.95))
        .isEqualTo(new RatioInterval.Refused(NoRatio.DRAWS_REACH_NO_EFFECT));
    assertThat(RatioBootstrap.of(draws.mean(), draws).percentile(0.5))
        .isInstanceOf(RatioInterval.Ends.class);
  }

  @Test
  void whatHasNoRatioHasNoInterval() {
    CostEffectDraws draws = GoldenDraws.shifted(3);
    assertThat(RatioBootstrap.of(new Increment(3, -1), draws).percentile(0.95))
        .isEqualTo(new RatioInterval.Refused(NoRatio.DOMINANT));
    assertThat(RatioBootstrap.of(new Increment(-3, 1), draws).percentile(0.95))
        .isEqualTo(new RatioInterval.Refused(NoRatio.DOMINATED));
    assertThat(RatioBootstrap.of(new Increment(0, 1), draws).percentile(0.95))
        .isEqualTo(new RatioInterval.Refused(NoRatio.NO_DIFFERENCE_IN_EFFECT));
    assertThat(RatioBootstrap.of(new Increment(0.01, 1e9), draws).biasCorrected(0.95))
        .isEqualTo(new RatioInterval.Refused(NoRatio.ESTIMATE_OUTSIDE_DRAWS));
    List<Increment> crossing = List.of(new Increment(1, 1), new Increment(-0.1, 1));
    assertThat(RatioBootstrap.of(draws.mean(), draws).accelerated(0.95, crossing))
        .isEqualTo(new RatioInterval.Refused(NoRatio.DRAWS_REACH_NO_EFFECT));
  }

  @Test
  void anotherCurrencyScalesTheEnds() {
    CostEffectDraws draws = GoldenDraws.shifted(3);
    CostEffectDraws cents =
        CostEffectDraws.of(
            draws.effects(), Arrays.stream(draws.costs()).map(c -> 100 * c).toArray());
    RatioInterval.Ends euros =
        (RatioInterval.Ends) RatioBootstrap.of(draws.mean(), draws).biasCorrected(0.9);
    RatioInterval.Ends other =
        (RatioInterval.Ends) RatioBootstrap.of(cents.mean(), cents).biasCorrected(0.9);
    assertThat(other.low()).isCloseTo(100 * euros.low(), within(1e-6));
    assertThat(other.high()).isCloseTo(100 * euros.high(), within(1e-6));
  }
}
