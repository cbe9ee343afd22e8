package fi.lape.jobs.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fi.lape.estimators.panel.Panel;
import fi.lape.jobs.analysis.AnalysisResult;
import fi.lape.jobs.analysis.DiagnosticRow;
import fi.lape.jobs.analysis.EstimateRow;
import fi.lape.jobs.analysis.OutcomeCoverage;
import fi.lape.jobs.analysis.Question;
import fi.lape.jobs.analysis.UnitPanel;
import fi.lape.jobs.plan.StudyPlan;
import fi.lape.jobs.plan.StudyPlans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 24 municipalities of four areas with the doses 0.1, 0.2, …, 2.4; by hand, the change is 1 − 2 D
 * in 2017 and 2 − 3 D in 2018, and 0.5 before, with noise that least squares does not see.
 */
class HadAnalysisTest {
  private static final List<String> AREAS = List.of("KSU", "LAP", "PIR", "SAT");
  private static final List<Integer> YEARS = List.of(2015, 2016, 2017, 2018);
  private static final double TOLERANCE = 1e-9;

  @TempDir Path folder;

  private static UnitPanel panel() {
    List<UnitPanel.Unit> units = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      double d = (i + 1) / 10.0;
      double e = (i % 4 == 0 || i % 4 == 3 ? 0.3 : -0.3);
      double[] y = {20.5 + e, 20, 20 + 1 - 2 * d + e, 20 + 2 - 3 * d + e};
      units.add(
          new UnitPanel.Unit(
              "%03d".formatted(i + 1),
              AREAS.get(i % 4),
              Panel.NEVER,
              1000,
              y,
              y,
              y,
              new double[0],
              new double[0],
              new double[] {1000, 1000, 1000, 1000}));
    }
    return new UnitPanel(new int[] {2015, 2016, 2017, 2018}, units);
  }

  private static Map<String, Double> doses() {
    Map<String, Double> doses = new TreeMap<>();
    for (int i = 0; i < 24; i++) {
      doses.put("%03d".formatted(i + 1), (i + 1) / 10.0);
    }
    return doses;
  }

  /** Means of 0.1, 0.5, … of the first area, 0.2, 0.6, … of the second, and so on. */
  private static Map<String, Double> areaDoses() {
    return Map.of("KSU", 1.1, "LAP", 1.2, "PIR", 1.3, "SAT", 1.4);
  }

  private Question question(String level, String more, Map<String, Double> areas)
      throws IOException {
    Path file = folder.resolve("plan.yaml");
    Files.writeString(
        file,
        """
        study: tiny
        version: 1
        programme: lape
        division: 2018
        period: {from: 2015, to: 2018}
        pre: {last_clean_year: 2016, partial_year: 2017}
        outcomes:
          - {id: placed-share, from: {sotkanet: 191}, kind: rate, unit: percent, family: corrective}
        treatments:
          - {id: reach, kind: dose, measure: component-coverage, level: %s, from: 2017}
        analyses:
          - id: E1
            outcome: placed-share
            treatment: reach
            method: heterogeneous-adoption
            settings: {kernel: uniform, bandwidth: 2.4}
            %s
        costs: {price_year: 2018}
        release: {min_count: 5}
        seed: 1
        """
            .formatted(level, more));
    StudyPlan plan = StudyPlans.read(file);
    return new Question(
        plan,
        plan.analyses().get(0),
        plan.outcome("placed-share"),
        new OutcomeCoverage("placed-share", YEARS, List.of(), 24, 0, 0, 0, 96, 0),
        areas);
  }

  private AnalysisResult answer(Question question, Map<String, Double> doses) {
    return AnalysisKinds.answer(question, new HandMadePanels(panel(), doses));
  }

  private static double estimate(AnalysisResult result, String estimand, int period) {
    return row(result, estimand, period).estimate().orElseThrow();
  }

  private static EstimateRow row(AnalysisResult result, String estimand, int period) {
    return result.estimates().stream()
        .filter(r -> r.key().estimand().equals(estimand))
        .filter(r -> period == 0 || r.key().period().orElse(0) == period)
        .findFirst()
        .orElseThrow();
  }

  private static List<DiagnosticRow> diagnostics(AnalysisResult result, String name) {
    return result.diagnostics().stream().filter(d -> d.diagnostic().equals(name)).toList();
  }

  @Test
  void everyYearItsPlacebosAndTheMeanOfAllYearsAreAnswered() throws IOException {
    AnalysisResult result = answer(question("municipality", "", areaDoses()), doses());
    assertThat(estimate(result, "was", 2017)).isCloseTo(-2, within(TOLERANCE));
    assertThat(estimate(result, "was", 2018)).isCloseTo(-3, within(TOLERANCE));
    assertThat(estimate(result, "was", 2015)).isCloseTo(0, within(TOLERANCE));
    // ΔY is 1.5 − 2.5 D on average: (−1.625 − 1.5) / 1.25.
    EstimateRow headline = row(result, "was-overall", 0);
    assertThat(headline.estimate().orElseThrow()).isCloseTo(-2.5, within(TOLERANCE));
    assertThat(headline.isHeadline()).isTrue();
    assertThat(headline.uncertainty().inference()).isEqualTo("bias-corrected");
    assertThat(headline.uncertainty().status()).isEqualTo("NOT_VALID");
    assertThat(row(result, "was", 2015).key().eventTime()).hasValue(-1);
  }

  @Test
  void itsTestsAreDiagnosticsWithTheLimitsOfThePlan() throws IOException {
    AnalysisResult result =
        answer(
            question(
                "municipality",
                "requires: {quasi-untreated: pass, yatchew-linearity: report, placebo-years: {p_at_least: 0.1}}",
                areaDoses()),
            doses());
    DiagnosticRow quasi = diagnostics(result, "quasi-untreated").get(0);
    // T = 0.1 / (0.2 − 0.1), p = 1 / (1 + T).
    assertThat(quasi.value().orElseThrow()).isCloseTo(0.5, within(TOLERANCE));
    assertThat(quasi.status()).isEqualTo(DiagnosticRow.Status.PASS);
    assertThat(quasi.threshold()).hasValue(0.05);
    assertThat(diagnostics(result, "yatchew-linearity"))
        .extracting(DiagnosticRow::subject)
        .containsExactly("placed-share", "placed-share:2017", "placed-share:2018");
    assertThat(diagnostics(result, "yatchew-linearity"))
        .allMatch(d -> d.status() == DiagnosticRow.Status.NOT_EVALUATED)
        .allMatch(d -> d.value().isPresent());
    assertThat(diagnostics(result, "placebo-years").get(0).threshold()).hasValue(0.1);
    List<DiagnosticRow> leverage = diagnostics(result, "unit-leverage");
    assertThat(leverage).hasSize(20);
    // Shares of |weight|, largest first; the smallest dose decides the level at zero.
    assertThat(leverage.get(0).subject()).isEqualTo("placed-share:001");
    assertThat(leverage.get(0).value().orElseThrow())
        .isGreaterThanOrEqualTo(leverage.get(1).value().orElseThrow());
  }

  @Test
  void theRegressionOverAreasAlwaysStandsBesideWithLeverageAndWeights() throws IOException {
    for (String level : List.of("municipality", "area")) {
      AnalysisResult result = answer(question(level, "", areaDoses()), doses());
      assertThat(row(result, "dose-slope-overall", 0).method()).isEqualTo("dose-regression");
      assertThat(row(result, "dose-slope-overall", 0).isHeadline()).isFalse();
      // Equal weights and steps: hat values 0.7, 0.3, 0.3, 0.7; dose weights 0.3, 0.4, 0.3.
      assertThat(diagnostics(result, "dose-leverage"))
          .extracting(d -> Math.round(d.value().orElseThrow() * 1e6) / 1e6)
          .containsExactly(0.7, 0.3, 0.3, 0.7, 0.7);
      assertThat(diagnostics(result, "dose-weight"))
          .extracting(d -> Math.round(d.value().orElseThrow() * 1e6) / 1e6)
          .containsExactly(0.3, 0.4, 0.3);
    }
  }

  @Test
  void aDoseOfAreasIsRefusedByName() throws IOException {
    AnalysisResult result = answer(question("area", "", areaDoses()), Map.of());
    EstimateRow refused = row(result, "was-overall", 0);
    assertThat(refused.status()).isEqualTo("NOT_ESTIMABLE");
    assertThat(refused.reason()).contains("TOO_FEW_UNITS_NEAR_ZERO_DOSE");
    assertThat(diagnostics(result, "refusal").get(0).detail())
        .startsWith(
            "TOO_FEW_UNITS_NEAR_ZERO_DOSE: 4 units have a dose of at most 2.4, and 21 are needed.");
  }

  @Test
  void equalDosesUntreatedUnitsAndUnknownDosesAreRefusedByName() throws IOException {
    Map<String, Double> equal = new TreeMap<>(doses());
    equal.replaceAll((unit, dose) -> 1.0);
    assertThat(reason(equal)).isEqualTo("DOSES_ALL_EQUAL");
    Map<String, Double> zero = new TreeMap<>(doses());
    zero.put("001", 0.0);
    assertThat(reason(zero)).isEqualTo("UNTREATED_UNITS_PRESENT");
    Map<String, Double> unknown = new TreeMap<>(doses());
    unknown.remove("001");
    assertThat(reason(unknown)).isEqualTo("DOSE_MISSING");
    AnalysisResult flat =
        answer(
            question("area", "", Map.of("KSU", 1.0, "LAP", 1.0, "PIR", 1.0, "SAT", 1.0)), Map.of());
    assertThat(row(flat, "dose-slope-overall", 0).reason()).contains("NO_VARIATION_IN_DOSE");
  }

  private String reason(Map<String, Double> doses) throws IOException {
    return row(answer(question("municipality", "", areaDoses()), doses), "was-overall", 0)
        .reason()
        .orElseThrow();
  }
}
