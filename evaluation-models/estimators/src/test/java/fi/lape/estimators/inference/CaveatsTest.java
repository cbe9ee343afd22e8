package fi.lape.estimators.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fi.lape.estimators.did.TwoWayFixedEffects;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.Sample;
import fi.lape.estimators.estimate.UnitInfluence;
import fi.lape.estimators.laws.RandomPanel;
import fi.lape.estimators.moments.PanelMoments;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaveatsTest {
  /** Student's law at 1.96·√((G−1)/G): tables say t(7) exceeds 1.833 with 5.47 % on a side. */
  @Test
  void theLimitOfFewIsWhereTheBestCaseRejectsSixPercent() {
    assertThat(Caveats.rejected(8)).isCloseTo(0.1094, within(2e-4));
    assertThat(Caveats.rejected(Caveats.FEW)).isGreaterThan(0.06);
    assertThat(Caveats.rejected(Caveats.FEW + 1L)).isCloseTo(0.06, within(2e-4));
    assertThat(Caveats.rejected(10_000)).isCloseTo(0.05, within(1e-4));
  }

  /** The mean of alike, normal clusters, drawn anew: what is said of the best case is so. */
  @ParameterizedTest
  @CsvSource({"8, analytic", "8, multiplier", "12, multiplier", "30, analytic"})
  void errorsWithoutAFactorRejectTooOftenEvenThen(int clusters, String name) {
    Random random = new Random(7);
    Panel panel = RandomPanel.of(clusters, clusters, new int[] {Panel.NEVER}, 1);
    int rounds = 4_000;
    int rejected = 0;
    for (int round = 0; round < rounds; round++) {
      double[] value = random.doubles(clusters).toArray();
      double mean = 0;
      for (int k = 0; k < clusters; k++) {
        value[k] = random.nextGaussian();
        mean += value[k] / clusters;
      }
      for (int k = 0; k < clusters; k++) {
        value[k] -= mean;
      }
      Estimated estimated = mean(panel, mean, value);
      Inferred inferred = (Inferred) Inferences.of(name).infer(estimated, 0.95);
      rejected += inferred.pValue() <= 0.05 ? 1 : 0;
      assertThat(Inferences.of(name).caveats(estimated)).contains(Caveat.NO_SMALL_SAMPLE_FACTOR);
    }
    double share = rejected / (double) rounds; // Monte-Carlo error 0.5 points
    assertThat(share).isGreaterThan(0.055);
    if (name.equals("analytic")) {
      assertThat(share).isCloseTo(Caveats.rejected(clusters), within(0.012));
    }
  }

  private static Estimated mean(Panel panel, double mean, double[] influence) {
    return new Estimated(
        EffectKey.of("mean"),
        mean,
        new UnitInfluence(panel, influence),
        Optional.empty(),
        Optional.empty(),
        new Sample(influence.length, influence.length, influence.length, OptionalDouble.empty()));
  }

  @Test
  void clustersEnoughOrAFactorHaveNone() {
    Estimated many = twfe(120, 60, 60);
    for (String name : Inferences.names()) {
      assertThat(Inferences.of(name).caveats(many)).as(name).isEmpty();
    }
    Estimated eight = twfe(60, 8, 8);
    assertThat(Inferences.of("cr1").caveats(eight)).isEmpty();
    assertThat(Inferences.of("wild-cluster").caveats(eight)).isEmpty();
    assertThat(Inferences.of("cr1", Map.of("dof", "normal")).caveats(eight))
        .containsExactly(Caveat.NO_SMALL_SAMPLE_FACTOR);
    assertThat(Inferences.of("analytic", Map.of("by", "unit")).caveats(eight)).isEmpty();
    assertThat(Inferences.of("multiplier", Map.of("over", "units")).caveats(eight)).isEmpty();
  }

  @Test
  void oneTreatedClusterIsSaidOfEveryErrorThatDoesNotSeeIt() {
    Estimated one = twfe(60, 8, 1);
    Set<Caveat> alone = Set.of(Caveat.RESTS_ON_ONE_CLUSTER);
    assertThat(Inferences.of("cr1").caveats(one)).isEqualTo(alone);
    assertThat(Inferences.of("wild-cluster-unrestricted").caveats(one)).isEqualTo(alone);
    assertThat(Inferences.of("wild-cluster").caveats(one))
        .containsExactly(Caveat.HARDLY_EVER_REJECTS);
    assertThat(Inferences.of("multiplier").caveats(one))
        .containsExactly(Caveat.NO_SMALL_SAMPLE_FACTOR, Caveat.RESTS_ON_ONE_CLUSTER);
    assertThat(Inferences.of("cr1").caveats(twfe(60, 8, 3)))
        .containsExactly(Caveat.FEW_TREATED_CLUSTERS);
  }

  /**
   * All but one cluster treated from the same period on: the other is all they are compared with.
   */
  @Test
  void oneUntreatedClusterIsTheSame() {
    assertThat(Inferences.of("cr1").caveats(twfe(60, 8, 7)))
        .containsExactly(Caveat.RESTS_ON_ONE_CLUSTER);
  }

  /** The first clusters' units adopt in 2013; with all treated, half of each cluster's do. */
  private static Estimated twfe(int units, int clusters, int treated) {
    Panel random = RandomPanel.of(units, clusters, new int[] {Panel.NEVER}, 5);
    List<String> ids = new ArrayList<>();
    List<String> names = new ArrayList<>();
    int[] cohorts = new int[units];
    double[] weights = new double[units];
    double[][] outcomes = new double[units][];
    for (int i = 0; i < units; i++) {
      ids.add(random.id(i));
      names.add(random.cluster(i));
      boolean adopts = treated == clusters ? i / clusters % 2 == 0 : i % clusters < treated;
      cohorts[i] = adopts ? 2013 : Panel.NEVER;
      weights[i] = random.weight(i);
      outcomes[i] = random.outcomes(i);
    }
    Panel panel = new Panel(random.periods(), ids, names, cohorts, weights, outcomes);
    return new TwoWayFixedEffects().fit(PanelMoments.of(panel)).estimated().get(0);
  }
}
