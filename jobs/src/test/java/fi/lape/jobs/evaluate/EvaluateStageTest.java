package fi.lape.jobs.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fi.lape.jobs.lake.Lake;
import fi.lape.jobs.lake.LakeTable;
import fi.lape.jobs.plan.StudyPlan;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every number below is worked out by hand from the table in {@link TinyProgramme}. */
class EvaluateStageTest {
  // Sums of a dozen small numbers; doubles give them to about 1e-15.
  private static final double TOLERANCE = 1e-12;

  private static final String ANALYSES =
      """
        - id: E2
          question: {en: 'Fewer?'}
          outcome: new-placements
          treatment: family-centre
          method: group-time-att
          settings: {controls: not-yet-treated, aggregate: [group, dynamic]}
          check_with: [twfe, area-effects]
        - {id: E1, outcome: new-placements, treatment: grant-per-child, method: dose-regression}
        - {id: no-data, outcome: placed-share, treatment: family-centre, method: group-time-att}
        - {id: no-adopters, outcome: new-placements, treatment: systemic-model, method: group-time-att}
        - {id: packages, outcome: new-placements, treatment: all-four, method: dose-regression}
        - {id: required, outcome: new-placements, treatment: family-centre, method: group-time-att, requires: {leave-one-area-out: {sign_flips: 0}, honest-did: {breakdown: 1}}}
      """;

  @TempDir static Path folder;
  private static Lake lake;
  private static StudyPlan plan;

  @BeforeAll
  static void evaluate() {
    lake = Lake.at(TinyProgramme.spark(), folder.resolve("lake").toString());
    TinyProgramme.writePanel(lake);
    plan = TinyProgramme.plan(folder, ANALYSES);
    new EvaluateStage().run(TinyProgramme.context(folder.resolve("lake"), plan));
  }

  @Test
  void theOverallEffectIsTheShareWeightedMeanOfItsThreeCells() {
    // (2017, 2017): −1.25 − 4/6; (2017, 2018): −2.25 − 5/3; (2018, 2018): −8/3 − 2/3.
    assertThat(cell(2017, 2017)).isCloseTo(-1.25 - 4.0 / 6, within(TOLERANCE));
    assertThat(cell(2017, 2018)).isCloseTo(-2.25 - 5.0 / 3, within(TOLERANCE));
    assertThat(cell(2018, 2018)).isCloseTo(-10.0 / 3, within(TOLERANCE));
    // Cohorts weigh 4000 (two cells) and 3000 children: −100/3 / 11.
    assertThat(value(headline("E2"), "estimate")).isCloseTo(-100.0 / 33, within(TOLERANCE));
  }

  @Test
  void groupsAndEventTimesAreGivenWhereThePlanAsksForThem() {
    double g2017 = (-1.25 - 4.0 / 6 - 2.25 - 5.0 / 3) / 2;
    assertThat(value(only("E2", "estimand = 'att-group' and cohort = 2017"), "estimate"))
        .isCloseTo(g2017, within(TOLERANCE));
    double first = (4 * (-1.25 - 4.0 / 6) + 3 * (-10.0 / 3)) / 7;
    assertThat(value(only("E2", "estimand = 'att-dynamic' and event_time = 0"), "estimate"))
        .isCloseTo(first, within(TOLERANCE));
    assertThat(rows("required", "estimand = 'att-dynamic'")).isEmpty();
  }

