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
import fi.lape.jobs.gold.GoldTables;
import fi.lape.jobs.lake.LakeTable;
import fi.lape.jobs.plan.StudyPlan;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counts of four municipalities of ten children each; every number is worked out by hand. */
class CountAnalysisTest {
  private static final double[] TEN = {10, 10, 10, 10};

  @TempDir static Path folder;

  private static UnitPanel.Unit unit(String id, String area, int cohort, double... counts) {
    return new UnitPanel.Unit(id, area, cohort, 10, counts, counts, counts, counts, counts, TEN);
  }

  /** The last cell of the last municipality is hidden: 0 to 4. */
  private static UnitPanel panel(boolean hidden) {
    double[] low = {10, 10, 11, 0};
    double[] middle = {10, 10, 11, 2};
    double[] high = {10, 10, 11, 4};
    UnitPanel.Unit last =
        hidden
            ? new UnitPanel.Unit("04", "LAP", Panel.NEVER, 10, low, middle, high, low, high, TEN)
            : unit("04", "LAP", Panel.NEVER, 10, 10, 11, 10);
    return new UnitPanel(
        new int[] {2015, 2016, 2017, 2018},
        List.of(
            unit("01", "KSU", 2017, 10, 10, 7, 6),
            unit("02", "PIR", 2017, 20, 20, 18, 16),
            unit("03", "SAT", Panel.NEVER, 10, 10, 11, 12),
            last));
  }

  private static Question question(boolean hidden) {
    StudyPlan plan =
        TinyProgramme.plan(
            folder,
            """
              - {id: E2, outcome: new-placements, treatment: family-centre, method: etwfe-poisson}
            """);
    return new Question(
        plan,
        plan.analyses().get(0),
        plan.outcome("new-placements"),
        new OutcomeCoverage(
            "new-placements",
            List.of(2015, 2016, 2017, 2018),
            List.of(),
            4,
            0,
            0,
            hidden ? 1 : 0,
            16,
            0),
        Map.of());
  }

  private static AnalysisResult answer(boolean hidden) {
    return AnalysisKinds.answer(question(hidden), new HandMadePanels(panel(hidden), Map.of()));
  }

  private static EstimateRow row(AnalysisResult result, String estimand) {
    return result.estimates().stream()
        .filter(r -> r.key().estimand().equals(estimand))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theEffectIsGivenAsChildrenAsARateAndInPerCentEachInItsUnit() {
    AnalysisResult result = answer(false);
    // Without it 33 and 33 of 20 expected: 20/20 · 30 · 11/10; there were 25 and 22.
    assertNumber(result, "att-simple-count", (25 - 33 + 22 - 33) / 4.0, "children");
    assertNumber(result, "att-simple-rate", -475, "per-1000");
    assertNumber(result, "att-simple-relative", 100 * (47.0 / 66 - 1), "percent");
    assertThat(row(result, "att-simple-rate").isHeadline()).isTrue();
    assertThat(result.estimates()).noneMatch(r -> r.key().estimand().endsWith("-log"));
    assertThat(row(result, "att-simple-rate").uncertainty().inference())
        .isEqualTo("wild-cluster-influence");
    assertThat(row(result, "att-simple-rate").uncertainty().standardError()).isPresent();
  }

  private static void assertNumber(
      AnalysisResult result, String estimand, double value, String unit) {
    EstimateRow row = row(result, estimand);
    assertThat(row.estimate().orElseThrow()).as(estimand).isCloseTo(value, within(1e-6));
    Row written =
        row.row(GoldTables.structOf(LakeTable.EFFECT_ESTIMATE), question(false).plan(), "test");
    assertThat(
            written.get(GoldTables.structOf(LakeTable.EFFECT_ESTIMATE).fieldIndex("outcome_unit")))
        .isEqualTo(unit);
  }

  @Test
  void eventsAndDispersionAreDiagnostics() {
    AnalysisResult result = answer(false);
    assertThat(result.diagnostics())
        .extracting(DiagnosticRow::diagnostic)
        .contains("count-overdispersion", "count-units-without-events", "count-separated-rows");
    assertThat(
            result.diagnostics().stream()
                .filter(d -> d.diagnostic().equals("count-units-without-events"))
                .findFirst()
                .orElseThrow()
                .value())
        .hasValue(0);
  }

  @Test
  void hiddenCountsAreBoundedAndImputedBesideTheHeadline() {
    AnalysisResult result = answer(true);
    EstimateRow imputed = row(result, "att-simple-rate-imputed");
    assertThat(imputed.uncertainty().inference()).isEqualTo("rubin-cr1");
    double low = diagnostic(result, "suppressed-at-0");
    double high = diagnostic(result, "suppressed-at-4");
    // More events among the others make the effect larger.
    assertThat(high).isLessThan(low);
    assertThat(imputed.estimate().orElseThrow()).isBetween(high, low);
    assertThat(answer(true).estimates()).isEqualTo(result.estimates());
    assertThat(row(answer(false), "att-simple-rate").key().estimand()).isEqualTo("att-simple-rate");
    assertThat(answer(false).estimates()).noneMatch(r -> r.key().estimand().endsWith("-imputed"));
  }

  private static double diagnostic(AnalysisResult result, String name) {
    return result.diagnostics().stream()
        .filter(d -> d.diagnostic().equals(name))
        .findFirst()
        .orElseThrow()
        .value()
        .orElseThrow();
  }

  @Test
  void whatTheDesignCanShowIsSaidBeforeOutcomesOfTheProgrammeAreRead() {
    List<Row> rows =
        Power.of(
            question(false),
            new HandMadePanels(panel(false), Map.of()),
            GoldTables.structOf(LakeTable.POWER));
    assertThat(value(rows, "adopters", "cohort 2017")).isEqualTo(2);
    assertThat(value(rows, "adopters", "area KSU")).isEqualTo(1);
    assertThat(value(rows, "adopters", "area SAT")).isZero();
    assertThat(value(rows, "treated-areas", "all")).isEqualTo(2);
    assertThat(value(rows, "areas", "all")).isEqualTo(4);
    assertThat(value(rows, "overlap", "all")).isZero();
    assertThat(of(only(rows, "expected-inference", "all"), "detail"))
        .isEqualTo("cr3: fewer than six areas are treated");
    Row mde = only(rows, "mde80", "all");
    assertThat(of(mde, "value")).isNull();
    assertThat(of(mde, "detail"))
        .isEqualTo("the years before the programme are too few to move its start back");
  }

  private static double value(List<Row> rows, String quantity, String subject) {
    return (double) of(only(rows, quantity, subject), "value");
  }

  private static Row only(List<Row> rows, String quantity, String subject) {
    return rows.stream()
        .filter(r -> quantity.equals(of(r, "quantity")) && subject.equals(of(r, "subject")))
        .findFirst()
        .orElseThrow();
  }

  private static Object of(Row row, String column) {
    return row.get(GoldTables.structOf(LakeTable.POWER).fieldIndex(column));
  }
}
