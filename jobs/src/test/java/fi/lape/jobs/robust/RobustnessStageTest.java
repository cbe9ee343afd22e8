package fi.lape.jobs.robust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fi.lape.jobs.evaluate.EvaluateStage;
import fi.lape.jobs.evaluate.TinyProgramme;
import fi.lape.jobs.lake.Lake;
import fi.lape.jobs.lake.LakeTable;
import fi.lape.jobs.plan.StudyPlan;
import fi.lape.jobs.stage.StageContext;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every number below is worked out by hand from the table in {@link TinyProgramme}. */
class RobustnessStageTest {
  private static final double TOLERANCE = 1e-12;
  private static final List<String> AREAS = List.of("KSU", "LAP", "PIR", "SAT");

  private static final String ANALYSES =
      """
        - id: E2
          outcome: new-placements
          treatment: family-centre
          method: group-time-att
          check_with: [twfe, imputation]
        - {id: E1, outcome: new-placements, treatment: grant-per-child, method: dose-regression}
        - id: named
          outcome: new-placements
          treatment: family-centre
          method: imputation
          robustness: [controls-never-treated, without-eka, division-2016, without-2016-on, method-etwfe-poisson, method-group-time-att]
        - {id: dose-years, outcome: new-placements, treatment: grant-per-child, method: dose-regression, robustness: [without-2016]}
        - {id: no-data, outcome: placed-share, treatment: family-centre, method: group-time-att}
        - {id: no-adopters, outcome: new-placements, treatment: systemic-model, method: group-time-att}
        - {id: packages, outcome: new-placements, treatment: all-four, method: dose-regression}
        - {id: withheld, outcome: new-placements, treatment: family-centre, method: etwfe, requires: {leave-one-area-out: {sign_flips: 0}, honest-did: {breakdown: 1}}}
      """;

  @TempDir static Path folder;
  private static Lake lake;
  private static StudyPlan plan;

  @BeforeAll
  static void run() {
    lake = Lake.at(TinyProgramme.spark(), folder.resolve("lake").toString());
    TinyProgramme.writePanel(lake);
    plan = TinyProgramme.plan(folder, ANALYSES);
    StageContext context = TinyProgramme.context(folder.resolve("lake"), plan);
    new EvaluateStage().run(context);
    new RobustnessStage().run(context);
    new RobustnessStage().run(context); // again: nothing is there twice
  }

  @Test
  void theRowsAreThoseThatWereKnownBefore() {
    Set<List<String>> known = new HashSet<>();
    RobustnessStage.runs(plan, AREAS)
        .forEach(run -> known.add(List.of(run.analysis(), run.outcome(), run.id())));
    Set<List<String>> written = new HashSet<>();
    for (Row row : lake.read(LakeTable.SPECIFICATION).collectAsList()) {
      written.add(
          List.of(row.getAs("analysis"), row.getAs("outcome"), row.<String>getAs("specification")));
      boolean number = !row.isNullAt(row.fieldIndex("estimate"));
      assertThat(row.isNullAt(row.fieldIndex("not_estimable_reason"))).isEqualTo(number);
      assertThat(row.<String>getAs("estimate_status").equals("ESTIMATED")).isEqualTo(number);
    }
    assertThat(written).isEqualTo(known);
    assertThat(lake.read(LakeTable.SPECIFICATION).count()).isEqualTo(known.size());
  }

  @Test
  void theMainRunIsThePlannedEstimateAndItsUncertainty() {
    assertThat(estimate("E2", "main")).isCloseTo(-100.0 / 33, within(TOLERANCE));
    assertThat(estimate("E1", "main")).isCloseTo(14.0 / 1040, within(TOLERANCE));
    Row planned =
        lake.read(LakeTable.EFFECT_ESTIMATE)
            .where("analysis = 'E2' and method = 'group-time-att' and estimand = 'att-simple'")
            .first();
    Row main = row("E2", "main");
    for (String column : List.of("std_error", "ci_low", "ci_high", "p_value")) {
      assertThat(main.<Double>getAs(column))
          .as(column)
          .isCloseTo(planned.<Double>getAs(column), within(1e-10));
    }
    for (String column :
        List.of("inference", "inference_status", "clusters", "clusters_treated", "units")) {
      assertThat(main.<Object>getAs(column)).as(column).isEqualTo(planned.getAs(column));
    }
  }