  @Test
  void theStandardErrorIsTheJackknifeOverAreasWithCohortSharesHeldFixed() {
    Row row = headline("E2");
    // 11 θ without KSU, PIR, SAT, LAP is −29.9, −38.6, −98/3, −35.5; 11 θ is −100/3.
    double sum = 0;
    for (double without : new double[] {-29.9, -38.6, -98.0 / 3, -35.5}) {
      sum += Math.pow((without + 100.0 / 3) / 11, 2);
    }
    double error = Math.sqrt(sum);
    assertThat(value(row, "std_error")).isCloseTo(error, within(1e-10));
    // Quantiles of t(3) from a printed table: 3.182446 (97.5 %) and 0.978472 (80 %).
    assertThat(value(row, "ci_low")).isCloseTo(-100.0 / 33 - 3.182446 * error, within(1e-6));
    assertThat(value(row, "ci_high")).isCloseTo(-100.0 / 33 + 3.182446 * error, within(1e-6));
    assertThat(value(row, "mde80")).isCloseTo((3.182446 + 0.978472) * error, within(1e-6));
    assertThat(value(row, "dof")).isEqualTo(3);
  }

  @Test
  void theHeadlineRowSaysWhatItRestsOn() {
    Row row = headline("E2");
    assertThat(row.<Integer>getAs("clusters")).isEqualTo(4);
    assertThat(row.<Integer>getAs("clusters_treated")).isEqualTo(4);
    assertThat(row.<Long>getAs("units")).isEqualTo(7L);
    // Adopters in 2016: (10·1000 + 6·3000 + 6·2000 + 5·1000) / 7000.
    assertThat(value(row, "baseline_mean")).isCloseTo(45.0 / 7, within(TOLERANCE));
    assertThat(value(row, "effect_percent"))
        .isCloseTo(100 * (-100.0 / 33) / (45.0 / 7), within(1e-10));
    assertThat(row.<String>getAs("estimate_status")).isEqualTo("ESTIMATED");
    assertThat(row.<String>getAs("plan_sha256")).isEqualTo(plan.sha256());
    assertThat(row.<String>getAs("question")).isEqualTo("Fewer?");
    assertThat(row.<String>getAs("outcome_unit")).isEqualTo("per-1000");
  }

  @Test
  void withFewerThanSixTreatedAreasTheIntervalIsTheJackknifesAndNotCalledValid() {
    Row row = headline("E2");
    assertThat(row.<String>getAs("inference")).isEqualTo("cr3");
    assertThat(row.<String>getAs("inference_status")).isEqualTo("NOT_EVALUATED");
    Row check = diagnostic("E2", "treated-areas", "new-placements");
    assertThat(check.<String>getAs("status")).isEqualTo("FAIL");
    assertThat(value(check, "value")).isEqualTo(4);
    assertThat(value(check, "threshold")).isEqualTo(6);
  }

  @Test
  void aSecondMethodStandsBesideTheHeadlineAndAnUnknownOneSaysSo() {
    assertThat(rows("E2", "method = 'twfe' and estimate is not null")).hasSize(1);
    Row unknown = only("E2", "method = 'area-effects'");
    assertThat(unknown.<String>getAs("not_estimable_reason")).isEqualTo("METHOD_NOT_AVAILABLE");
    assertThat(unknown.isNullAt(unknown.fieldIndex("estimate"))).isTrue();
  }

  @Test
  void hiddenCellsGiveSharpBounds() {
    // Municipality 004 counts −7/33 in 2018 and lies 2 either way.
    double half = 14.0 / 33;
    double estimate = -100.0 / 33;
    assertDiagnostic("suppressed-cell-bounds-low", estimate - half);
    assertDiagnostic("suppressed-cell-bounds-high", estimate + half);
    assertDiagnostic("suppressed-at-0", estimate + half);
    assertDiagnostic("suppressed-at-4", estimate - half);
    assertDiagnostic("hidden-cells", 1);
    assertDiagnostic("hidden-child-share", 1000.0 / 40000);
  }

  @Test
  void municipalitiesWithoutAValueInSomeYearAreLeftOutAndCounted() {
    assertDiagnostic("municipalities-left-out", 1);
    assertThat(
            diagnostic("E2", "municipalities-left-out", "new-placements").<String>getAs("detail"))
        .isEqualTo(
            "7 municipalities used; those left out lack a value in some year and have 9.091 % of"
                + " the children");
    assertDiagnostic("years-left-out", 0);
  }

