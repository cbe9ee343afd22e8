package fi.lape.estimators.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import fi.lape.estimators.error.EvaluationException;
import fi.lape.estimators.error.ExitCategory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiagnosticsTest {
  private static final EventStudy STUDY = GoldenEventStudy.read("unit");

  @Test
  void everyDiagnosticIsFoundByItsWordAndSaysWhatItIs() {
    for (Diagnostics diagnostic : Diagnostics.values()) {
      assertThat(Diagnostics.of(diagnostic.word())).isSameAs(diagnostic);
      assertThat(diagnostic.question()).endsWith("?");
      assertThat(diagnostic.needs()).contains("covariance");
      assertThat(diagnostic.refusals()).contains("TOO_FEW_PRE_PERIODS");
      assertThat(diagnostic.settings()).isSorted().contains("level");
    }
    assertThatThrownBy(() -> Diagnostics.of("honest"))
        .isInstanceOfSatisfying(
            EvaluationException.class, e -> assertThat(e.category()).isEqualTo(ExitCategory.PLAN))
        .hasMessage(
            "DIAGNOSTIC_UNKNOWN: 'honest' is not a diagnostic. The diagnostics are honest-did,"
                + " pretrends. Correct the name.");
  }

  private static double value(List<DiagnosticRow> rows, String quantity, double at) {
    return rows.stream()
        .filter(r -> r.quantity().equals(quantity) && r.at().orElse(-1) == at)
        .findFirst()
        .orElseThrow()
        .value()
        .getAsDouble();
  }

  @Test
  void rowsHoldTheAnswersOfTheGoldenStudy() {
    List<DiagnosticRow> power = Diagnostics.PRETRENDS.run(STUDY, Map.of());
    assertThat(value(power, "slope-for-power", 0.5)).isCloseTo(0.1190226088688352, within(1e-9));
    assertThat(value(power, "slope-for-power", 0.8)).isCloseTo(0.18022649165286309, within(1e-9));
    assertThat(value(power, "size-of-the-test", -1)).isCloseTo(0.13052323938269517, within(1e-9));
    assertThat(power.stream().filter(r -> r.quantity().equals("bias-after-passing"))).hasSize(14);
    List<DiagnosticRow> honest =
        Diagnostics.HONEST_DID.run(
            STUDY, Map.of("restriction", "smoothness", "bounds", "0,0.05", "target", "average"));
    DiagnosticRow row =
        honest.stream()
            .filter(
                r ->
                    r.quantity().equals("honest-interval")
                        && r.at().equals(OptionalDouble.of(0.05)))
            .findFirst()
            .orElseThrow();
    // Golden half-length of FLCI (exact optimum), average, M = 0.05.
    assertThat(row.high().getAsDouble() - row.low().getAsDouble())
        .isCloseTo(2 * 0.7890943427986952, within(1e-9));
    assertThat(honest.get(honest.size() - 1).quantity()).isEqualTo("breakdown");
    // The estimates before bend by more than 0.05, so the identified set has no value.
    assertThat(
            honest.stream()
                .filter(r -> r.quantity().equals("identified-set"))
                .map(DiagnosticRow::word))
        .containsOnly(Optional.of("empty"));
  }

  @Test
  void defaultsArePinned() {
    HonestSettings defaults = HonestSettings.of(Map.of());
    assertThat(defaults).isEqualTo(HonestSettings.DEFAULTS);
    assertThat(defaults)
        .isEqualTo(
            new HonestSettings(
                new Restriction(Restriction.Kind.RELATIVE_MAGNITUDES, Restriction.Shape.ANY),
                List.of(),
                Optional.empty(),
                Target.FIRST,
                0.95,
                10_000,
                0));
    assertThat(defaults.methodUsed()).isEqualTo(HonestMethod.CONDITIONAL_LEAST_FAVOURABLE);
    assertThat(HonestSettings.of(Map.of("restriction", "smoothness")).methodUsed())
        .isEqualTo(HonestMethod.FLCI);
    assertThat(
            HonestSettings.of(Map.of("restriction", "smoothness", "shape", "positive"))
                .methodUsed())
        .isEqualTo(HonestMethod.CONDITIONAL_FLCI);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "bounds | 1,0.5 | 'bounds' is 0.5 but must be finite, 0 or more, increasing.",
        "bounds | -1 | 'bounds' is -1.0 but must be finite, 0 or more, increasing.",
        "bounds | much | 'bounds' is 'much' but must be a finite number.",
        "level | 1 | 'level' is 1.0 but must be above 0 and below 1.",
        "level | NaN | 'level' is 'NaN' but must be a finite number.",
        "draws | 10 | 'draws' is 10 but must be 1000 or more.",
        "target | 1,2 | 'target' is [1.0, 2.0] but must be 4 weights, one an event time after the"
            + " reference.",
        "target | 0,0,0,0 | 'target' is [0.0, 0.0, 0.0, 0.0] but must be finite weights, not all 0.",
        "method | flci | 'method' is 'flci' but must be one that uses restriction"
            + " 'relative-magnitudes' and shape 'any': conditional-least-favourable or conditional.",
        "shape | up | 'shape' is 'up' but must be one of any, positive, negative, increasing,"
            + " decreasing."
      })
  void settingsThatMakeNoSenseAreRefused(String setting, String word, String problem) {
    assertThatThrownBy(() -> Diagnostics.HONEST_DID.run(STUDY, Map.of(setting, word)))
        .hasMessage("SETTING_OUT_OF_RANGE: " + problem + " Correct it in the study plan.");
  }

  @Test
  void aSettingOfAnotherDiagnosticIsRefused() {
    assertThatThrownBy(() -> Diagnostics.PRETRENDS.run(STUDY, Map.of("bounds", "1")))
        .hasMessage(
            "SETTING_UNKNOWN: 'pretrends' has no setting 'bounds'. Its settings are level,"
                + " power. Correct 'settings' in the study plan.");
  }
}
