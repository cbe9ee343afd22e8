package fi.lape.estimators.dose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import fi.lape.estimators.error.EvaluationException;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.Estimator;
import fi.lape.estimators.estimate.MomentInfluence;
import fi.lape.estimators.estimate.NotEstimable;
import fi.lape.estimators.estimate.Reason;
import fi.lape.estimators.laws.Edit;
import fi.lape.estimators.laws.EstimatorLaws;
import fi.lape.estimators.laws.RandomPanel;
import fi.lape.estimators.moments.PanelMoments;
import fi.lape.estimators.panel.Panel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The laws hold with every area a unit of its own, weighing as the panel says. */
class DoseRegressionTest extends EstimatorLaws {
  private static final DoseSettings SETTINGS =
      new DoseSettings(2012, List.of(2011, 2013, 2014), RegressionWeights.PANEL);

  private static Map<String, Double> dose(int areas) {
    Map<String, Double> dose = new HashMap<>();
    for (int k = 0; k < areas; k++) {
      dose.put("K" + k, (k * 37 % 19) / 4.0);
    }
    return dose;
  }

  @Override
  protected List<Estimator> estimators() {
    return List.of(new DoseRegression(SETTINGS, dose(12)));
  }

  @Override
  protected Panel panel() {
    return RandomPanel.of(12, 12, new int[] {Panel.NEVER}, 13);
  }

  @Override
  protected Optional<Panel> poisoned() {
    return Optional.of(Edit.outcomes(panel(), (i, t, y) -> t == 0 || t > 4 ? y * 1e6 : y));
  }

  @Override
  protected boolean unpoisoned(EffectKey key) {
    return true; // 2010, 2015 and 2016 are not asked for
  }

  @Override
  protected boolean hasShares(EffectKey key) {
    return false;
  }

  @Override
  protected double influence(Estimated effect, Panel panel, int i) {
    int place = effect.influence().clusters().indexOf(panel.cluster(i)) + 1;
    return ((MomentInfluence) effect.influence()).of(place, panel.weight(i), panel.outcomes(i));
  }

  @Override
  protected Panel exact(double size) {
    Panel panel = panel();
    Map<String, Double> dose = dose(12);
    return Edit.outcomes(
        panel,
        (i, t, y) -> 3 * (i % 7) + 2.5 * t + (t > 2 ? size * dose.get(panel.cluster(i)) : 0));
  }

  @Override
  protected boolean isAfter(EffectKey key) {
    return key.period().isEmpty() || key.period().getAsInt() > 2012;
  }

  @Test
  void theOverallSlopeIsTheMeanOfThoseAfterTheBase() {
    List<Estimated> slopes = estimators().get(0).fit(PanelMoments.of(panel())).estimated();
    assertThat(slopes).hasSize(4);
    assertThat(slopes.get(3).key()).isEqualTo(EffectKey.of(DoseRegression.OVERALL));
    assertThat(slopes.get(3).estimate())
        .isCloseTo((slopes.get(1).estimate() + slopes.get(2).estimate()) / 2, within(1e-12));
  }

  @Test
  void equalDosesAreRefused() {
    Map<String, Double> equal = new HashMap<>(dose(12));
    equal.replaceAll((area, d) -> 0.1 + 0.2);
    assertThat(reason(panel(), equal)).isEqualTo(Reason.NO_VARIATION_IN_DOSE);
    equal.replaceAll((area, d) -> 0.0);
    assertThat(reason(panel(), equal)).isEqualTo(Reason.NO_VARIATION_IN_DOSE);
    assertThat(new DoseRegression(SETTINGS, equal).leverage(PanelMoments.of(panel()), 2013))
        .isEmpty();
  }

  @Test
  void twoAreasAreTooFew() {
    assertThat(reason(RandomPanel.of(6, 2, new int[] {Panel.NEVER}, 1), dose(2)))
        .isEqualTo(Reason.TOO_FEW_AREAS);
  }

  private static Reason reason(Panel panel, Map<String, Double> dose) {
    return ((NotEstimable)
            new DoseRegression(SETTINGS, dose).fit(PanelMoments.of(panel)).effects().get(0))
        .reason();
  }

  @Test
  void anAreaWithoutADoseIsRefused() {
    Map<String, Double> missing = dose(12);
    missing.remove("K3");
    missing.put("K7", Double.NaN);
    assertThatThrownBy(() -> new DoseRegression(SETTINGS, missing).fit(PanelMoments.of(panel())))
        .isInstanceOf(EvaluationException.class)
        .hasMessage(
            "DOSE_MISSING: 2 clusters have no finite dose, first: 'K3'. Every area of the"
                + " regression needs one and 0 is a dose. Complete the dose table, or leave the"
                + " area out in the study plan.");
  }

  @Test
  void aPeriodThePanelLacksIsRefused() {
    DoseSettings later = new DoseSettings(2009, List.of(2013), RegressionWeights.EQUAL);
    assertThatThrownBy(() -> new DoseRegression(later, dose(12)).fit(PanelMoments.of(panel())))
        .isInstanceOf(EvaluationException.class)
        .hasMessage(
            "PERIOD_UNKNOWN: 'base_period' is 2009, and the panel has the periods [2010, 2011,"
                + " 2012, 2013, 2014, 2015, 2016]. Correct 'base_period' in the study plan.");
  }

  @Test
  void settingsAreReadFromTheWordsOfAPlan() {
    assertThat(DoseSettings.of(Map.of("base_period", "2016", "periods", "2017, 2018")))
        .isEqualTo(new DoseSettings(2016, List.of(2017, 2018), RegressionWeights.EQUAL));
    assertThat(
            DoseSettings.of(Map.of("base_period", "2016", "periods", "2017", "weights", "panel"))
                .weights())
        .isEqualTo(RegressionWeights.PANEL);
  }

  @Test
  void wrongSettingsAreRefusedByName() {
    assertRefused(
        Map.of("periods", "2017"),
        "SETTING_OUT_OF_RANGE: 'base_period' is missing but must be a period. Correct it in the"
            + " study plan.");
    assertRefused(
        Map.of("base_period", "2016", "periods", "2017,x"),
        "SETTING_OUT_OF_RANGE: 'periods' is 'x' but must be whole numbers separated by commas."
            + " Correct it in the study plan.");
    for (String periods : List.of("2016", "2017,2017")) {
      assertThatThrownBy(() -> DoseSettings.of(Map.of("base_period", "2016", "periods", periods)))
          .isInstanceOf(EvaluationException.class)
          .hasMessageContaining("without the base period 2016");
    }
  }

  private static void assertRefused(Map<String, String> settings, String message) {
    assertThatThrownBy(() -> DoseSettings.of(settings))
        .isInstanceOf(EvaluationException.class)
        .hasMessage(message);
  }
}
