package fi.lape.estimators.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import fi.lape.estimators.did.GroupTimeAtt;
import fi.lape.estimators.did.GroupTimeSettings;
import fi.lape.estimators.did.TwoWayFixedEffects;
import fi.lape.estimators.dose.DoseRegression;
import fi.lape.estimators.dose.DoseSettings;
import fi.lape.estimators.dose.RegressionWeights;
import fi.lape.estimators.error.EvaluationException;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.inference.RandomizationInference.Receiver;
import fi.lape.estimators.inference.RandomizationInference.Settings;
import fi.lape.estimators.inference.RandomizationInference.Statistic;
import fi.lape.estimators.laws.Edit;
import fi.lape.estimators.laws.RandomPanel;
import fi.lape.estimators.moments.PanelMoments;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RefitTest {
  private static final int[] COHORTS = {2013, 2015, Panel.NEVER};
  private static final EffectKey TWFE = EffectKey.of(TwoWayFixedEffects.ESTIMAND);
  private static final GroupTimeAtt ATT = new GroupTimeAtt(GroupTimeSettings.DEFAULTS);
  private static final EffectKey SIMPLE = EffectKey.of("att-simple");

  /** Two periods, one unit a row: cluster, change, treated in the second period. */
  private static Panel changes(String[] clusters, double[] change, boolean[] treated) {
    List<String> ids = new ArrayList<>();
    int[] cohorts = new int[change.length];
    double[] weights = new double[change.length];
    double[][] y = new double[change.length][];
    for (int i = 0; i < change.length; i++) {
      ids.add("U" + i);
      cohorts[i] = treated[i] ? 2011 : Panel.NEVER;
      weights[i] = 1;
      y[i] = new double[] {10 * i, 10 * i + change[i]};
    }
    return new Panel(new int[] {2010, 2011}, ids, List.of(clusters), cohorts, weights, y);
  }

  /** RandomPanel with one cohort a cluster. */
  private static Panel byCluster(int units, int clusters, long seed) {
    Panel random = RandomPanel.of(units, clusters, new int[] {Panel.NEVER}, seed);
    List<String> ids = new ArrayList<>();
    List<String> names = new ArrayList<>();
    int[] cohorts = new int[units];
    double[] weights = new double[units];
    double[][] y = new double[units][];
    for (int i = 0; i < units; i++) {
      ids.add(random.id(i));
      names.add(random.cluster(i));
      cohorts[i] = COHORTS[(i % clusters) % 3];
      weights[i] = random.weight(i);
      y[i] = random.outcomes(i);
    }
    return new Panel(random.periods(), ids, names, cohorts, weights, y);
  }

  @Test
  void arrangementsAreAllDifferentAndAllThere() {
    Arrangements arrangements = new Arrangements(new int[] {1, 0, 2, 0, 1});
    assertThat(arrangements.count(1000)).isEqualTo(30); // 5!/(2! 2!)
    assertThat(arrangements.count(29)).isEqualTo(30);
    assertThat(arrangements.count(10)).isEqualTo(11);
    Set<List<Integer>> seen = new HashSet<>();
    int[] labels = arrangements.first();
    do {
      seen.add(Arrays.stream(labels).boxed().toList());
    } while (Arrangements.advance(labels));
    assertThat(seen).hasSize(30);
    int[] hits = new int[5];
    AuxiliaryWeights source = new AuxiliaryWeights(3);
    for (int draw = 0; draw < 20_000; draw++) {
      int[] drawn = arrangements.drawn(source, draw);
      for (int i = 0; i < 5; i++) {
        hits[i] += drawn[i] == 2 ? 1 : 0;
      }
    }
    for (int hit : hits) {
      assertThat(hit / 20_000.0).isCloseTo(0.2, within(0.015));
    }
  }

  /** By hand: the six differences are ±4.5, ±1.5 and ±0.5. */
  @Test
  void sixArrangementsByHand() {
    Panel panel =
        changes(
            new String[] {"a", "b", "c", "d"},
            new double[] {5, 7, 1, 2},
            new boolean[] {true, true, false, false});
    for (Receiver receiver : Receiver.values()) {
      Inferred inferred =
          (Inferred)
              new RandomizationInference(
                      new Settings(receiver, Statistic.ESTIMATE, 1_000_000, 99, 1))
                  .infer(ATT, panel, SIMPLE, 0.6);
      assertThat(inferred.pValue()).isCloseTo(2 / 6.0, within(1e-12));
      assertThat(inferred.name()).isEqualTo("randomization");
      assertThat(inferred.standardError()).isEmpty();
      // less τ, the differences are ±(4.5 − τ), ±1.5, ±0.5: two of six are as large where the gap
      // is above 1.5, all but ±0.5 where it is above 0.5
      assertThat(inferred.low().orElseThrow()).isCloseTo(3, within(1e-8));
      assertThat(inferred.high().orElseThrow()).isCloseTo(6, within(1e-8));
    }
  }

  /** The interval against p-values of panels from which the effect was taken out. */
  @ParameterizedTest
  @EnumSource
  void theIntervalHoldsExactlyTheEffectsThatAreNotRejected(Statistic statistic) {
    Panel panel = byCluster(18, 6, 3);
    RandomizationInference test =
        new RandomizationInference(new Settings(Receiver.CLUSTERS, statistic, 1000, 99, 1));
    Inferred inferred =
        (Inferred) test.infer(new TwoWayFixedEffects(), panel, TWFE, 0.8); // 90 arrangements
    double low = inferred.low().orElseThrow();
    double high = inferred.high().orElseThrow();
    for (int j = -6; j <= 26; j++) {
      double value = low + (high - low) * (j + 0.01) / 20;
      Panel without =
          Edit.outcomes(panel, (i, t, y) -> y - (panel.cohort(i) <= 2010 + t ? value : 0));
      double p = ((Inferred) test.infer(new TwoWayFixedEffects(), without, TWFE, 0.8)).pValue();
      assertThat(p > 0.2 + 1e-9).as("%s", value).isEqualTo(value > low && value < high);
    }
  }

  /** All 5! orders of the doses refitted in the test itself. */
  @Test
  void dosesAreDealtToAreas() {
    Panel panel = RandomPanel.of(20, 5, COHORTS, 6);
    Map<String, Double> dose = new TreeMap<>();
    for (int k = 0; k < 5; k++) {
      dose.put("K" + k, Math.sqrt(k));
    }
    DoseSettings settings = new DoseSettings(2012, List.of(2014), RegressionWeights.EQUAL);
    EffectKey key = EffectKey.ofPeriod(DoseRegression.SLOPE, 2014);
    Inferred inferred =
        (Inferred)
            new RandomizationInference(Settings.DEFAULTS)
                .infer(d -> new DoseRegression(settings, d), dose, 2013, panel, key, 0.9);
    double observed = t(settings, panel, key, dose);
    int count = 0;
    int[] labels = {0, 1, 2, 3, 4};
    do {
      Map<String, Double> dealt = new TreeMap<>();
      for (int k = 0; k < 5; k++) {
        dealt.put("K" + k, Math.sqrt(labels[k]));
      }
      count += t(settings, panel, key, dealt) >= observed * (1 - 1e-9) ? 1 : 0;
    } while (Arrangements.advance(labels));
    assertThat(inferred.pValue()).isCloseTo(count / 120.0, within(1e-12));
    assertThat(inferred.low().orElseThrow()).isLessThan(inferred.high().orElseThrow());
  }

  private static double t(
      DoseSettings settings, Panel panel, EffectKey key, Map<String, Double> dose) {
    Estimated slope =
        (Estimated)
            new DoseRegression(settings, dose)
                .fit(PanelMoments.of(panel))
                .effect(key)
                .orElseThrow();
    Inferred cr3 = (Inferred) new Cr3(Cr3.Scale.ONE).infer(slope, 0.9);
    return Math.abs(slope.estimate()) / cr3.standardError().orElseThrow();
  }

  @Test
  void moreArrangementsThanAskedForAreDrawnAndSaySo() {
    Panel panel = byCluster(24, 8, 3); // 8!/(3! 3! 2!) = 560
    RandomizationInference all =
        new RandomizationInference(new Settings(Receiver.CLUSTERS, Statistic.T_CR1, 560, 1999, 1));
    RandomizationInference some =
        new RandomizationInference(new Settings(Receiver.CLUSTERS, Statistic.T_CR1, 559, 1999, 1));
    Inferred exact = (Inferred) all.infer(new TwoWayFixedEffects(), panel, TWFE, 0.9);
    Inferred drawn = (Inferred) some.infer(new TwoWayFixedEffects(), panel, TWFE, 0.9);
    assertThat(exact.name()).isEqualTo("randomization");
    assertThat(drawn.name()).isEqualTo("randomization-drawn");
    assertThat(drawn.pValue()).isCloseTo(exact.pValue(), within(0.04));
    assertThat(drawn).isEqualTo(some.infer(new TwoWayFixedEffects(), panel, TWFE, 0.9));
  }

  @Test
  void aPrePeriodHasAPValueButNoConstantEffectToBound() {
    Panel panel = byCluster(24, 6, 3);
    Inferred inferred =
        (Inferred)
            new RandomizationInference(
                    new Settings(Receiver.CLUSTERS, Statistic.T_CR1, 1000, 99, 1))
                .infer(ATT, panel, EffectKey.cell(GroupTimeAtt.CELL, 2015, 2012), 0.9);
    assertThat(inferred.low()).isEmpty();
    assertThat(inferred.pValue()).isBetween(1 / 90.0, 1.0);
  }

  @Test
  void randomizationThatCannotBeIsRefused() {
    RandomizationInference test = new RandomizationInference(Settings.DEFAULTS);
    TwoWayFixedEffects twfe = new TwoWayFixedEffects();
    assertThat(refusal(test.infer(twfe, RandomPanel.of(30, 4, COHORTS, 2), TWFE, 0.9)))
        .isEqualTo(Refusal.ASSIGNED_WITHIN_CLUSTERS);
    Panel never = RandomPanel.of(30, 4, new int[] {Panel.NEVER}, 2);
    assertThat(refusal(test.infer(twfe, never, TWFE, 0.9)))
        .isEqualTo(Refusal.CLUSTER_WITHOUT_ESTIMATE);
    Panel early = RandomPanel.of(4, 4, new int[] {2013}, 2);
    GroupTimeAtt att = new GroupTimeAtt(GroupTimeSettings.DEFAULTS);
    assertThat(refusal(test.infer(att, early, SIMPLE, 0.9)))
        .isEqualTo(Refusal.CLUSTER_WITHOUT_ESTIMATE);
    Map<String, Double> same = Map.of("K0", 1.0, "K1", 1.0, "K2", 1.0, "K3", 1.0);
    assertThat(
            refusal(
                test.infer(d -> twfe, same, 2013, RandomPanel.of(30, 4, COHORTS, 2), TWFE, 0.9)))
        .isEqualTo(Refusal.NO_OTHER_ASSIGNMENT);
    Panel exact =
        Edit.outcomes(
            byCluster(18, 6, 3), (i, t, y) -> i + t + (COHORTS[(i % 6) % 3] <= 2010 + t ? 4 : 0));
    assertThat(refusal(test.infer(twfe, exact, TWFE, 0.9)))
        .isEqualTo(Refusal.NO_RESIDUAL_VARIATION);
    Panel one =
        changes(
            new String[] {"a", "b", "c", "d"},
            new double[] {5, 7, 1, 2},
            new boolean[] {true, false, false, false});
    assertThat(refusal(test.infer(twfe, one, TWFE, 0.9))).isEqualTo(Refusal.RESTS_ON_ONE_CLUSTER);
    assertThatThrownBy(() -> test.infer(twfe, one, TWFE, 2))
        .isInstanceOf(EvaluationException.class);
    assertThatThrownBy(() -> new Settings(Receiver.UNITS, Statistic.T_CR1, 10, 0, 1))
        .isInstanceOf(EvaluationException.class);
  }

  private static Refusal refusal(InferenceResult result) {
    return ((NotInferable) result).refusal();
  }

  /** By hand: estimates 2, 4 and 9; t(2) has p = 1 − t/√(t² + 2). */
  @Test
  void threeClustersEstimatesByHand() {
    Panel panel =
        changes(
            new String[] {"a", "a", "b", "b", "c", "c"},
            new double[] {3, 1, 4, 0, 7, -2},
            new boolean[] {true, false, true, false, true, false});
    Inferred inferred = (Inferred) new IbragimovMueller().infer(ATT, panel, SIMPLE, 0.95);
    double error = Math.sqrt(26 / 2.0 / 3); // squares 9 + 1 + 16 about the mean 5
    double t = 5 / error;
    assertThat(inferred.standardError().orElseThrow()).isCloseTo(error, within(1e-12));
    assertThat(inferred.pValue()).isCloseTo(1 - t / Math.sqrt(t * t + 2), within(1e-10));
    assertThat(inferred.dof()).hasValue(2);
    assertThat(inferred.high().orElseThrow()).isCloseTo(5 + 4.30265272974946 * error, within(1e-9));
    Inferred grouped =
        (Inferred)
            new IbragimovMueller(Map.of("a", "ab", "b", "ab")).infer(ATT, panel, SIMPLE, 0.95);
    assertThat(grouped.clusters()).isEqualTo(2); // estimates 3 and 9
    assertThat(grouped.standardError().orElseThrow()).isCloseTo(3, within(1e-12));
  }

  @Test
  void aClusterWithoutAnEstimateIsRefused() {
    IbragimovMueller test = new IbragimovMueller();
    String[] clusters = {"a", "a", "b", "b"};
    Panel halved =
        changes(clusters, new double[] {3, 1, 4, 0}, new boolean[] {true, false, true, true});
    assertThat(refusal(test.infer(ATT, halved, SIMPLE, 0.95)))
        .isEqualTo(Refusal.CLUSTER_WITHOUT_ESTIMATE);
    Panel alike =
        changes(clusters, new double[] {3, 1, 4, 2}, new boolean[] {true, false, true, false});
    assertThat(refusal(test.infer(ATT, alike, SIMPLE, 0.95)))
        .isEqualTo(Refusal.NO_RESIDUAL_VARIATION);
    Panel one =
        changes(
            new String[] {"a", "a", "a", "a"},
            new double[] {3, 1, 4, 2},
            new boolean[] {true, false, true, false});
    assertThat(refusal(test.infer(ATT, one, SIMPLE, 0.95))).isEqualTo(Refusal.TOO_FEW_CLUSTERS);
  }
}
