package fi.lape.estimators.did;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.lape.estimators.error.EvaluationException;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.NotEstimable;
import fi.lape.estimators.estimate.PanelEstimator;
import fi.lape.estimators.estimate.Reason;
import fi.lape.estimators.laws.Edit;
import fi.lape.estimators.laws.PanelEstimatorLaws;
import fi.lape.estimators.laws.RandomPanel;
import fi.lape.estimators.panel.Panel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Two-way fixed effects with holes and a covariate, once and by event time. */
class TwoWayUnitsTest extends PanelEstimatorLaws {
  @Override
  protected List<PanelEstimator> estimators() {
    return List.of(
        new TwoWayFixedEffects(),
        new TwoWayFixedEffects(TwoWaySettings.EVENT_STUDY),
        new TwoWayFixedEffects(
            new TwoWaySettings(
                TwoWaySettings.Shape.DYNAMIC, -2, OptionalInt.of(-3), OptionalInt.of(1))));
  }

  private static Panel balanced() {
    return RandomPanel.of(48, 6, new int[] {2012, 2013, 2015, Panel.NEVER}, 12);
  }

  @Override
  protected Panel panel() {
    return Holes.withCovariates(Holes.scattered(balanced(), 4), true, 5);
  }

  @Override
  protected Optional<Panel> poisoned() {
    return Optional.empty();
  }

  @Override
  protected boolean unpoisoned(EffectKey key) {
    return false;
  }

  @Override
  protected boolean hasShares(EffectKey key) {
    return false;
  }

  @Override
  protected Panel exact(double size) {
    Panel panel = panel();
    return Edit.outcomes(
        panel,
        (i, t, y) ->
            3 * (i % 7)
                + 2.5 * t
                + 0.7 * panel.covariate(i, t, 0)
                + (panel.cohort(i) <= 2010 + t ? size : 0));
  }

  @Override
  protected boolean isAfter(EffectKey key) {
    return key.eventTime().orElse(0) >= 0;
  }

  @Test
  void aBalancedPanelGivesTheSameAsItsMoments() {
    for (PanelEstimator estimator : estimators()) {
      TwoWayFixedEffects twfe = (TwoWayFixedEffects) estimator;
      SunAbrahamTest.assertSameFit(twfe.fit(balanced()), twfe.fit(RegressionData.of(balanced())));
    }
  }

  /** A treatment that is the cohort's step says nothing new; its opposite turns the sign. */
  @Test
  void aTreatmentPathTakesTheCohortsPlace() {
    Panel panel = panel();
    double[][] on = new double[panel.size()][7];
    double[][] off = new double[panel.size()][7];
    for (int i = 0; i < panel.size(); i++) {
      for (int t = 0; t < 7; t++) {
        on[i][t] = panel.cohort(i) <= 2010 + t ? 1 : 0;
        off[i][t] = 3 - 2 * on[i][t];
      }
    }
    TwoWayFixedEffects twfe = new TwoWayFixedEffects();
    Estimated cohort = twfe.fit(panel).estimated().get(0);
    assertSame("on", cohort, twfe.fit(panel.withTreatment(on)).estimated().get(0));
    assertThat(twfe.fit(panel.withTreatment(on)).estimated().get(0).sample())
        .isEqualTo(cohort.sample());
    assertThat(twfe.fit(panel.withTreatment(off)).estimated().get(0).estimate())
        .isCloseTo(-cohort.estimate() / 2, org.assertj.core.api.Assertions.within(1e-12));
  }

  @Test
  void anEventStudyWithoutNeverTreatedUnitsIsCollinear() {
    Panel panel = RandomPanel.of(30, 5, new int[] {2012, 2014}, 3);
    for (int e = -4; e <= 4; e++) {
      NotEstimable refused =
          (NotEstimable)
              new TwoWayFixedEffects(TwoWaySettings.EVENT_STUDY)
                  .fit(panel)
                  .effect(EffectKey.ofEventTime(TwoWayFixedEffects.DYNAMIC, e))
                  .orElseThrow();
      assertThat(refused.reason()).isEqualTo(e == -1 ? Reason.REFERENCE_PERIOD : Reason.COLLINEAR);
    }
  }

  @Test
  void anEventStudyOfNobodyIsRefused() {
    assertThat(
            new TwoWayFixedEffects(TwoWaySettings.EVENT_STUDY)
                .fit(RandomPanel.of(12, 4, new int[] {Panel.NEVER, 2017}, 3))
                .effects())
        .containsExactly(
            new NotEstimable(EffectKey.of(TwoWayFixedEffects.DYNAMIC), Reason.NO_TREATED_UNITS));
  }

  @Test
  void aCovariateThatUnitEffectsExplainIsRefusedByName() {
    Panel panel = Holes.withCovariates(balanced(), false, 5);
    assertThatThrownBy(() -> new TwoWayFixedEffects().fit(panel))
        .isInstanceOf(EvaluationException.class)
        .hasMessage(
            "COVARIATE_EXPLAINED: covariate 'x' is explained by unit effects, period effects and"
                + " the covariates before it. It would adjust for nothing, unseen. Leave it out of"
                + " 'covariates', or take a method that uses a covariate's level, such as 'etwfe'.");
  }

  @Test
  void settingsAreReadFromWordsAndCheckedAgainstTheReference() {
    assertThat(TwoWaySettings.of(Map.of())).isEqualTo(TwoWaySettings.STATIC);
    assertThat(TwoWaySettings.of(Map.of("aggregate", "dynamic")))
        .isEqualTo(TwoWaySettings.EVENT_STUDY);
    assertThatThrownBy(() -> TwoWaySettings.of(Map.of("bin_before", "-1")))
        .hasMessageContaining("'bin_before' is -1 but must be below 'reference', which is -1");
    assertThatThrownBy(() -> TwoWaySettings.of(Map.of("bin_after", "-1")))
        .hasMessageContaining("'bin_after' is -1 but must be above 'reference', which is -1");
  }
}
