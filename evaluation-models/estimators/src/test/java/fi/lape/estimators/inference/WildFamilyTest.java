package fi.lape.estimators.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import fi.lape.estimators.did.GroupTimeAtt;
import fi.lape.estimators.did.GroupTimeSettings;
import fi.lape.estimators.did.TwoWayFixedEffects;
import fi.lape.estimators.error.EvaluationException;
import fi.lape.estimators.estimate.ClusterRegression;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.UnitInfluence;
import fi.lape.estimators.inference.WildClusterTest.Restriction;
import fi.lape.estimators.inference.WildClusterTest.Scores;
import fi.lape.estimators.inference.WildSettings.Form;
import fi.lape.estimators.inference.WildSettings.Variance;
import fi.lape.estimators.inference.WildSettings.Weights;
import fi.lape.estimators.laws.RandomPanel;
import fi.lape.estimators.moments.PanelMoments;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WildFamilyTest {
  private static final int[] COHORTS = {2013, 2015, Panel.NEVER};

  static Stream<WildSettings> refitted() {
    List<WildSettings> all = new ArrayList<>();
    for (Restriction restriction : Restriction.values()) {
      for (Scores scores : Scores.values()) {
        for (Variance variance : Variance.values()) {
          all.add(WildSettings.DEFAULTS.with(restriction, scores).with(variance));
        }
      }
    }
    return all.stream();
  }

  private static Estimated simple(long seed) {
    return (Estimated)
        new GroupTimeAtt(GroupTimeSettings.DEFAULTS)
            .fit(PanelMoments.of(RandomPanel.of(48, 6, COHORTS, seed)))
            .effect(EffectKey.of("att-simple"))
            .orElseThrow();
  }

  private static Estimated twfe(int clusters, long seed) {
    return new TwoWayFixedEffects()
        .fit(PanelMoments.of(RandomPanel.of(3 * clusters, clusters, COHORTS, seed)))
        .estimated()
        .get(0);
  }

  /** The definition, taken literally: a regression fitted to the outcomes of every pattern. */
  @ParameterizedTest
  @MethodSource("refitted")
  void everyPatternIsWhatFittingItsOutcomesGives(WildSettings settings) {
    for (Estimated estimated : List.of(simple(9), twfe(6, 3))) {
      ClusterRegression regression = estimated.regression().orElseThrow();
      for (double value : new double[] {0, -1, -2.5}) {
        double gap = regression.estimate() - value;
        boolean restricted = settings.restriction() == Restriction.RESTRICTED;
        double[] actual =
            new DrawBuilder(WildScores.of(regression, settings).orElseThrow())
                .enumerated()
                .statistics(restricted ? gap : 0);
        Arrays.sort(actual);
        assertThat(actual)
            .usingComparatorWithPrecision(1e-8)
            .containsExactly(refitted(regression, settings, value));
      }
    }
  }

  private static double[] refitted(ClusterRegression regression, WildSettings s, double value) {
    int clusters = regression.clusters().size();
    boolean restricted = s.restriction() == Restriction.RESTRICTED;
    double[] generating = restricted ? restrict(regression, value) : regression.coefficients();
    double truth = restricted ? value : regression.estimate();
    double[] statistics = new double[1 << clusters];
    for (int pattern = 0; pattern < statistics.length; pattern++) {
      double[][] vectors = new double[clusters][];
      double[][][] matrices = new double[clusters][][];
      for (int k = 0; k < clusters; k++) {
        double[] of = generating;
        if (s.scores() == Scores.JACKKNIFE) {
          ClusterRegression rest = without(regression, k);
          of = restricted ? restrict(rest, value) : rest.coefficients();
        }
        double[] score = regression.score(k, of);
        vectors[k] = regression.matrixTimes(k, generating);
        for (int j = 0; j < score.length; j++) {
          vectors[k][j] += ((pattern >> k & 1) == 0 ? 1 : -1) * score[j];
        }
        matrices[k] = regression.matrix(k);
      }
      ClusterRegression fitted =
          ClusterRegression.of(
                  regression.clusters(),
                  matrices,
                  vectors,
                  regression.target(),
                  regression.parameters())
              .orElseThrow();
      double variance = 0;
      for (int k = 0; k < clusters; k++) {
        double change =
            s.variance() == Variance.CR3
                ? fitted.estimateWithout(k).orElseThrow() - fitted.estimate()
                : fitted.clusterInfluence()[k];
        variance += change * change;
      }
      statistics[pattern] = (fitted.estimate() - truth) / Math.sqrt(variance);
    }
    Arrays.sort(statistics);
    return statistics;
  }

  private static ClusterRegression without(ClusterRegression regression, int k) {
    List<String> names = new ArrayList<>();
    List<double[][]> matrices = new ArrayList<>();
    List<double[]> vectors = new ArrayList<>();
    for (int h = 0; h < regression.clusters().size(); h++) {
      if (h != k) {
        names.add(regression.clusters().get(h));
        matrices.add(regression.matrix(h));
        vectors.add(regression.score(h, new double[regression.target().length]));
      }
    }
    return ClusterRegression.of(
            names,
            matrices.toArray(new double[0][][]),
            vectors.toArray(new double[0][]),
            regression.target(),
            regression.parameters())
        .orElseThrow();
  }

  /** Estimated without restriction and then moved onto it: another way than the program's. */
  private static double[] restrict(ClusterRegression regression, double value) {
    double[] beta = regression.coefficients();
    double[] direction = regression.direction();
    double step = (regression.estimate() - value) / regression.targetVariance();
    for (int j = 0; j < beta.length; j++) {
      beta[j] -= step * direction[j];
    }
    return beta;
  }

  /** The observed statistic is the draw without a change of sign wherever scores are ordinary. */
  @Test
  void theSampleIsOneOfThePatterns() {
    ClusterRegression regression = twfe(7, 5).regression().orElseThrow();
    for (WildSettings settings :
        List.of(
            WildSettings.DEFAULTS.with(Restriction.RESTRICTED, Scores.ORDINARY),
            WildSettings.DEFAULTS.with(Restriction.RESTRICTED, Scores.ORDINARY).with(Variance.CR3),
            WildSettings.DEFAULTS
                .with(Restriction.RESTRICTED, Scores.ORDINARY)
                .with(Form.SCORES))) {
      double far = regression.estimate() + 50;
      assertThat(new WildClusterTest(settings).pValue(regression, far)).isEqualTo(2.0 / 128);
      assertThat(
              new WildClusterTest(settings.with(WildSettings.Ties.IGNORE)).pValue(regression, far))
          .isZero();
    }
  }

  /** By hand: q = 2, −1, −1; Σg q is 0, ±2, ±2 or ±4 and t*² = T²/(6 − T²/3): 0, 6/7, 24. */
  @Test
  void anInfluenceIsRedrawnByItsScores() {
    assertThat(ofInfluence(3).pValue()).isEqualTo(2 / 8.0); // t² = 1.5
    assertThat(ofInfluence(2).pValue()).isEqualTo(6 / 8.0); // t² = 2/3
    assertThat(ofInfluence(2).name()).isEqualTo("wild-cluster-influence");
    for (double estimate : new double[] {2, 3, 1e6}) {
      assertThat(wild().exactPValue(estimatedByInfluence(estimate), 0).orElseThrow())
          .isEqualTo(ofInfluence(estimate).pValue());
      assertThat(wild().exactPValue(estimatedByInfluence(7), 7 - estimate).orElseThrow())
          .isEqualTo(ofInfluence(estimate).pValue());
    }
    // p is three quarters as long as (θ − r)²/6 is at most 6/7, and a quarter above
    Inferred half = (Inferred) wild().infer(estimatedByInfluence(2), 0.5);
    assertThat(half.high().orElseThrow()).isCloseTo(2 + 6 / Math.sqrt(7), within(1e-8));
    assertThat(half.low().orElseThrow()).isCloseTo(2 - 6 / Math.sqrt(7), within(1e-8));
    // beyond every pattern p is not 0: eight patterns tell nothing below a quarter
    assertThat(ofInfluence(1e6).pValue()).isEqualTo(2 / 8.0);
    Inferred wide = (Inferred) wild().infer(estimatedByInfluence(2), 0.8);
    assertThat(wide.high()).isEmpty();
    assertThat(wide.low()).isEmpty();
  }

  private static WildClusterTest wild() {
    return new WildClusterTest(WildSettings.DEFAULTS);
  }

  private static Inferred ofInfluence(double estimate) {
    return (Inferred) wild().infer(estimatedByInfluence(estimate), 0.95);
  }

  private static Estimated estimatedByInfluence(double estimate) {
    Panel panel = RandomPanel.of(3, 3, COHORTS, 1);
    return new Estimated(
        EffectKey.of("any"),
        estimate,
        new UnitInfluence(panel, new double[] {6, -3, -3}),
        Optional.empty(),
        Optional.empty(),
        twfe(6, 3).sample());
  }

  @Test
  void moreClustersThanCanBeEnumeratedAreDrawnAndSaySo() {
    Estimated twfe = twfe(21, 2);
    Inferred one = (Inferred) wild().infer(twfe, 0.95);
    assertThat(one.name()).isEqualTo("wild-cluster-drawn");
    assertThat(one).isEqualTo(wild().infer(twfe, 0.95));
    Inferred other =
        (Inferred) new WildClusterTest(WildSettings.DEFAULTS.with(9_999, 7)).infer(twfe, 0.95);
    assertThat(other.low().orElseThrow())
        .isNotEqualTo(one.low().orElseThrow())
        .isCloseTo(one.low().orElseThrow(), within(0.1 * one.standardError().orElseThrow()));
  }

  /** 2^8 patterns against draws of them: the Monte-Carlo error of a share is below 0.5 points. */
  @Test
  void drawnSignsTendToTheEnumeration() {
    ClusterRegression regression = twfe(8, 6).regression().orElseThrow();
    WildScores scores = WildScores.of(regression, WildSettings.DEFAULTS).orElseThrow();
    GapDraws drawn = new DrawBuilder(scores).drawn(Weights.RADEMACHER, 40_000, 3);
    GapDraws all = new DrawBuilder(scores).enumerated();
    for (double gap : new double[] {0.1, 0.3, 0.6}) {
      assertThat(drawn.shareAtLeast(gap, gap)).isCloseTo(all.shareAtLeast(gap, gap), within(0.01));
    }
  }

  @Test
  void webbWeightsHaveMeanZeroAndVarianceOne() {
    AuxiliaryWeights source = new AuxiliaryWeights(5);
    long[] names = AuxiliaryWeights.hashes(List.of("a", "b"));
    double[] weights = new double[2];
    double[] sum = new double[3];
    double mammen = 0;
    for (int draw = 0; draw < 60_000; draw++) {
      source.fill(Weights.WEBB, draw, names, weights);
      sum[0] += weights[0];
      sum[1] += weights[0] * weights[0];
      sum[2] += weights[0] * weights[1];
      mammen += Math.pow(source.mammen(draw, names[0]), 3);
    }
    assertThat(sum[0] / 60_000).isCloseTo(0, within(0.02));
    assertThat(sum[1] / 60_000).isCloseTo(1, within(0.02));
    assertThat(sum[2] / 60_000).isCloseTo(0, within(0.02));
    assertThat(mammen / 60_000).isCloseTo(1, within(0.05));
  }

  /** What is not rejected is inside and what is rejected outside, for every kind of test. */
  @ParameterizedTest
  @MethodSource("refitted")
  void theIntervalHoldsExactlyWhatTheTestDoesNotReject(WildSettings settings) {
    Estimated estimated = twfe(9, 4);
    ClusterRegression regression = estimated.regression().orElseThrow();
    for (WildSettings each :
        List.of(settings, settings.with(Weights.WEBB).with(499, 2), settings.with(Form.REFITTED))) {
      WildClusterTest test = new WildClusterTest(each);
      Inferred inferred = (Inferred) test.infer(estimated, 0.9);
      double low = inferred.low().orElseThrow();
      double high = inferred.high().orElseThrow();
      for (int j = -8; j <= 40; j++) {
        double value = low + (high - low) * (j + 0.001) / 32;
        boolean inside = value > low && value < high;
        assertThat(test.pValue(regression, value) > 0.1)
            .as("%s at %s", each, value)
            .isEqualTo(inside);
      }
    }
  }

  @Test
  void whatCannotBeLeftOutIsRefused() {
    // The second coefficient lives in cluster a alone.
    ClusterRegression regression =
        ClusterRegression.of(
                List.of("a", "b", "c"),
                new double[][][] {{{2, 0}, {0, 1}}, {{0, 0}, {0, 3}}, {{0, 0}, {0, 4}}},
                new double[][] {{6, 1}, {0, 9}, {0, 4}},
                new double[] {1, 1},
                new ClusterRegression.Parameters(10, 2, 0, 0))
            .orElseThrow();
    Estimated twfe = twfe(6, 3);
    Estimated alone =
        new Estimated(
            twfe.key(),
            regression.estimate(),
            twfe.influence(),
            Optional.of(regression),
            Optional.empty(),
            twfe.sample());
    for (WildSettings settings :
        List.of(
            WildSettings.DEFAULTS.with(Restriction.UNRESTRICTED, Scores.JACKKNIFE),
            WildSettings.DEFAULTS.with(Variance.CR3))) {
      assertThat(((NotInferable) new WildClusterTest(settings).infer(alone, 0.95)).refusal())
          .isEqualTo(Refusal.RESTS_ON_ONE_CLUSTER);
    }
    assertThat(wild().infer(alone, 0.95)).isInstanceOf(Inferred.class);
  }

  @Test
  void namesSayEveryChoice() {
    assertThat(refitted().map(WildSettings::word))
        .containsExactly(
            "wild-cluster-classic",
            "wild-cluster-13",
            "wild-cluster",
            "wild-cluster-33",
            "wild-cluster-unrestricted",
            "wild-cluster-unrestricted-13",
            "wild-cluster-unrestricted-31",
            "wild-cluster-unrestricted-33");
    assertThat(WildSettings.DEFAULTS.with(Form.SCORES).with(Weights.WEBB).word())
        .isEqualTo("wild-cluster-scores-webb");
  }

  @Test
  void settingsThatMakeNoTestAreRefused() {
    assertThatThrownBy(() -> WildSettings.DEFAULTS.with(0, 1))
        .isInstanceOf(EvaluationException.class)
        .hasMessage(
            "SETTING_OUT_OF_RANGE: 'draws' is 0 but must be 1 or more. Correct it in the study"
                + " plan.");
    assertThatThrownBy(() -> WildSettings.DEFAULTS.with(Form.SCORES).with(Variance.CR3))
        .isInstanceOf(EvaluationException.class)
        .hasMessageStartingWith("SETTING_OUT_OF_RANGE: 'variance' is cr3 but must be cr1");
  }
}