  @Test
  void influenceIsTheEstimateWithoutEachAreaSharesEstimatedAgain() {
    Map<String, Double> without = new TreeMap<>();
    for (Row row : lake.read(LakeTable.INFLUENCE).where("analysis = 'E2'").collectAsList()) {
      without.put(row.getAs("area_code"), row.getAs("estimate_without"));
      assertThat(value(row, "change"))
          .isCloseTo(value(row, "estimate_without") + 100.0 / 33, within(TOLERANCE));
      assertThat(row.<Boolean>getAs("sign_flips")).isFalse();
      assertThat(row.<String>getAs("estimand")).isEqualTo("att-simple:new-placements");
    }
    assertThat(without).containsOnlyKeys("KSU", "PIR", "SAT", "LAP");
    assertThat(without.get("KSU")).isCloseTo(-24.8 / 9, within(TOLERANCE));
    assertThat(without.get("PIR")).isCloseTo(-17.9 / 5, within(TOLERANCE));
    assertThat(without.get("SAT")).isCloseTo(-82.0 / 27, within(TOLERANCE));
    assertThat(without.get("LAP")).isCloseTo(-3.2, within(TOLERANCE));
    assertDiagnostic("largest-influence", -17.9 / 5 + 100.0 / 33);
    assertDiagnostic("leave-one-area-out", 0);
  }

  @Test
  void theDoseSlopeIsTheWeightedRegressionOfFourAreas() {
    // Doses 10 to 40, weights 2, 4, 2, 2: mean 24, variation 1040.
    assertThat(value(only("E1", "estimand = 'dose-slope' and period = 2017"), "estimate"))
        .isCloseTo(34.0 / 1040, within(TOLERANCE));
    assertThat(value(only("E1", "estimand = 'dose-slope' and period = 2018"), "estimate"))
        .isCloseTo(-6.0 / 1040, within(TOLERANCE));
    assertThat(value(only("E1", "estimand = 'dose-slope' and period = 2015"), "estimate"))
        .isCloseTo(26.0 / 1040, within(TOLERANCE));
    Row overall = headline("E1");
    assertThat(value(overall, "estimate")).isCloseTo(14.0 / 1040, within(TOLERANCE));
    // All areas in 2016: (10 + 11 + 18 + 3 + 12 + 2 + 5) / 10.
    assertThat(value(overall, "baseline_mean")).isCloseTo(6.1, within(TOLERANCE));
    // Hat value of LAP: 2/10 + 2·16²/1040.
    assertThat(value(diagnostic("E1", "dose-leverage", "new-placements:LAP"), "value"))
        .isCloseTo(0.2 + 512.0 / 1040, within(TOLERANCE));
    assertThat(diagnostic("E1", "dose-leverage", "new-placements").<String>getAs("detail"))
        .isEqualTo("largest hat value, of LAP");
  }

  @Test
  void cohortSeriesHaveTheMeanAndWhatHiddenCellsCouldMakeOfIt() {
    Row never =
        lake.read(LakeTable.COHORT_SERIES)
            .where("treatment = 'family-centre' and cohort is null and year = 2018")
            .first();
    assertThat(value(never, "mean")).isCloseTo(7, within(TOLERANCE));
    assertThat(value(never, "mean_low")).isCloseTo(19.0 / 3, within(TOLERANCE));
    assertThat(value(never, "mean_high")).isCloseTo(23.0 / 3, within(TOLERANCE));
    assertThat(never.<Integer>getAs("municipalities")).isEqualTo(3);
    assertThat(never.<Long>getAs("children")).isEqualTo(3000L);
  }

