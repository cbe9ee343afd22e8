package fi.lape.jobs.release.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lape.jobs.release.table.ReleaseTable;
import fi.lape.jobs.release.table.TableRow;
import fi.lape.schemas.Contracts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CostRuleTest {
  @Test
  void whatIsComputedFromAWithheldEstimateIsWithheldToo() {
    CostRule rule =
        new CostRule(estimates(List.of(estimate("A", "per-1000", EstimateRule.REASON))));
    TableRow effect = rule.apply(cost("A", "effect-total"));
    assertThat(effect.isEmpty("value")).isTrue();
    assertThat(effect.isEmpty("ci_low")).isTrue();
    assertThat(effect.text("status")).isEqualTo("WITHHELD");
    assertThat(effect.text("reason")).isEqualTo(EstimateRule.REASON);
    assertThat(rule.apply(cost("A", "programme-cost")).isEmpty("value"))
        .as("what was spent is no estimate")
        .isFalse();
    assertThat(rule.apply(cost("B", "effect-total")).isEmpty("value")).isFalse();
  }

  @Test
  void aWithheldCareCostHidesWhatOtherAnalysesOfTheTreatmentMakeOfIt() {
    CostRule rule =
        new CostRule(
            estimates(
                List.of(
                    estimate("A", "per-1000", null),
                    estimate("care", "eur-per-child", EstimateRule.REASON))));
    assertThat(rule.apply(cost("A", "care-cost-change")).isEmpty("value")).isTrue();
  }

  @Test
  void estimatesThatAreShownHideNothing() {
    CostRule rule = new CostRule(estimates(List.of(estimate("A", "per-1000", null))));
    assertThat(rule.apply(cost("A", "effect-total")).text("status")).isEqualTo("ESTIMATED");
  }

  private static ReleaseTable estimates(List<Map<String, Object>> rows) {
    return ReleaseTable.of(Contracts.release("effect_estimate"), rows);
  }

  private static Map<String, Object> estimate(String analysis, String unit, String reason) {
    Map<String, Object> row = new HashMap<>();
    row.put("study", "s");
    row.put("plan_sha256", "0");
    row.put("analysis", analysis);
    row.put("question", "?");
    row.put("method", "group-time-att");
    row.put("estimand", "att-simple");
    row.put("outcome", "o");
    row.put("outcome_unit", unit);
    row.put("treatment", "family-centre");
    row.put("population", "all");
    row.put("ci_level", 0.95);
    row.put("inference", "cr3");
    row.put("clusters", 19);
    row.put("units", 2);
    row.put("observations", 24);
    row.put("estimate_status", reason == null ? "ESTIMATED" : "WITHHELD");
    row.put("not_estimable_reason", reason);
    row.put("inference_status", "VALID");
    row.put("disclosure_status", reason == null ? "PASS" : "FAIL");
    row.put("code_version", "1");
    return row;
  }

  private static TableRow cost(String analysis, String measure) {
    return ReleaseTable.of(
            Contracts.release("cost_effectiveness"),
            List.of(
                Map.of(
                    "analysis",
                    analysis,
                    "measure",
                    measure,
                    "value",
                    3.0,
                    "ci_low",
                    1.0,
                    "ci_high",
                    5.0,
                    "unit",
                    "placements",
                    "status",
                    "ESTIMATED")))
        .rows()
        .get(0);
  }
}
