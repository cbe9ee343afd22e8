package fi.lape.estimators.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import fi.lape.estimators.error.EvaluationException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AreaResamplingTest {
  private static final List<String> AREAS = List.of("KSU", "PIR", "UUS", "LAP", "KAI");

  @Test
  void aResampleHasAsManyAreasAsThereAreAndEachAsOftenAsTheOthersOnAverage() {
    AreaResampling resampling = AreaResampling.of(AREAS, 4000, 1);
    int[] sums = new int[AREAS.size()];
    for (int draw = 0; draw < 4000; draw++) {
      int[] times = resampling.times(draw);
      assertThat(Arrays.stream(times).sum()).isEqualTo(5);
      for (int k = 0; k < sums.length; k++) {
        sums[k] += times[k];
      }
    }
    // 4000 draws of 5 areas: sd of a count is √(20000 · 0.2 · 0.8) = 57
    for (int sum : sums) {
      assertThat(sum).isBetween(4000 - 230, 4000 + 230);
    }
  }

  @Test
  void theOrderOfAreasDoesNotMatterAndTheSeedDoes() {
    List<String> other = List.of("LAP", "KAI", "KSU", "UUS", "PIR");
    AreaResampling here = AreaResampling.of(AREAS, 50, 7);
    AreaResampling there = AreaResampling.of(other, 50, 7);
    boolean differs = false;
    for (int draw = 0; draw < 50; draw++) {
      for (String area : AREAS) {
        assertThat(there.times(draw)[other.indexOf(area)])
            .isEqualTo(here.times(draw)[AREAS.indexOf(area)]);
      }
      differs |= !Arrays.equals(here.times(draw), AreaResampling.of(AREAS, 50, 8).times(draw));
    }
    assertThat(differs).isTrue();
  }

  /** Planted: an area's cost is 100 − 7 times its effect, so every resample lies on that line. */
  @Test
  void theCorrelationOfEffectAndCostSurvives() {
    double[] effects = {3, -1, 4, 1, 5};
    double[] costs = Arrays.stream(effects).map(e -> 100 - 7 * e).toArray();
    double[] weights = {10, 20, 5, 8, 13};
    CostEffectDraws draws =
        AreaResampling.of(AREAS, 500, 3).draw(new AreaMeans(effects, costs, weights));
    assertThat(draws.size()).isEqualTo(500);
    for (int b = 0; b < 500; b++) {
      assertThat(draws.costs()[b]).isCloseTo(100 - 7 * draws.effects()[b], within(1e-10));
    }
    JointError error = draws.error();
    assertThat(error.covariance() / Math.sqrt(error.effect() * error.cost()))
        .isCloseTo(-1, within(1e-10));
  }

  @Test
  void weightedMeansAreThoseByHand() {
    AreaMeans means =
        new AreaMeans(new double[] {1, 2}, new double[] {10, 40}, new double[] {3, 1});
    assertThat(means.of(new int[] {1, 1})).contains(new Increment(5 / 4.0, 70 / 4.0));
    assertThat(means.of(new int[] {0, 2})).contains(new Increment(2, 40));
  }

  /** All 3³ resamples of three areas, each as likely as the others: no chance is left. */
  @Test
  void drawsOfLeftOutAreasHaveTheEstimateAsMeanAndTheJackknifeAsCovariance() {
    Increment all = new Increment(2, 500);
    LeftOutAreas left =
        new LeftOutAreas(
            all, List.of(new Increment(1.5, 560), new Increment(2.75, 430), new Increment(2, 490)));
    double[] e = new double[27];
    double[] c = new double[27];
    for (int b = 0; b < 27; b++) {
      int[] times = new int[3];
      times[b % 3]++;
      times[b / 3 % 3]++;
      times[b / 9]++;
      Increment drawn = left.of(times).orElseThrow();
      e[b] = drawn.effect();
      c[b] = drawn.cost();
    }
    CostEffectDraws draws = CostEffectDraws.of(e, c);
    assertThat(draws.mean().effect()).isCloseTo(2, within(1e-12));
    assertThat(draws.mean().cost()).isCloseTo(500, within(1e-10));
    double all27 = 26.0 / 27; // variances of the population of resamples
    assertThat(draws.error().effect() * all27).isCloseTo(left.error().effect(), within(1e-12));
    assertThat(draws.error().cost() * all27).isCloseTo(left.error().cost(), within(1e-8));
    assertThat(draws.error().covariance() * all27)
        .isCloseTo(left.error().covariance(), within(1e-10));
  }

  /** Of equally weighted means the jackknife is the textbook's s²/n and s_xy/n. */
  @Test
  void theJackknifeOfMeansIsTheVarianceOfAMean() {
    double[] e = {3, -1, 4, 1, 5};
    double[] c = {10, 40, 20, 70, 5};
    AreaMeans means = new AreaMeans(e, c, new double[] {1, 1, 1, 1, 1});
    List<Increment> without = new ArrayList<>();
    for (int k = 0; k < 5; k++) {
      int[] times = {1, 1, 1, 1, 1};
      times[k] = 0;
      without.add(means.of(times).orElseThrow());
    }
    LeftOutAreas left =
        new LeftOutAreas(means.of(new int[] {1, 1, 1, 1, 1}).orElseThrow(), without);
    JointError expected = CostEffectDraws.of(e, c).error();
    assertThat(left.error().effect()).isCloseTo(expected.effect() / 5, within(1e-12));
    assertThat(left.error().cost()).isCloseTo(expected.cost() / 5, within(1e-10));
    assertThat(left.error().covariance()).isCloseTo(expected.covariance() / 5, within(1e-10));
    // And an area drawn twice moves the estimate towards it.
    Increment first = left.of(new int[] {5, 0, 0, 0, 0}).orElseThrow();
    assertThat(first.effect()).isGreaterThan(left.all().effect());
    assertThat(first.cost()).isLessThan(left.all().cost());
  }

  @Test
  void resamplesWithoutAnEstimateAreLeftOutUpToALimit() {
    AreaResampling resampling = AreaResampling.of(AREAS, 1000, 5);
    // All five the same area: 5 of 3125 resamples.
    AreaStatistic mostly =
        times ->
            Arrays.stream(times).anyMatch(t -> t == 5)
                ? Optional.empty()
                : Optional.of(new Increment(times[0], 1));
    assertThat(resampling.draw(mostly).size()).isBetween(985, 999);
    AreaStatistic seldom =
        times -> times[0] == 0 ? Optional.empty() : Optional.of(new Increment(times[0], 1));
    assertThatThrownBy(() -> resampling.draw(seldom))
        .isInstanceOf(EvaluationException.class)
        .hasMessageMatching(
            "RESAMPLES_NOT_ESTIMABLE: 3\\d\\d of 1000 resamples of areas give no estimate; at most"
                + " 0\\.05 of them may\\. What is left is no sample of what could have happened\\."
                + " Resample the influence of areas instead, or ask for fewer effects at once\\.");
  }

  @Test
  void areasThatCannotBeResampledAreRefused() {
    assertThatThrownBy(() -> AreaResampling.of(List.of("A", "B"), 10, 1))
        .hasMessage(
            "TOO_FEW_AREAS_TO_RESAMPLE: there are 2 areas and 3 are needed. How much effect and"
                + " cost vary is told by how much areas differ. Report the estimate without an"
                + " interval.");
    assertThatThrownBy(() -> AreaResampling.of(List.of("A", "B", "A"), 10, 1))
        .hasMessageStartingWith("COST_DATA_INVALID: an area is given twice.");
    assertThatThrownBy(() -> AreaResampling.of(AREAS, 1, 1))
        .hasMessageStartingWith("SETTING_OUT_OF_RANGE: 'draws' is 1");
    assertThatThrownBy(() -> new LeftOutAreas(new Increment(1, 1), List.of()))
        .hasMessageStartingWith("TOO_FEW_AREAS_TO_RESAMPLE: there are 0 areas");
    assertThatThrownBy(() -> new AreaMeans(new double[1], new double[1], new double[1]))
        .hasMessageStartingWith(
            "COST_DATA_INVALID: area 1 has effect 0.0, cost 0.0 and weight 0.0.");
    assertThatThrownBy(() -> new AreaMeans(new double[1], new double[2], new double[1]))
        .hasMessageStartingWith("COST_DATA_INVALID: there are effects of 1 areas, costs of 2");
  }
}