  @Test
  void whatCannotBeEstimatedIsARowWithItsReasonAndTheJobGoesOn() {
    assertThat(headline("no-data").<String>getAs("not_estimable_reason"))
        .isEqualTo("OUTCOME_NOT_IN_LAKE");
    assertThat(headline("no-adopters").<String>getAs("not_estimable_reason"))
        .isEqualTo("NO_ADOPTERS");
    assertThat(headline("packages").<String>getAs("not_estimable_reason"))
        .isEqualTo("METHOD_NOT_AVAILABLE");
    Row beforeAll = only("E2", "estimand = 'att-gt' and cohort = 2017 and period = 2015");
    assertThat(beforeAll.<String>getAs("not_estimable_reason")).isEqualTo("NO_BASE_PERIOD");
    for (String analysis : List.of("no-data", "no-adopters", "packages")) {
      assertThat(headline(analysis).<String>getAs("estimate_status")).isEqualTo("NOT_ESTIMABLE");
      assertThat(headline(analysis).isNullAt(headline(analysis).fieldIndex("estimate"))).isTrue();
    }
  }

  @Test
  void aRequiredDiagnosticThatNobodyEvaluatedWithholdsTheNumbers() {
    Row row = headline("required");
    assertThat(row.<String>getAs("estimate_status")).isEqualTo("WITHHELD");
    assertThat(row.<String>getAs("not_estimable_reason"))
        .isEqualTo("DIAGNOSTIC_NOT_EVALUATED: honest-did");
    for (String column : List.of("estimate", "std_error", "ci_low", "ci_high", "p_value")) {
      assertThat(row.isNullAt(row.fieldIndex(column))).as(column).isTrue();
    }
    assertThat(row.isNullAt(row.fieldIndex("mde80"))).isFalse();
    assertThat(
            diagnostic("required", "leave-one-area-out", "new-placements").<String>getAs("status"))
        .isEqualTo("PASS");
    assertThat(diagnostic("required", "honest-did", "new-placements").<String>getAs("status"))
        .isEqualTo("NOT_EVALUATED");
  }

  @Test
  void theRunRowSaysWhichVersionsWereRead() {
    Row run = lake.read(LakeTable.RUN).where("stage = 'evaluate'").first();
    assertThat(run.<String>getAs("inputs"))
        .matches(
            "\\{\"area_dose\":\\d+,\"municipality_dose\":\\d+,\"municipality_treatment\":\\d+,\"municipality_year\":\\d+}");
    assertThat(run.<String>getAs("origin")).isEqualTo("synthetic");
    assertThat(run.<String>getAs("plan_sha256")).isEqualTo(plan.sha256());
    assertThat(run.<String>getAs("code_version")).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
  }

  private static double cell(int cohort, int period) {
    return value(
        only("E2", "estimand = 'att-gt' and cohort = %d and period = %d".formatted(cohort, period)),
        "estimate");
  }

  private static void assertDiagnostic(String name, double expected) {
    assertThat(value(diagnostic("E2", name, "new-placements"), "value"))
        .as(name)
        .isCloseTo(expected, within(TOLERANCE));
  }

  private static Row diagnostic(String analysis, String name, String subject) {
    List<Row> rows =
        lake.read(LakeTable.DIAGNOSTIC)
            .where(
                "analysis = '%s' and diagnostic = '%s' and subject = '%s'"
                    .formatted(analysis, name, subject))
            .collectAsList();
    assertThat(rows).as("%s %s %s", analysis, name, subject).hasSize(1);
    return rows.get(0);
  }

  private static Row headline(String analysis) {
    return only(
        analysis,
        "method <> 'twfe' and method <> 'area-effects' and estimand in ('att-simple', 'dose-slope-overall')");
  }

  private static Row only(String analysis, String condition) {
    List<Row> rows = rows(analysis, condition);
    assertThat(rows).as("%s: %s", analysis, condition).hasSize(1);
    return rows.get(0);
  }

  private static List<Row> rows(String analysis, String condition) {
    return lake.read(LakeTable.EFFECT_ESTIMATE)
        .where("analysis = '%s'".formatted(analysis))
        .where(condition)
        .collectAsList();
  }

  private static double value(Row row, String column) {
    return row.<Double>getAs(column);
  }
}