  @Test
  void equalWeightsCountEveryMunicipalityOnce() {
    // (2017, 2017): −1.5 − 4/5; (2017, 2018): −2.5 − 5/3; (2018, 2018): −2.5 − 2/3; two units each.
    assertThat(estimate("E2", "weights-equal"))
        .isCloseTo((-2.3 - 25.0 / 6 - 19.0 / 6) / 3, within(TOLERANCE));
    // Children do not change in this programme.
    assertThat(estimate("E2", "weights-by-period")).isCloseTo(-100.0 / 33, within(TOLERANCE));
  }

  @Test
  void anticipationComparesWithAYearEarlier() {
    // (2017, 2017): 0.25 − 2; (2017, 2018): −0.75 − 8/3; (2018, 2018): −7/3 − 5/3; weights 4, 4, 3.
    assertThat(estimate("E2", "anticipation-1")).isCloseTo(-98.0 / 33, within(TOLERANCE));
  }

  @Test
  void theNeverTreatedAloneAreAnotherComparison() {
    // (2017, 2017): −1.25 − 1; the other two cells have no other controls already.
    assertThat(estimate("E2", "controls-never-treated")).isCloseTo(-104.0 / 33, within(TOLERANCE));
  }

  @Test
  void hiddenCellsStandAtTheEndsOfTheirInterval() {
    assertThat(estimate("E2", "suppressed-at-0")).isCloseTo(-86.0 / 33, within(TOLERANCE));
    assertThat(estimate("E2", "suppressed-at-4")).isCloseTo(-114.0 / 33, within(TOLERANCE));
  }

  @Test
  void aYearLeftOutLeavesTheLastYearBeforeAdoptionToCompareWith() {
    // (2017, 2018): −2.25 − 5/3; (2018, 2018) against 2016: −7/3 − 5/3; weights 4 and 3.
    assertThat(estimate("E2", "without-2017")).isCloseTo(-83.0 / 21, within(TOLERANCE));
  }

  @Test
  void anAreaLeftOutGivesItsRowOfTheInfluenceTable() {
    assertThat(estimate("E2", "without-ksu")).isCloseTo(-24.8 / 9, within(TOLERANCE));
    assertThat(estimate("E2", "without-pir")).isCloseTo(-17.9 / 5, within(TOLERANCE));
    assertThat(row("E2", "without-pir").<Integer>getAs("clusters")).isEqualTo(3);
  }

  @Test
  void aPlaceboStartUsesYearsBeforeTheProgrammeOnly() {
    // 2017's adopters in 2016: 7 − 5.5, against all others, 5.5 − 5.
    assertThat(estimate("E2", "placebo-2016")).isCloseTo(1, within(TOLERANCE));
    assertThat(row("E2", "placebo-2016").<Long>getAs("observations")).isEqualTo(14);
    assertThat(row("E2", "placebo-2016").<Boolean>getAs("comparable")).isFalse();
  }

  @Test
  void anotherMethodGivesTheNumberItGivesBesideTheEstimate() {
    for (String method : List.of("twfe", "imputation")) {
      Row beside =
          lake.read(LakeTable.EFFECT_ESTIMATE)
              .where("analysis = 'E2' and method = '%s'".formatted(method))
              .where("estimand in ('att-simple', 'twfe') and estimate is not null")
              .first();
      assertThat(estimate("E2", "method-" + method))
          .as(method)
          .isCloseTo(beside.<Double>getAs("estimate"), within(1e-10));
      assertThat(row("E2", "method-" + method).<String>getAs("method")).isEqualTo(method);
    }
  }

  @Test
  void aDoseIsAnsweredWithOtherWeightsYearsAndStarts() {
    // Doses 10 to 40 at equal weights: mean 25, variation 500.
    assertThat(estimate("E1", "weights-equal"))
        .isCloseTo((16.25 - 2.5) / 2 / 500, within(TOLERANCE));
    assertThat(estimate("E1", "weights-by-period")).isCloseTo(14.0 / 1040, within(TOLERANCE));
    // Against 2015 instead of 2016: (34 − 26 − 6 − 26) / 2 / 1040.
    assertThat(estimate("E1", "anticipation-1")).isCloseTo(-12.0 / 1040, within(TOLERANCE));
    assertThat(estimate("E1", "without-2017")).isCloseTo(-6.0 / 1040, within(TOLERANCE));
    assertThat(estimate("E1", "placebo-2016")).isCloseTo(-26.0 / 1040, within(TOLERANCE));
    assertThat(row("E1", "placebo-2016").<String>getAs("estimand")).isEqualTo("dose-slope");
  }

