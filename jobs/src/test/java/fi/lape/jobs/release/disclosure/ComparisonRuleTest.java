package fi.lape.jobs.release.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lape.jobs.release.table.ReleaseTable;
import fi.lape.jobs.release.table.TableRow;
import fi.lape.schemas.Contracts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonRuleTest {
  private static TableRow beside(ReleaseTable estimates) {
    Map<String, Object> row = new HashMap<>();
    row.put("study", "s");
    row.put("analysis", "R2");
    row.put("outcome", "register-entry-rate");
    row.put("method", "group-time-att");
    row.put("estimand", "att-simple");
    row.put("treatment", "family-centre");
    row.put("indicator_analysis", "E2");
    row.put("indicator_outcome", "new-placements");
    row.put("outcome_unit", "per-1000");
    for (String source : List.of("register", "indicator")) {
      row.put(source + "_estimate", -0.5);
      row.put(source + "_ci_low", -1.0);
      row.put(source + "_ci_high", 0.0);
      row.put(source + "_status", "ESTIMATED");
    }
    row.put("difference", 0.0);
    row.put("note", "intervals-overlap");
    ReleaseTable table = ReleaseTable.of(Contracts.release("source_comparison"), List.of(row));
    return table.map(new ComparisonRule(estimates)::apply).rows().get(0);
  }

  private static ReleaseTable withheld(String analysis, String outcome, String population) {
    Map<String, Object> row = new HashMap<>();
    row.put("study", "s");
    row.put("plan_sha256", "a".repeat(64));
    row.put("analysis", analysis);
    row.put("question", "?");
    row.put("method", "group-time-att");
    row.put("estimand", "att-simple");
    row.put("outcome", outcome);
    row.put("outcome_unit", "per-1000");
    row.put("treatment", "family-centre");
    row.put("population", population);
    row.put("ci_level", 0.95);
    row.put("inference", "cr3");
    row.put("clusters", 19);
    row.put("units", 100L);
    row.put("observations", 1200L);
    row.put("estimate_status", "WITHHELD");
    row.put("not_estimable_reason", "DISCLOSURE_TOO_FEW_UNITS");
    row.put("inference_status", "NOT_EVALUATED");
    row.put("disclosure_status", "FAIL");
    row.put("code_version", "test");
    return ReleaseTable.of(Contracts.release("effect_estimate"), List.of(row));
  }

  @Test
  void whatIsShownWhereItComesFromIsShown() {
    TableRow row = beside(withheld("R2", "register-entry-rate", "register-age-0-6"));
    assertThat(row.number("register_estimate")).isEqualTo(-0.5);
    assertThat(row.number("difference")).isZero();
    assertThat(row.text("note")).isEqualTo("intervals-overlap");
  }

  @Test
  void theRegistersNumberIsHiddenWithItsEstimate() {
    TableRow row = beside(withheld("R2", "register-entry-rate", "register-all"));
    for (String column :
        List.of("register_estimate", "register_ci_low", "register_ci_high", "difference")) {
      assertThat(row.isEmpty(column)).as(column).isTrue();
    }
    assertThat(row.text("register_status")).isEqualTo("WITHHELD");
    assertThat(row.text("note")).isEqualTo("no-register-estimate");
    assertThat(row.number("indicator_estimate")).isEqualTo(-0.5);
  }

  @Test
  void theIndicatorsNumberIsHiddenWithItsEstimate() {
    TableRow row = beside(withheld("E2", "new-placements", "lape-areas"));
    assertThat(row.isEmpty("indicator_estimate")).isTrue();
    assertThat(row.isEmpty("difference")).isTrue();
    assertThat(row.text("indicator_status")).isEqualTo("WITHHELD");
    assertThat(row.text("note")).isEqualTo("no-indicator-estimate");
    assertThat(row.number("register_estimate")).isEqualTo(-0.5);
  }
}
