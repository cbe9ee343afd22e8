package fi.lape.estimators.intertemporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.lape.estimators.error.EvaluationException;
import fi.lape.estimators.estimate.Effect;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.NotEstimable;
import fi.lape.estimators.estimate.Reason;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IntertemporalRefusalTest {
  private static final EffectKey FIRST = IntertemporalEffects.effect(1);
  private static final EffectKey SECOND = IntertemporalEffects.effect(2);
  private static final EffectKey TOTAL = EffectKey.of(IntertemporalEffects.TOTAL);

  private static Panel panel(double[]... levels) {
    int n = levels.length;
    int periods = levels[0].length;
    int[] years = new int[periods];
    for (int t = 0; t < periods; t++) {
      years[t] = 2010 + t;
    }
    List<String> ids = new ArrayList<>();
    double[] weights = new double[n];
    double[][] y = new double[n][periods];
    int[] cohorts = new int[n];
    Arrays.fill(cohorts, Panel.NEVER);
    for (int i = 0; i < n; i++) {
      ids.add("U" + i);
      weights[i] = 1;
      for (int t = 0; t < periods; t++) {
        y[i][t] = (i + 1) * (t + 2) % 5;
      }
    }
    return new Panel(years, ids, ids, cohorts, weights, y).withTreatment(levels);
  }

  private static Reason reason(Panel panel, Map<String, String> words, EffectKey key) {
    Effect effect = IntertemporalTest.fit(panel, words).effect(key).orElseThrow();
    return ((NotEstimable) effect).reason();
  }

  @Test
  void nobodyWhoSwitchesIsNamed() {
    Panel panel = panel(new double[] {0, 0, 0}, new double[] {0, 0, 0}, new double[] {1, 1, 1});
    assertThat(reason(panel, Map.of(), FIRST)).isEqualTo(Reason.NO_TREATED_UNITS);
    assertThat(reason(panel, Map.of(), TOTAL)).isEqualTo(Reason.NO_ESTIMABLE_CELL);
  }

  @Test
  void aSwitchTooLateForTheEffectIsNamed() {
    Panel panel = panel(new double[] {0, 0, 1}, new double[] {0, 0, 0});
    assertThat(reason(panel, Map.of("effects", "2"), SECOND)).isEqualTo(Reason.NO_TREATED_UNITS);
    assertThat(reason(panel, Map.of("switchers", "out"), FIRST)).isEqualTo(Reason.NO_TREATED_UNITS);
    EffectKey placebo = IntertemporalEffects.placebo(2);
    assertThat(reason(panel, Map.of("effects", "2", "placebos", "2"), placebo))
        .isEqualTo(Reason.NO_TREATED_UNITS);
  }

  @Test
  void aFirstTreatmentThatNobodySharesIsNamed() {
    Panel panel = panel(new double[] {1, 2, 2}, new double[] {0, 0, 0}, new double[] {2, 2, 2});
    assertThat(reason(panel, Map.of(), FIRST)).isEqualTo(Reason.NO_CONTROL_UNITS);
  }

  @Test
  void nobodyLeftUnswitchedIsNamed() {
    Panel panel = panel(new double[] {0, 1, 1}, new double[] {0, 0, 1}, new double[] {2, 2, 2});
    assertThat(IntertemporalTest.fit(panel, Map.of()).estimated()).isNotEmpty();
    assertThat(reason(panel, Map.of("effects", "2"), SECOND)).isEqualTo(Reason.NO_CONTROL_UNITS);
  }

  @Test
  void dosesThatCancelAreNamed() {
    double[] up = {1, 2, 0, 1.5};
    double[] down = {1, 0, 2, 0.5};
    double[] stays = {1, 1, 1, 1};
    Map<String, String> words = Map.of("dont_drop_larger_lower", "true", "effects", "2");
    EffectKey normalized = EffectKey.ofEventTime(IntertemporalEffects.NORMALIZED, 1);
    Panel panel = panel(up, down, stays, stays);
    assertThat(reason(panel, words, normalized)).isEqualTo(Reason.NO_VARIATION_IN_TREATMENT);
  }

  @Test
  void covariatesThatDoNotVaryAreNamed() {
    Panel panel = panel(new double[] {0, 0, 1}, new double[] {0, 0, 0}, new double[] {0, 0, 0});
    double[][][] x = new double[3][3][1];
    Panel with = panel.withCovariates(List.of("income"), x);
    for (EffectKey key : List.of(FIRST, TOTAL)) {
      assertThat(reason(with, Map.of(), key)).isEqualTo(Reason.SINGULAR_DESIGN);
    }
    // as a trend they are not adjusted for
    assertThat(IntertemporalTest.fit(with, Map.of("trends_nonparam", "income")).estimated())
        .isNotEmpty();
  }

  @Test
  void aPanelWithoutLevelsOfTreatmentIsRefused() {
    Panel panel =
        new Panel(
            new int[] {2010, 2011},
            List.of("A"),
            List.of("A"),
            new int[] {2011},
            new double[] {1},
            new double[][] {{1, 2}});
    assertMessage(
        () -> IntertemporalTest.fit(panel, Map.of()),
        "TREATMENT_NOT_GIVEN: 'intertemporal' needs a level of treatment in every period. Nothing"
            + " is derived from other columns. Name the column, or choose another method ('lape"
            + " methods').");
  }

  @Test
  void aTrendThatIsNotThereOrChangesIsRefused() {
    Panel panel = panel(new double[] {0, 0, 1}, new double[] {0, 0, 0});
    assertMessage(
        () -> IntertemporalTest.fit(panel, Map.of("trends_nonparam", "kind")),
        "SETTING_OUT_OF_RANGE: 'trends_nonparam' is 'kind' but must be 'cluster' or a covariate of"
            + " the panel. Correct it in the study plan.");
    double[][][] x = {{{1}, {1}, {2}}, {{3}, {4}, {5}}};
    assertMessage(
        () ->
            IntertemporalTest.fit(
                panel.withCovariates(List.of("kind"), x), Map.of("trends_nonparam", "kind")),
        "UNIT_NOT_CONSTANT: 'kind' changes over time in 2 units, first: unit 'U0'. It describes a"
            + " unit and must be the same in all its periods. Correct the panel table.");
  }

  @Test
  void settingsThatMakeNoSenseAreRefused() {
    assertMessage(
        () -> IntertemporalSettings.of(Map.of("effects", "0")),
        "SETTING_OUT_OF_RANGE: 'effects' is 0 but must be 1 or more. Correct it in the study plan.");
    assertMessage(
        () -> IntertemporalSettings.of(Map.of("effects", "2", "placebos", "3")),
        "SETTING_OUT_OF_RANGE: 'placebos' is 3 but must be 0 or more, and no more than 'effects'."
            + " Correct it in the study plan.");
    assertMessage(
        () -> IntertemporalSettings.of(Map.of("same_switchers_pl", "true")),
        "SETTING_OUT_OF_RANGE: 'same_switchers_pl' is true but must be false unless"
            + " 'same_switchers' is true. Correct it in the study plan.");
    assertMessage(
        () -> IntertemporalSettings.of(Map.of("trends_lin", "yes")),
        "SETTING_OUT_OF_RANGE: 'trends_lin' is 'yes' but must be one of true, false. Correct it in"
            + " the study plan.");
    assertMessage(
        () -> IntertemporalSettings.of(Map.of("normalized", "true")),
        "SETTING_UNKNOWN: 'intertemporal' has no setting 'normalized'. Its settings are"
            + " controls, dont_drop_larger_lower, effects, influence, less_conservative_se,"
            + " placebos, same_switchers, same_switchers_pl, switchers, trends_lin,"
            + " trends_nonparam. Correct 'settings' in the study plan.");
    assertThat(IntertemporalSettings.of(Map.of())).isEqualTo(IntertemporalSettings.DEFAULTS);
  }

  private static void assertMessage(Runnable call, String message) {
    assertThatThrownBy(call::run).isInstanceOf(EvaluationException.class).hasMessage(message);
  }
}
