package fi.lape.estimators.did;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import fi.lape.estimators.error.EvaluationException;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.Estimator;
import fi.lape.estimators.estimate.NotEstimable;
import fi.lape.estimators.estimate.Reason;
import fi.lape.estimators.laws.Edit;
import fi.lape.estimators.laws.EstimatorLaws;
import fi.lape.estimators.laws.RandomPanel;
import fi.lape.estimators.moments.PanelMoments;
import fi.lape.estimators.panel.Panel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TwoWayFixedEffectsTest extends EstimatorLaws {
  @Override
  protected List<Estimator> estimators() {
    return List.of(new TwoWayFixedEffects());
  }

  @Override
  protected Panel panel() {
    return RandomPanel.of(48, 6, new int[] {2010, 2013, 2015, Panel.NEVER}, 12);
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
        panel, (i, t, y) -> 3 * (i % 7) + 2.5 * t + (panel.cohort(i) <= 2010 + t ? size : 0));
  }

  @Override
  protected boolean isAfter(EffectKey key) {
    return true;
  }

  private static Reason reason(int... cohorts) {
    PanelMoments moments = PanelMoments.of(RandomPanel.of(20, 4, cohorts, 5));
    return ((NotEstimable) new TwoWayFixedEffects().fit(moments).effects().get(0)).reason();
  }

  @Test
  void aPanelWithoutTreatedUnitsIsRefused() {
    assertThat(reason(Panel.NEVER)).isEqualTo(Reason.NO_TREATED_UNITS);
    assertThat(reason(2017)).isEqualTo(Reason.NO_TREATED_UNITS);
  }

  @Test
  void adoptionByAllAtOnceIsRefused() {
    assertThat(reason(2013)).isEqualTo(Reason.NO_VARIATION_IN_TREATMENT);
    assertThat(reason(2010, Panel.NEVER)).isEqualTo(Reason.NO_VARIATION_IN_TREATMENT);
  }

  /** Two units, two periods: the difference of differences (5 − 1) − (4 − 2) = 2. */
  @Test
  void twoByTwoByHand() {
    Panel panel =
        new Panel(
            new int[] {1, 2},
            List.of("a", "b"),
            List.of("a", "b"),
            new int[] {2, Panel.NEVER},
            new double[] {1, 3},
            new double[][] {{1, 5}, {2, 4}});
    Estimated twfe = new TwoWayFixedEffects().fit(PanelMoments.of(panel)).estimated().get(0);
    assertThat(twfe.estimate()).isCloseTo(2, within(1e-15));
    assertThat(twfe.sample().clustersTreated()).isEqualTo(1);
    assertThat(twfe.sample().observations()).isEqualTo(4);
    assertThat(twfe.sample().baselineMean()).hasValue(1);
  }

  @Test
  void aSettingIsRefused() {
    assertThatThrownBy(() -> TwoWayFixedEffects.of(Map.of("controls", "x")))
        .isInstanceOf(EvaluationException.class)
        .hasMessage(
            "SETTING_UNKNOWN: 'twfe' has no setting 'controls'. Its settings are"
                + " aggregate, bin_after, bin_before, reference. Correct 'settings' in the study"
                + " plan.");
  }
}
