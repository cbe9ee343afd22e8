package fi.lape.estimators.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import fi.lape.estimators.did.GroupTimeAtt;
import fi.lape.estimators.did.GroupTimeSettings;
import fi.lape.estimators.did.TwoWayFixedEffects;
import fi.lape.estimators.error.EvaluationException;
import fi.lape.estimators.estimate.ClusterRegression;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.inference.WildClusterTest.Restriction;
import fi.lape.estimators.laws.Edit;
import fi.lape.estimators.laws.RandomPanel;
import fi.lape.estimators.moments.PanelMoments;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InferenceTest {
  private static final int[] COHORTS = {2013, 2015, Panel.NEVER};

  static List<Inference> all() {
    return Inferences.names().stream().map(Inferences::of).toList();
  }

  private static Estimated twfe(Panel panel) {
    return new TwoWayFixedEffects().fit(PanelMoments.of(panel)).estimated().get(0);
  }

  private static Refusal refusal(Inference inference, Estimated estimated) {
    return ((NotInferable) inference.infer(estimated, 0.95)).refusal();
  }

  @Test
  void everyInferenceIsFoundByItsName() {
    assertThat(Inferences.names())
        .containsExactly(
            "analytic",
            "cr1",
            "cr2",
            "cr3",
            "unit-robust",
            "iid",
            "hetero",
            "cluster-period",
            "unit-period",
            "wild-cluster",
            "wild-cluster-classic",
            "wild-cluster-unrestricted",
            "multiplier");
    for (String name : Inferences.names()) {
      assertThat(Inferences.of(name).name()).isEqualTo(name);
    }
    assertThat(RefitInferences.names()).containsExactly("randomization", "ibragimov-mueller");
    for (String name : RefitInferences.names()) {
      assertThat(RefitInferences.of(name, Map.of()).name()).isEqualTo(name);
    }
    assertThatThrownBy(() -> Inferences.of("cr9"))
        .isInstanceOf(EvaluationException.class)
        .hasMessage(
            "SETTING_OUT_OF_RANGE: 'inference' is 'cr9' but must be one of analytic, cr1, cr2, cr3,"
                + " unit-robust, iid, hetero, cluster-period, unit-period, wild-cluster,"
                + " wild-cluster-classic, wild-cluster-unrestricted, multiplier. Correct it in the study plan.");
    assertThatThrownBy(() -> RefitInferences.of("cr1", Map.of()))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("must be one of randomization, ibragimov-mueller.");
  }

  @Test
  void settingsOfInferencesAreReadFromWords() {
    Estimated twfe = twfe(RandomPanel.of(60, 9, COHORTS, 4));
    assertThat(
            Inferences.of("cr1", Map.of("groups", "no", "counted", "none", "dof", "normal"))
                .infer(twfe, 0.95))
        .isEqualTo(new Cr1(SmallSample.ASYMPTOTIC).infer(twfe, 0.95));
    assertThat(Inferences.of("cr3", Map.of("scale", "jackknife")).infer(twfe, 0.9))
        .isEqualTo(new Cr3(Cr3.Scale.JACKKNIFE).infer(twfe, 0.9));
    Map<String, String> wild =
        Map.of("scores", "ordinary", "variance", "cr3", "weights", "webb", "draws", "99");
    assertThat(Inferences.of("wild-cluster", wild).name()).isEqualTo("wild-cluster-13-webb");
    assertThat(((Inferred) Inferences.of("analytic").infer(twfe, 0.95)).standardError())
        .isEqualTo(((Inferred) new Cr1(SmallSample.CR0).infer(twfe, 0.95)).standardError());
    Inferred byUnit = (Inferred) Inferences.of("analytic", Map.of("by", "unit")).infer(twfe, 0.95);
    assertThat(byUnit.standardError().orElseThrow())
        .isCloseTo(Math.sqrt(twfe.influence().unitCovariance(twfe.influence())), within(1e-15));
    assertThat(byUnit.dof()).isEmpty();
    assertThatThrownBy(() -> Inferences.of("cr2", Map.of("draws", "9")))
        .isInstanceOf(EvaluationException.class)
        .hasMessageStartingWith("SETTING_UNKNOWN: 'cr2' has no setting 'draws'.");
    assertThatThrownBy(() -> Inferences.of("wild-cluster", Map.of("weights", "mammen")))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("one of rademacher, webb");
    assertThatThrownBy(() -> RefitInferences.of("ibragimov-mueller", Map.of("draws", "9")))
        .isInstanceOf(EvaluationException.class);
    assertThat(RefitInferences.of("randomization", Map.of("receiver", "units")).name())
        .isEqualTo("randomization");
  }

  @ParameterizedTest
  @MethodSource("all")
  void aLevelThatIsNotAShareIsRefused(Inference inference) {
    for (double level : new double[] {0, 1, 95, Double.NaN}) {
      assertThatThrownBy(() -> inference.infer(twfe(RandomPanel.of(30, 6, COHORTS, 2)), level))
          .isInstanceOf(EvaluationException.class)
          .hasMessageStartingWith("SETTING_OUT_OF_RANGE: 'level' is " + level);
    }
  }

  @Test
  void oneClusterIsTooFew() {
    Estimated estimated = twfe(RandomPanel.of(30, 1, COHORTS, 2));
    for (Inference inference : all()) {
      if (!(inference instanceof UnitRobust || inference instanceof RowRobust)) {
        assertThat(refusal(inference, estimated)).isEqualTo(Refusal.TOO_FEW_CLUSTERS);
      }
    }
  }

  @Test
  void anEffectThatOneClusterCarriesHasNoJackknife() {
    Panel random = RandomPanel.of(30, 5, new int[] {Panel.NEVER}, 2);
    List<String> ids = new ArrayList<>();
    List<String> clusters = new ArrayList<>();
    int[] cohorts = new int[random.size()];
    double[] weights = new double[random.size()];
    double[][] y = new double[random.size()][];
    for (int i = 0; i < cohorts.length; i++) {
      ids.add(random.id(i));
      clusters.add(random.cluster(i));
      cohorts[i] = random.cluster(i).equals("K0") ? 2013 : Panel.NEVER;
      weights[i] = 1;
      y[i] = random.outcomes(i);
    }
    Estimated estimated = twfe(new Panel(random.periods(), ids, clusters, cohorts, weights, y));
    assertThat(refusal(new Cr3(Cr3.Scale.ONE), estimated)).isEqualTo(Refusal.RESTS_ON_ONE_CLUSTER);
    assertThat(estimated.sample().clustersTreated()).isEqualTo(1);
  }

  @Test
  void aPerfectFitHasNoErrorToState() {
    Panel random = RandomPanel.of(30, 6, COHORTS, 2);
    Panel exact =
        Edit.outcomes(random, (i, t, y) -> i + t + (random.cohort(i) <= 2010 + t ? 4 : 0));
    for (Inference inference : all()) {
      if (inference.name().equals("iid")) {
        continue; // weighted units known by moments only: ROWS_NOT_KEPT, in RowRobustTest
      }
      assertThat(refusal(inference, twfe(exact)))
          .as(inference.name())
          .isEqualTo(Refusal.NO_RESIDUAL_VARIATION);
    }
  }

  @Test
  void theSmallestPValueIsTwoPatterns() {
    Panel random = RandomPanel.of(60, 8, COHORTS, 4);
    Panel strong =
        Edit.outcomes(random, (i, t, y) -> y + (random.cohort(i) <= 2010 + t ? 1000 : 0));
    Inferred inferred =
        (Inferred) new WildClusterTest(Restriction.RESTRICTED).infer(twfe(strong), 0.95);
    assertThat(inferred.pValue()).isEqualTo(2.0 / 256);
  }

  @Test
  void theIntervalHoldsWhatTheTestDoesNotReject() {
    Estimated estimated = twfe(RandomPanel.of(60, 9, COHORTS, 4));
    WildClusterTest test = new WildClusterTest(Restriction.RESTRICTED);
    Inferred inferred = (Inferred) test.infer(estimated, 0.9);
    double low = inferred.low().orElseThrow();
    double high = inferred.high().orElseThrow();
    assertThat(low).isLessThan(estimated.estimate());
    assertThat(high).isGreaterThan(estimated.estimate());
    double step = 1e-7;
    assertThat(test.pValue(estimated.regression().orElseThrow(), low + step)).isGreaterThan(0.1);
    assertThat(test.pValue(estimated.regression().orElseThrow(), low - step))
        .isLessThanOrEqualTo(0.1);
    assertThat(test.pValue(estimated.regression().orElseThrow(), high - step)).isGreaterThan(0.1);
    assertThat(test.pValue(estimated.regression().orElseThrow(), high + step))
        .isLessThanOrEqualTo(0.1);
    assertThat(inferred.pValue()).isEqualTo(test.pValue(estimated.regression().orElseThrow(), 0));
  }

  @Test
  void fourClustersCannotBoundTheEffectAtFivePercent() {
    Inferred inferred =
        (Inferred)
            new WildClusterTest(Restriction.RESTRICTED)
                .infer(twfe(RandomPanel.of(40, 4, COHORTS, 6)), 0.95);
    assertThat(inferred.low()).isEmpty();
    assertThat(inferred.high()).isEmpty();
    assertThat(inferred.pValue()).isGreaterThanOrEqualTo(2.0 / 16);
  }

  @Test
  void anIntervalIsTheEstimateAndItsErrorTimesTheQuantile() {
    Estimated estimated = twfe(RandomPanel.of(60, 11, COHORTS, 4));
    Inferred inferred = (Inferred) new Cr1(SmallSample.CR1).infer(estimated, 0.95);
    double error = inferred.standardError().orElseThrow();
    // t(10) at 0.975, from its closed form
    assertThat(inferred.high().orElseThrow())
        .isCloseTo(estimated.estimate() + 2.22813885198627 * error, within(1e-12));
    assertThat(inferred.low().orElseThrow())
        .isCloseTo(estimated.estimate() - 2.22813885198627 * error, within(1e-12));
    assertThat(inferred.dof()).hasValue(10);
    assertThat(inferred.clusters()).isEqualTo(11);
    Inferred normal = (Inferred) new Cr1(SmallSample.ASYMPTOTIC).infer(estimated, 0.95);
    assertThat(normal.dof()).isEmpty();
    assertThat(normal.high().orElseThrow() - estimated.estimate())
        .isCloseTo(1.959963984540054 * normal.standardError().orElseThrow(), within(1e-12));
  }

  @Test
  void theJackknifeScaleIsTheShareOfClustersLeft() {
    Estimated estimated = twfe(RandomPanel.of(60, 8, COHORTS, 4));
    double one =
        ((Inferred) new Cr3(Cr3.Scale.ONE).infer(estimated, 0.95)).standardError().orElseThrow();
    double jackknife =
        ((Inferred) new Cr3(Cr3.Scale.JACKKNIFE).infer(estimated, 0.95))
            .standardError()
            .orElseThrow();
    assertThat(jackknife * jackknife).isCloseTo(one * one * 7 / 8, within(1e-12));
  }

  /** γ = 4, 1, 1 of a total 6: G* = 36/18 = 2. */
  @Test
  void effectiveClustersByHand() {
    ClusterRegression regression =
        ClusterRegression.of(
                List.of("a", "b", "c"),
                new double[][][] {{{4}}, {{1}}, {{1}}},
                new double[][] {{1}, {2}, {3}},
                new double[] {1},
                new ClusterRegression.Parameters(6, 1, 0, 0))
            .orElseThrow();
    assertThat(EffectiveClusters.of(regression)).isCloseTo(2, within(1e-12));
  }

  @Test
  void equalClustersAreAllEffective() {
    double[][][] one = {{{2}}, {{2}}, {{2}}, {{2}}};
    ClusterRegression regression =
        ClusterRegression.of(
                List.of("a", "b", "c", "d"),
                one,
                new double[][] {{1}, {2}, {3}, {4}},
                new double[] {1},
                new ClusterRegression.Parameters(8, 1, 0, 0))
            .orElseThrow();
    assertThat(EffectiveClusters.of(regression)).isCloseTo(4, within(1e-12));
  }

  @Test
  void theDetectableEffectAddsTwoQuantiles() {
    // t(18): 2.10092204024104 at 0.975 and 0.862048668 at 0.8; normal: 1.959964 and 0.8416212
    assertThat(Mde.at80(2, OptionalDouble.of(18), 0.95))
        .isCloseTo(2 * (2.10092204024104 + 0.86204866799), within(1e-8));
    assertThat(Mde.at80(1, OptionalDouble.empty(), 0.95))
        .isCloseTo(1.959963984540054 + 0.8416212335729143, within(1e-12));
    assertThatThrownBy(() -> Mde.at80(1, OptionalDouble.empty(), 1))
        .isInstanceOf(EvaluationException.class);
  }

  /** With one effect the joint test is the square of its t test. */
  @Test
  void aJointTestOfOneEffectIsItsTTest() {
    Estimated estimated = twfe(RandomPanel.of(60, 11, COHORTS, 4));
    SmallSample groups = new SmallSample(true, SmallSample.Counted.NONE, SmallSample.Dof.CLUSTERS);
    Inferred alone = (Inferred) new Cr1(groups).infer(estimated, 0.95);
    JointTest.Result joint = JointTest.byClusters(List.of(estimated)).orElseThrow();
    assertThat(joint.pValue()).isCloseTo(alone.pValue(), within(1e-9));
    assertThat(joint.effects()).isEqualTo(1);
  }

  @Test
  void aJointTestOfNoEffectsOrOfAsManyAsClustersIsRefused() {
    List<Estimated> all =
        new GroupTimeAtt(GroupTimeSettings.DEFAULTS)
            .fit(PanelMoments.of(RandomPanel.of(60, 6, COHORTS, 4)))
            .estimated();
    assertThat(JointTest.byClusters(List.of())).isEmpty();
    assertThat(JointTest.byUnits(List.of())).isEmpty();
    assertThat(JointTest.byClusters(all.subList(0, 6))).isEmpty();
    assertThat(JointTest.byClusters(all.subList(0, 3))).isPresent();
    assertThat(JointTest.byUnits(List.of(all.get(0), all.get(0)))).isEmpty();
  }

  /** One treated cluster: without it the restricted coefficients are still determined. */
  @Test
  void aRestrictionSettlesWhatALeftOutClusterLeavesOpen() {
    ClusterRegression regression =
        ClusterRegression.of(
                List.of("a", "b", "c"),
                new double[][][] {{{2, 0}, {0, 1}}, {{0, 0}, {0, 3}}, {{0, 0}, {0, 4}}},
                new double[][] {{6, 1}, {0, 9}, {0, 4}},
                new double[] {1, 1},
                new ClusterRegression.Parameters(10, 2, 0, 0))
            .orElseThrow();
    double[][] without = regression.restrictedWithout(0);
    // second coefficient 13/7 from b and c; the first is what the restriction leaves
    assertThat(without[0][1]).isCloseTo(13 / 7.0, within(1e-12));
    assertThat(without[0][0]).isCloseTo(regression.estimate() - 13 / 7.0, within(1e-12));
    assertThat(without[1][0]).isCloseTo(-1, within(1e-12));
    assertThat(without[1][1]).isCloseTo(0, within(1e-12));
  }
}
