package fi.lape.estimators.did;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fi.lape.estimators.estimate.Effect;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.Estimator;
import fi.lape.estimators.estimate.NotEstimable;
import fi.lape.estimators.estimate.Reason;
import fi.lape.estimators.laws.RandomPanel;
import fi.lape.estimators.panel.Panel;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EtwfeTest extends StaggeredRegressionLaws {
  private static final CohortRegressionSettings SETTINGS =
      CohortRegressionSettings.ETWFE.withShares(Shares.ESTIMATED);

  @Override
  protected List<Estimator> estimators() {
    return List.of(
        new Etwfe(SETTINGS),
        new Etwfe(SETTINGS.withControls(Controls.NEVER_TREATED)),
        new Etwfe(SETTINGS.withAnticipation(1).withEffects(AbsorbedEffects.COHORT)));
  }

  @Override
  protected boolean hasShares(EffectKey key) {
    return !key.estimand().equals("att-gt");
  }

  @Test
  void aBalancedPanelGivesTheSameAsItsMoments() {
    for (Estimator estimator : estimators()) {
      Etwfe etwfe = (Etwfe) estimator;
      SunAbrahamTest.assertSameFit(etwfe.fit(panel()), etwfe.fit(RegressionData.of(panel())));
    }
  }

  @Test
  void withTheNeverTreatedItIsSunAndAbraham() {
    SunAbrahamTest.assertSameFit(
        new SunAbraham(CohortRegressionSettings.SUN_ABRAHAM).fit(panel()),
        new Etwfe(CohortRegressionSettings.ETWFE.withControls(Controls.NEVER_TREATED))
            .fit(panel()));
  }

  /** On a balanced panel without covariates it does not matter which effects are taken out. */
  @Test
  void cohortEffectsGiveTheSamePointsAndInfluence() {
    for (Controls controls : Controls.values()) {
      CohortRegressionSettings settings = SETTINGS.withControls(controls);
      for (Estimated effect : new Etwfe(settings).fit(panel()).estimated()) {
        Estimated twin =
            same(new Etwfe(settings.withEffects(AbsorbedEffects.COHORT)).fit(panel()), effect);
        assertThat(twin.estimate()).isCloseTo(effect.estimate(), within(1e-10));
        assertThat(twin.influence().clusterSums())
            .usingComparatorWithPrecision(1e-8)
            .containsExactly(effect.influence().clusterSums());
      }
    }
  }

  @Test
  void everyRefusalHasItsName() {
    Set<Reason> reasons = new HashSet<>();
    Panel panel = RandomPanel.of(24, 4, new int[] {2010, 2012, 2014}, 3);
    for (Effect effect : new Etwfe(SETTINGS).fit(panel).effects()) {
      if (effect instanceof NotEstimable refused) {
        reasons.add(refused.reason());
      }
    }
    assertThat(reasons).containsExactlyInAnyOrder(Reason.ALWAYS_TREATED, Reason.NO_CONTROL_UNITS);
  }

  @Test
  void settingsAreReadFromWords() {
    assertThat(CohortRegressionSettings.etwfe(Map.of())).isEqualTo(CohortRegressionSettings.ETWFE);
    assertThat(
            CohortRegressionSettings.etwfe(
                Map.of(
                    "controls", "never-treated",
                    "effects", "cohort",
                    "aggregate", "none",
                    "shares", "estimated",
                    "anticipation", "2")))
        .isEqualTo(
            new CohortRegressionSettings(
                Controls.NEVER_TREATED, AbsorbedEffects.COHORT, 2, Set.of(), Shares.ESTIMATED));
  }
}
