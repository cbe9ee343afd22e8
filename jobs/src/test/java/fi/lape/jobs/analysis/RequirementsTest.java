package fi.lape.jobs.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequirementsTest {
  private static final String OUTCOME = "new-placements";
  private static final String REQUIRES = "{\"leave-one-area-out\": {\"sign_flips\": 0}}";
  private static final DiagnosticRow FAILED =
      DiagnosticRow.judged("E2", "leave-one-area-out", OUTCOME, 2, 0, false, "KSU, PIR");

  @Test
  void aFailedCheckWithholdsWithItsValueAndLimit() {
    assertThat(requirements(REQUIRES, "[]").withholds(OUTCOME, List.of(FAILED)))
        .contains("DIAGNOSTIC_FAILED: leave-one-area-out 2 (limit 0)");
    assertThat(requirements(REQUIRES, "[]").threshold("leave-one-area-out", "sign_flips"))
        .hasValue(0);
  }

  @Test
  void aWaiverOfThePlanLetsTheNumbersThroughAndOnlyThose() {
    String reason = ", \"reason\": \"one small area\"}]";
    assertThat(
            requirements(
                    REQUIRES,
                    "[{\"analysis\": \"E2\", \"diagnostic\": \"leave-one-area-out\"" + reason)
                .withholds(OUTCOME, List.of(FAILED)))
        .isEmpty();
    assertThat(
            requirements(REQUIRES, "[{\"analysis\": \"E2\"" + reason)
                .withholds(OUTCOME, List.of(FAILED)))
        .isEmpty();
    assertThat(
            requirements(REQUIRES, "[{\"analysis\": \"E2\", \"diagnostic\": \"pre-trend\"" + reason)
                .withholds(OUTCOME, List.of(FAILED)))
        .isPresent();
    assertThat(
            requirements(REQUIRES, "[{\"analysis\": \"E1\"" + reason)
                .withholds(OUTCOME, List.of(FAILED)))
        .isPresent();
  }

  @Test
  void aCheckThatIsOnlyReportedWithholdsNothing() {
    Requirements report = requirements("{\"honest-did\": {\"breakdown\": \"report\"}}", "[]");
    assertThat(report.missing(OUTCOME, List.of())).isEmpty();
    assertThat(report.withholds(OUTCOME, List.of())).isEmpty();
  }

  @Test
  void aCheckOfAnotherOutcomeIsNoEvidenceForThisOne() {
    DiagnosticRow other =
        DiagnosticRow.judged("E2", "leave-one-area-out", "placed-share", 0, 0, true, "none");
    Requirements requirements = requirements(REQUIRES, "[]");
    assertThat(requirements.missing(OUTCOME, List.of(other)))
        .extracting(DiagnosticRow::diagnostic)
        .containsExactly("leave-one-area-out");
  }

  private static Requirements requirements(String requires, String waivers) {
    List<JsonNode> list = new ArrayList<>();
    PlanAnalyses.json(waivers).forEach(list::add);
    return new Requirements(PlanAnalyses.requiring("E2", requires), list);
  }
}