  @Test
  void aRunThatCannotBeMadeSaysWhy() {
    assertThat(reason("named", "controls-never-treated")).isEqualTo("CHOICE_NOT_FOR_METHOD");
    assertThat(reason("named", "without-eka")).isEqualTo("AREA_NOT_IN_PANEL");
    assertThat(reason("named", "division-2016")).isEqualTo("DIVISION_NOT_BUILT");
    assertThat(reason("named", "without-2016-on")).isEqualTo("NO_ESTIMABLE_CELL");
    assertThat(reason("named", "method-etwfe-poisson")).isEqualTo("OUTCOME_NOT_A_COUNT");
    assertThat(reason("dose-years", "without-2016")).isEqualTo("NO_BASE_PERIOD");
    assertThat(reason("no-data", "placebo-2016")).isEqualTo("OUTCOME_NOT_IN_LAKE");
    assertThat(reason("no-adopters", "main")).isEqualTo("NO_ADOPTERS");
    assertThat(reason("packages", "main")).isEqualTo("METHOD_WITHOUT_SPECIFICATIONS");
  }

  @Test
  void whatIsWithheldIsWithheldInEveryRun() {
    List<Row> rows =
        lake.read(LakeTable.SPECIFICATION).where("analysis = 'withheld'").collectAsList();
    assertThat(rows).hasSizeGreaterThan(10);
    for (Row row : rows) {
      for (String column : List.of("estimate", "std_error", "ci_low", "ci_high", "p_value")) {
        assertThat(row.isNullAt(row.fieldIndex(column))).as(column).isTrue();
      }
    }
    assertThat(reason("withheld", "main")).isEqualTo("DIAGNOSTIC_NOT_EVALUATED: honest-did");
    assertThat(reason("withheld", "without-ksu")).isEqualTo("DIAGNOSTIC_NOT_EVALUATED: honest-did");
    // The same number by the road of another analysis.
    assertThat(reason("E2", "method-etwfe")).isEqualTo("DIAGNOSTIC_NOT_EVALUATED: honest-did");
    assertThat(diagnostics("withheld", "specification-median")).isEmpty();
  }

  @Test
  void theRunsAreSummedUpInDiagnostics() {
    List<Double> comparable =
        lake
            .read(LakeTable.SPECIFICATION)
            .where("analysis = 'E2' and comparable and estimate is not null")
            .select("estimate")
            .collectAsList()
            .stream()
            .map(r -> r.getDouble(0))
            .sorted()
            .toList();
    int n = comparable.size();
    double median = (comparable.get((n - 1) / 2) + comparable.get(n / 2)) / 2;
    assertThat(diagnostics("E2", "specification-median")).hasSize(1);
    assertThat(diagnostics("E2", "specification-median").get(0).<Double>getAs("value"))
        .isCloseTo(median, within(TOLERANCE));
    assertThat(diagnostics("E2", "specification-sign-flips").get(0).<Double>getAs("value"))
        .isEqualTo(comparable.stream().filter(e -> e >= 0).count() / (double) n);
    assertThat(diagnostics("E2", "specification-runs").get(0).<String>getAs("detail"))
        .matches("of \\d+ runs; \\d+ cannot be made, 1 are withheld");
    // Those of the evaluation are still there, once.
    assertThat(diagnostics("E2", "treated-areas")).hasSize(1);
  }

  @Test
  void theRunRowSaysWhichVersionsWereRead() {
    Row run = lake.read(LakeTable.RUN).where("stage = 'robustness'").first();
    assertThat(run.<String>getAs("inputs")).contains("\"effect_estimate\":", "\"area_dose\":");
  }

  private static List<Row> diagnostics(String analysis, String name) {
    return lake.read(LakeTable.DIAGNOSTIC)
        .where("analysis = '%s' and diagnostic = '%s'".formatted(analysis, name))
        .collectAsList();
  }

  private static double estimate(String analysis, String specification) {
    return row(analysis, specification).<Double>getAs("estimate");
  }

  private static String reason(String analysis, String specification) {
    return row(analysis, specification).getAs("not_estimable_reason");
  }

  private static Row row(String analysis, String specification) {
    List<Row> rows =
        lake.read(LakeTable.SPECIFICATION)
            .where("analysis = '%s' and specification = '%s'".formatted(analysis, specification))
            .collectAsList();
    assertThat(rows).as("%s %s", analysis, specification).hasSize(1);
    return rows.get(0);
  }
}
