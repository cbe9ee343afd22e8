package fi.lape.estimators.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import fi.lape.estimators.did.GroupTimeAtt;
import fi.lape.estimators.did.GroupTimeSettings;
import fi.lape.estimators.error.EvaluationException;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.Sample;
import fi.lape.estimators.estimate.UnitInfluence;
import fi.lape.estimators.inference.JointDraws.Counting;
import fi.lape.estimators.inference.MultiplierBootstrap.Over;
import fi.lape.estimators.inference.MultiplierBootstrap.Settings;
import fi.lape.estimators.inference.MultiplierBootstrap.Weights;
import fi.lape.estimators.inference.WildClusterTest.Restriction;
import fi.lape.estimators.inference.WildClusterTest.Scores;
import fi.lape.estimators.laws.RandomPanel;
import fi.lape.estimators.moments.PanelMoments;
import fi.lape.estimators.panel.Panel;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SimultaneousTest {
  private static final int[] COHORTS = {2013, 2015, Panel.NEVER};

  private static List<Estimated> dynamic(int clusters) {
    return new GroupTimeAtt(GroupTimeSettings.DEFAULTS)
            .fit(PanelMoments.of(RandomPanel.of(5 * clusters, clusters, COHORTS, 4)))
            .estimated()
            .stream()
            .filter(e -> e.key().estimand().equals("att-dynamic"))
            .toList();
  }

  /** An estimate of three clusters, each one unit, that add q to it. */
  private static Estimated byHand(double estimate, double... q) {
    Panel panel = RandomPanel.of(q.length, q.length, COHORTS, 1);
    double[] psi = new double[q.length];
    for (int i = 0; i < q.length; i++) {
      psi[i] = q.length * q[i];
    }
    return new Estimated(
        EffectKey.of("any" + q[0]),
        estimate,
        new UnitInfluence(panel, psi),
        Optional.empty(),
        Optional.empty(),
        new Sample(3, 3, 1, OptionalDouble.empty()));
  }

  /** By hand: Σg q of 2, −1, −1 is 0, ±2, ±2 or ±4; the error is √6. */
  @Test
  void theMultiplierOfThreeClustersIsEnumerated() {
    MultiplierBootstrap multiplier = new MultiplierBootstrap(Settings.DEFAULTS);
    Inferred at3 = (Inferred) multiplier.infer(byHand(3, 2, -1, -1), 0.6);
    assertThat(at3.pValue()).isEqualTo(2 / 8.0);
    assertThat(at3.standardError().orElseThrow()).isCloseTo(Math.sqrt(6), within(1e-12));
    // p of a gap is ¾ up to 2, ¼ up to 4: at 40 % values beyond 2 are rejected
    assertThat(at3.low().orElseThrow()).isCloseTo(1, within(1e-8));
    assertThat(at3.high().orElseThrow()).isCloseTo(5, within(1e-8));
  }

  /** Bands by hand: two effects that move together have the critical value of one. */
  @Test
  void bandsOfEffectsThatMoveTogetherAreThoseOfOne() {
    List<Estimated> effects = List.of(byHand(3, 2, -1, -1), byHand(-8, -4, 2, 2));
    SimultaneousBands bands =
        new MultiplierBootstrap(Settings.DEFAULTS).bands(effects, 0.75).orElseThrow();
    assertThat(bands.critical()).isCloseTo(2 / Math.sqrt(6), within(1e-12));
    assertThat(bands.bands().get(1).high()).isCloseTo(-8 + 4, within(1e-9));
    assertThat(bands.bands().get(0).pValue()).isEqualTo(0.25);
    assertThat(bands.bands().get(1).pValue()).isEqualTo(0.25); // 8 of at most 8: a tie counts
  }

  @Test
  void drawnMultipliersTendToTheNormal() {
    Estimated effect = dynamic(60).get(3);
    for (Weights weights : Weights.values()) {
      Inferred drawn =
          (Inferred)
              new MultiplierBootstrap(new Settings(weights, Over.CLUSTERS, 9_999, 5))
                  .infer(effect, 0.95);
      double error = drawn.standardError().orElseThrow();
      double half = (drawn.high().orElseThrow() - drawn.low().orElseThrow()) / 2;
      assertThat(half / error).isCloseTo(1.96, within(0.12));
    }
  }

  @Test
  void unitsThatTheEstimateDoesNotKnowAreRefused() {
    MultiplierBootstrap units =
        new MultiplierBootstrap(new Settings(Weights.MAMMEN, Over.UNITS, 999, 1));
    assertThat(((NotInferable) units.infer(dynamic(8).get(0), 0.95)).refusal())
        .isEqualTo(Refusal.UNITS_NOT_KEPT);
    assertThat(units.bands(dynamic(8), 0.95)).isEmpty();
    assertThat(units.infer(byHand(3, 2, -1, -1), 0.95)).isInstanceOf(Inferred.class);
    assertThatThrownBy(() -> new Settings(Weights.MAMMEN, Over.UNITS, 0, 1))
        .isInstanceOf(EvaluationException.class)
        .hasMessageStartingWith("SETTING_OUT_OF_RANGE: 'draws' is 0");
  }

  @Test
  void noEffectsHaveNoBands() {
    assertThat(new MultiplierBootstrap(Settings.DEFAULTS).bands(List.of(), 0.95)).isEmpty();
    assertThat(SupT.bands(List.of(), SmallSample.CR1, 0.95)).isEmpty();
    assertThat(SupT.bands(dynamic(1), SmallSample.CR1, 0.95)).isEmpty();
  }

  /** One statistic, and independent ones, have closed forms. */
  @Test
  void theLargestOfIndependentNormalsHasItsClosedForm() {
    SupT one = SupT.of(new double[][] {{4}}, OptionalDouble.empty());
    assertThat(one.critical(0.95).value()).isCloseTo(1.959963984540054, within(1e-9));
    assertThat(one.critical(0.95).error()).isLessThan(1e-12);
    SupT t = SupT.of(new double[][] {{4, 4}, {4, 4}}, OptionalDouble.of(10));
    assertThat(t.critical(0.95).value()).isCloseTo(2.22813885198627, within(1e-8));
    double[][] five = new double[5][5];
    for (int j = 0; j < 5; j++) {
      five[j][j] = 1 + j;
    }
    SupT.Simulated critical = SupT.of(five, OptionalDouble.empty()).critical(0.95);
    // Φ⁻¹((1 + 0.95^(1/5))/2)
    double exact = new Reference(OptionalDouble.empty()).quantile((1 + Math.pow(0.95, 0.2)) / 2);
    assertThat(critical.error()).isBetween(1e-9, 2e-3);
    assertThat(critical.value()).isCloseTo(exact, within(5 * critical.error()));
  }

  /** Studentized maximum modulus of 3 with 10 degrees of freedom at 5 %: 2.829 (tables). */
  @Test
  void theLargestOfIndependentTsIsTheTabledMaximumModulus() {
    SupT law = SupT.of(new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}, OptionalDouble.of(10));
    assertThat(law.critical(0.95).value()).isCloseTo(2.829, within(2e-3));
    assertThat(law.pValue(2.829).value()).isCloseTo(0.05, within(2e-4));
  }

  @Test
  void bandsAreWiderThanIntervalsAndNarrowerThanBonferroni() {
    List<Estimated> effects = dynamic(14);
    SimultaneousBands bands = SupT.bands(effects, SmallSample.CR1, 0.95).orElseThrow();
    Reference t13 = new Reference(OptionalDouble.of(13));
    assertThat(bands.critical()).isGreaterThan(t13.quantile(0.975));
    assertThat(bands.critical()).isLessThan(t13.quantile(1 - 0.025 / effects.size()));
    for (int j = 0; j < effects.size(); j++) {
      SimultaneousBands.Band band = bands.bands().get(j);
      Inferred own = (Inferred) new Cr1(SmallSample.CR1).infer(effects.get(j), 0.95);
      assertThat(band.standardError()).isCloseTo(own.standardError().orElseThrow(), within(1e-12));
      assertThat(band.pValue()).isGreaterThanOrEqualTo(own.pValue() - 1e-9);
      assertThat(band.low() > 0 || band.high() < 0).isEqualTo(band.pValue() < 0.05);
    }
  }

  /** Joint wild draws: each effect alone has the p-value of its own test. */
  @Test
  void jointWildDrawsHoldEachEffectsOwnTest() {
    List<Estimated> effects = dynamic(8);
    WildSettings classic = WildSettings.DEFAULTS.with(Restriction.RESTRICTED, Scores.ORDINARY);
    JointDraws joint = JointDraws.wild(effects, classic).orElseThrow();
    double[] t = new double[effects.size()];
    for (int j = 0; j < t.length; j++) {
      double squares = 0;
      for (double q : effects.get(j).regression().orElseThrow().clusterInfluence()) {
        squares += q * q;
      }
      t[j] = effects.get(j).estimate() / Math.sqrt(squares);
    }
    double[] adjusted = joint.romanoWolf(t);
    for (int j = 0; j < t.length; j++) {
      double own =
          new WildClusterTest(classic).pValue(effects.get(j).regression().orElseThrow(), 0);
      assertThat(joint.single(t)[j]).isCloseTo(own, within(1e-12));
      assertThat(adjusted[j]).isBetween(own, joint.singleStep(t)[j]);
    }
    assertThat(JointDraws.wild(List.of(byHand(3, 2, -1, -1)), classic)).isEmpty();
    JointDraws webb =
        JointDraws.wild(effects, classic.with(WildSettings.Weights.WEBB).with(199, 1))
            .orElseThrow();
    assertThat(webb.single(t)[0]).isGreaterThanOrEqualTo(1 / 200.0);
  }

  /** By hand: two draws of two effects. */
  @Test
  void stepDownByHand() {
    JointDraws draws =
        JointDraws.of(new double[][] {{1, -5}, {3, 0}, {0.5, 0.5}}, Counting.WITH_SAMPLE);
    // largest: 5, 3, 0.5; t = 4 first: one draw of 5 ≥ 4; then effect 0 alone, draws 1, 3, 0.5 ≥ 2
    assertThat(draws.romanoWolf(new double[] {2, 4})).containsExactly(0.5, 0.5);
    assertThat(draws.singleStep(new double[] {2, 4})).containsExactly(0.75, 0.5);
    assertThat(draws.single(new double[] {2, 4})).containsExactly(0.5, 0.5);
    assertThat(FamilyAdjustment.HOLM.adjust(new double[] {0.04, 0.01})).containsExactly(0.04, 0.02);
  }

  /** Closed testing with Simes' test by hand: equal p-values need no adjustment. */
  @Test
  void hommelByHand() {
    assertThat(FamilyAdjustment.HOMMEL.adjust(new double[] {0.02, 0.02, 0.02}))
        .containsExactly(new double[] {0.02, 0.02, 0.02}, within(1e-15));
    assertThat(FamilyAdjustment.HOMMEL.adjust(new double[] {0.04, 0.01}))
        .containsExactly(new double[] {0.04, 0.02}, within(1e-15));
  }
}
