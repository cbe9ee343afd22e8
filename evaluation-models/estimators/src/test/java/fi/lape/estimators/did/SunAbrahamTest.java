package fi.lape.estimators.did;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fi.lape.estimators.estimate.Effect;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.Estimator;
import fi.lape.estimators.estimate.Fit;
import fi.lape.estimators.estimate.NotEstimable;
import fi.lape.estimators.estimate.Reason;
import fi.lape.estimators.estimate.Sample;
import fi.lape.estimators.laws.RandomPanel;
import fi.lape.estimators.panel.Panel;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SunAbrahamTest extends StaggeredRegressionLaws {
  private static final SunAbraham FIXED = new SunAbraham(CohortRegressionSettings.SUN_ABRAHAM);
  private static final SunAbraham SHARES =
      new SunAbraham(CohortRegressionSettings.SUN_ABRAHAM.withShares(Shares.ESTIMATED));

  @Override
  protected List<Estimator> estimators() {
    return List.of(
        SHARES,
        new SunAbraham(
            CohortRegressionSettings.SUN_ABRAHAM.withShares(Shares.ESTIMATED).withAnticipation(1)));
  }

  @Override
  protected boolean hasShares(EffectKey key) {
    return !key.estimand().equals("att-gt");
  }

  @Test
  void aBalancedPanelGivesTheSameAsItsMoments() {
    assertSameFit(FIXED.fit(panel()), FIXED.fit(RegressionData.of(panel())));
    assertSameFit(SHARES.fit(panel()), SHARES.fit(RegressionData.of(panel())));
  }

  static void assertSameFit(Fit moments, Fit units) {
    assertThat(units.effects()).hasSameSizeAs(moments.effects());
    for (Effect effect : moments.effects()) {
      Effect twin = units.effect(effect.key()).orElseThrow();
      if (effect instanceof Estimated e) {
        assertSame(e.key().toString(), e, (Estimated) twin);
        Sample sample = ((Estimated) twin).sample();
        assertThat(sample.units()).isEqualTo(e.sample().units());
        assertThat(sample.observations()).isEqualTo(e.sample().observations());
        assertThat(sample.clustersTreated()).isEqualTo(e.sample().clustersTreated());
        assertThat(sample.baselineMean().isPresent())
            .isEqualTo(e.sample().baselineMean().isPresent());
        assertThat(sample.baselineMean().orElse(0))
            .isCloseTo(e.sample().baselineMean().orElse(0), within(1e-12));
        assertThat(((Estimated) twin).parameters()).isEqualTo(e.parameters());
      } else {
        assertThat(twin).isEqualTo(effect);
      }
    }
  }

  /** With shares as given, ψ of an average is that average of the ψ of its cells. */
  @Test
  void fixedSharesAverageTheInfluenceOfTheCells() {
    Panel panel = panel();
    Fit fit = FIXED.fit(RegressionData.of(panel));
    double[] weight = new double[2];
    for (int i = 0; i < panel.size(); i++) {
      weight[0] += panel.cohort(i) == 2013 ? panel.weight(i) : 0;
      weight[1] += panel.cohort(i) == 2015 ? panel.weight(i) : 0;
    }
    double[] early = at(fit, EffectKey.cell("att-gt", 2013, 2014)).influence().clusterSums();
    double[] late = at(fit, EffectKey.cell("att-gt", 2015, 2016)).influence().clusterSums();
    double[] both = at(fit, EffectKey.ofEventTime("att-dynamic", 1)).influence().clusterSums();
    for (int k = 0; k < both.length; k++) {
      double expected = (weight[0] * early[k] + weight[1] * late[k]) / (weight[0] + weight[1]);
      assertThat(both[k]).isCloseTo(expected, within(1e-9));
    }
  }

  private static Estimated at(Fit fit, EffectKey key) {
    return (Estimated) fit.effect(key).orElseThrow();
  }

  /** Without covariates the cells are group-time effects against the never treated. */
  @Test
  void cellsAreGroupTimeEffectsWithAUniversalBase() {
    Fit groupTime =
        new GroupTimeAtt(
                GroupTimeSettings.DEFAULTS
                    .withControls(Controls.NEVER_TREATED)
                    .withBase(BasePeriod.UNIVERSAL))
            .fit(panel());
    int compared = 0;
    for (Estimated effect : groupTime.estimated()) {
      Optional<Effect> twin = SHARES.fit(panel()).effect(effect.key());
      assertThat(twin).as("%s", effect.key()).isPresent();
      Estimated same = (Estimated) twin.get();
      assertThat(same.estimate()).isCloseTo(effect.estimate(), within(1e-10));
      assertThat(same.influence().sumOfSquares() / effect.influence().sumOfSquares())
          .as("%s", effect.key())
          .isCloseTo(1, within(1e-9));
      compared++;
    }
    assertThat(compared).isEqualTo(30);
  }

  @Test
  void everyRefusalHasItsName() {
    assertThat(reasons(RandomPanel.of(24, 4, new int[] {2010, 2012, 2014}, 3)))
        .containsExactlyInAnyOrder(
            Reason.ALWAYS_TREATED,
            Reason.ONLY_A_COMPARISON,
            Reason.NO_CONTROL_UNITS,
            Reason.REFERENCE_PERIOD);
    // all who adopt while they are observed adopt at once: nobody compares, nobody is compared
    assertThat(reasons(RandomPanel.of(24, 4, new int[] {2013}, 3)))
        .containsExactlyInAnyOrder(Reason.NO_CONTROL_UNITS, Reason.NO_ESTIMABLE_CELL);
    assertThat(reasons(RandomPanel.of(24, 4, new int[] {2020, Panel.NEVER}, 3)))
        .containsExactlyInAnyOrder(Reason.NO_TREATED_UNITS, Reason.NO_ESTIMABLE_CELL);
  }

  @Test
  void aCohortUnseenInItsReferencePeriodIsCollinear() {
    Panel panel = panel();
    boolean[][] observed = new boolean[panel.size()][7];
    for (int i = 0; i < panel.size(); i++) {
      for (int t = 0; t < 7; t++) {
        observed[i][t] = panel.cohort(i) != 2013 || t != 2;
      }
    }
    assertThat(reasons(Holes.in(panel, observed)))
        .containsExactlyInAnyOrder(
            Reason.COLLINEAR, Reason.ALWAYS_TREATED, Reason.REFERENCE_PERIOD);
  }

  private static Set<Reason> reasons(Panel panel) {
    Set<Reason> reasons = new HashSet<>();
    for (Effect effect : FIXED.fit(panel).effects()) {
      if (effect instanceof NotEstimable refused) {
        reasons.add(refused.reason());
      }
    }
    return reasons;
  }

  @Test
  void settingsAreReadFromWords() {
    assertThat(CohortRegressionSettings.sunAbraham(Map.of()))
        .isEqualTo(CohortRegressionSettings.SUN_ABRAHAM);
    assertThat(
            CohortRegressionSettings.sunAbraham(
                Map.of("aggregate", "simple, dynamic", "shares", "estimated", "anticipation", "1")))
        .isEqualTo(
            new CohortRegressionSettings(
                Controls.NEVER_TREATED,
                AbsorbedEffects.UNIT,
                1,
                Set.of(Aggregation.SIMPLE, Aggregation.DYNAMIC),
                Shares.ESTIMATED));
  }
}
