package fi.lape.jobs.release.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lape.jobs.release.table.ReleaseTable;
import fi.lape.jobs.release.table.TableRow;
import fi.lape.schemas.Contracts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpecificationRuleTest {
  private record Run(String specification, long units, int clusters) {
    Map<String, Object> row() {
      return SpecificationRuleTest.row(specification, units, clusters);
    }
  }

  private static final List<String> NUMBERS =
      List.of("estimate", "std_error", "ci_low", "ci_high", "p_value");

  @Test
  void runsOfSeveralMunicipalitiesMayBeShown() {
    ReleaseTable runs = runs(run("main", 100, 19), run("without-eka", 91, 18));
    for (TableRow row : released("ESTIMATED", runs)) {
      assertThat(row.text("disclosure_status")).isEqualTo("PASS");
      assertThat(row.number("estimate")).isEqualTo(-0.5);
    }
  }

  @Test
  void aWithheldHeadlineTakesAllItsRunsWithIt() {
    ReleaseTable runs = runs(run("main", 100, 19), run("without-eka", 91, 18));
    for (TableRow row : released("WITHHELD", runs)) {
      assertHidden(row, "DISCLOSURE_TOO_FEW_UNITS");
    }
  }

  @Test
  void theDifferenceOfTwoRunsMayNotBeOneOrTwoMunicipalities() {
    ReleaseTable runs =
        runs(
            run("main", 100, 19),
            run("without-eka", 98, 18),
            run("without-kai", 99, 18),
            run("without-lap", 97, 18),
            run("weights-equal", 100, 19));
    Map<String, TableRow> released = new HashMap<>();
    released("ESTIMATED", runs).forEach(r -> released.put(r.text("specification"), r));
    assertHidden(released.get("without-eka"), "DISCLOSURE_DIFFERENCE");
    assertHidden(released.get("without-kai"), "DISCLOSURE_DIFFERENCE");
    assertThat(released.get("without-lap").isEmpty("estimate")).isFalse();
    assertThat(released.get("weights-equal").isEmpty("estimate")).isFalse();
  }

  @Test
  void aRunMustRestOnThreeMunicipalitiesAndTwoAreas() {
    ReleaseTable few = runs(run("main", 6, 2), run("without-eka", 2, 2), run("without-kai", 3, 1));
    for (TableRow row : released("ESTIMATED", few)) {
      if (!row.text("specification").equals("main")) {
        assertHidden(row, "DISCLOSURE_TOO_FEW_UNITS");
      }
    }
  }

  @Test
  void theInfluenceOfAnAreaIsHiddenWithItsRun() {
    ReleaseTable runs =
        runs(run("main", 100, 19), run("without-eka", 98, 18), run("without-kai", 90, 18));
    SpecificationRule rule = new SpecificationRule(headline("ESTIMATED"), runs);
    assertThat(rule.applyToInfluence(influence("EKA")).isEmpty("change")).isTrue();
    assertThat(rule.applyToInfluence(influence("EKA")).isEmpty("estimate_without")).isTrue();
    assertThat(rule.applyToInfluence(influence("KAI")).isEmpty("change")).isFalse();
    SpecificationRule withheld = new SpecificationRule(headline("WITHHELD"), runs);
    assertThat(withheld.applyToInfluence(influence("KAI")).isEmpty("estimate_without")).isTrue();
  }

  private static void assertHidden(TableRow row, String reason) {
    NUMBERS.forEach(column -> assertThat(row.isEmpty(column)).as(column).isTrue());
    assertThat(row.text("estimate_status")).isEqualTo("WITHHELD");
    assertThat(row.text("not_estimable_reason")).isEqualTo(reason);
    assertThat(row.text("disclosure_status")).isEqualTo("FAIL");
  }

  private static List<TableRow> released(String headline, ReleaseTable runs) {
    SpecificationRule rule = new SpecificationRule(headline(headline), runs);
    return runs.map(rule::apply).rows();
  }

  private static TableRow influence(String area) {
    Map<String, Object> row = new HashMap<>();
    row.put("study", "s");
    row.put("analysis", "E2");
    row.put("estimand", "att-simple:new-placements");
    row.put("area_code", area);
    row.put("estimate_without", -0.4);
    row.put("change", 0.1);
    row.put("sign_flips", false);
    return ReleaseTable.of(Contracts.release("influence"), List.of(row)).rows().get(0);
  }

  private static ReleaseTable headline(String status) {
    Map<String, Object> row = common();
    row.put("question", "?");
    row.put("population", "p");
    row.put("estimate_status", status);
    row.put("units", 100L);
    row.put("clusters", 19);
    if (status.equals("WITHHELD")) {
      row.put("not_estimable_reason", "DISCLOSURE_TOO_FEW_UNITS");
    } else {
      row.put("estimate", -0.5);
    }
    return ReleaseTable.of(Contracts.release("effect_estimate"), List.of(row));
  }

  private static ReleaseTable runs(Run... runs) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Run run : runs) {
      rows.add(run.row());
    }
    return ReleaseTable.of(Contracts.release("specification"), rows);
  }

  private static Run run(String specification, long units, int clusters) {
    return new Run(specification, units, clusters);
  }

  private static Map<String, Object> row(String specification, long units, int clusters) {
    Map<String, Object> row = common();
    row.put("specification", specification);
    row.put("dimension", specification.equals("main") ? "main" : "area");
    row.put("choice", specification);
    row.put("comparable", true);
    row.put("outcome_estimated", "new-placements");
    row.put("estimate_status", "ESTIMATED");
    row.put("units", units);
    row.put("clusters", clusters);
    NUMBERS.forEach(column -> row.put(column, -0.5));
    return row;
  }

  private static Map<String, Object> common() {
    Map<String, Object> row = new HashMap<>();
    row.put("study", "s");
    row.put("plan_sha256", "a".repeat(64));
    row.put("analysis", "E2");
    row.put("method", "group-time-att");
    row.put("estimand", "att-simple");
    row.put("outcome", "new-placements");
    row.put("outcome_unit", "per-1000");
    row.put("treatment", "family-centre");
    row.put("ci_level", 0.95);
    row.put("inference", "cr3");
    row.put("observations", 1000L);
    row.put("inference_status", "VALID");
    row.put("disclosure_status", "NOT_EVALUATED");
    row.put("code_version", "0.1.0");
    return row;
  }
}
