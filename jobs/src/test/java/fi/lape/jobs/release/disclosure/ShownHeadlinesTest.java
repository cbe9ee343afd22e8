package fi.lape.jobs.release.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lape.jobs.release.table.Release;
import fi.lape.jobs.release.table.ReleaseTable;
import fi.lape.schemas.Contracts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is drawn beside an estimate goes with it. */
class ShownHeadlinesTest {
  @Test
  void theCourseOfAnEstimateIsShownWithIt() {
    Release shown = ShownHeadlines.only(release("ESTIMATED", "ESTIMATED", true));
    for (String table : List.of("event_study", "honest_did", "cost_plane", "cost_sensitivity")) {
      assertThat(shown.table(table).rows()).as(table).hasSize(1);
    }
  }

  @Test
  void withoutTheEstimateNothingOfItIsShown() {
    Release shown = ShownHeadlines.only(release("WITHHELD", "ESTIMATED", false));
    for (String table : List.of("event_study", "honest_did", "cost_plane", "cost_sensitivity")) {
      assertThat(shown.table(table).rows()).as(table).isEmpty();
    }
  }

  @Test
  void oneYearWithheldHidesTheWholeCourse() {
    Release shown = ShownHeadlines.only(release("ESTIMATED", "WITHHELD", true));
    assertThat(shown.table("event_study").rows()).isEmpty();
    assertThat(shown.table("honest_did").rows()).isEmpty();
    assertThat(shown.table("cost_plane").rows()).hasSize(1);
  }

  private static Release release(String headline, String year, boolean costed) {
    Map<String, Object> effect = new HashMap<>();
    effect.put("analysis", "A");
    effect.put("measure", "effect-total");
    effect.put("value", costed ? 3.0 : null);
    effect.put("unit", "placements");
    effect.put("status", headline);
    Map<String, List<Map<String, Object>>> rows =
        Map.of(
            "effect_estimate",
            List.of(estimate("att-simple", null, headline), estimate("att-dynamic", 0, year)),
            "event_study",
            List.of(
                Map.of(
                    "study",
                    "s",
                    "analysis",
                    "A",
                    "outcome",
                    "o",
                    "event_time",
                    0,
                    "outcome_unit",
                    "percent",
                    "estimate",
                    1.0)),
            "honest_did",
            List.of(
                Map.of(
                    "study",
                    "s",
                    "analysis",
                    "A",
                    "outcome",
                    "o",
                    "bound_percent",
                    50,
                    "outcome_unit",
                    "percent",
                    "ci_low",
                    0.0,
                    "ci_high",
                    1.0)),
            "cost_effectiveness",
            List.of(effect),
            "cost_plane",
            List.of(
                Map.of(
                    "analysis",
                    "A",
                    "effect_bin",
                    1,
                    "cost_bin",
                    1,
                    "effect",
                    1.0,
                    "cost",
                    1.0,
                    "share",
                    1.0)),
            "cost_sensitivity",
            List.of(
                Map.of(
                    "analysis",
                    "A",
                    "parameter",
                    "worth",
                    "base",
                    1.0,
                    "low",
                    0.0,
                    "high",
                    2.0,
                    "unit",
                    "eur",
                    "benefit",
                    1.0,
                    "benefit_low",
                    0.0,
                    "benefit_high",
                    2.0)));
    List<ReleaseTable> tables = new ArrayList<>();
    for (String name : Release.TABLES) {
      tables.add(ReleaseTable.of(Contracts.release(name), rows.getOrDefault(name, List.of())));
    }
    return Release.of(tables);
  }

  private static Map<String, Object> estimate(String estimand, Integer eventTime, String status) {
    Map<String, Object> row = new HashMap<>();
    row.put("study", "s");
    row.put("plan_sha256", "0".repeat(64));
    row.put("analysis", "A");
    row.put("question", "A");
    row.put("method", "group-time-att");
    row.put("estimand", estimand);
    row.put("outcome", "o");
    row.put("outcome_unit", "percent");
    row.put("treatment", "t");
    row.put("population", "p");
    row.put("event_time", eventTime);
    row.put("estimate", status.equals("ESTIMATED") ? 1.0 : null);
    row.put("ci_level", 0.95);
    row.put("inference", "cr3");
    row.put("clusters", 19);
    row.put("units", 20);
    row.put("observations", 24);
    row.put("estimate_status", status);
    row.put("inference_status", "VALID");
    row.put("disclosure_status", "PASS");
    row.put("code_version", "1");
    return row;
  }
}
