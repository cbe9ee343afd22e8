package fi.lape.jobs.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.lape.jobs.failure.JobException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class StudyPlansTest {
  private static final Path LAPE = Path.of("../evaluation-models/plans/lape.yaml");

  @Test
  void theBundledPlanHasNoFault() {
    StudyPlan plan = StudyPlans.read(LAPE);
    assertThat(plan.study()).isEqualTo("lape-external-evaluation");
    assertThat(plan.outcome("new-placements").from().sotkanet()).contains(1078);
    assertThat(plan.treatment("family-centre").adoptedWhen().orElseThrow().coverageAtLeast())
        .contains(0.5);
    assertThat(plan.sha256()).hasSize(64);
    assertThat(plan.release().percent()).contains(10.0);
  }

  @Test
  void everyFaultIsNamedAtOnce() throws IOException {
    String broken =
        Files.readString(LAPE)
            .replace("treatment: systemic-model", "treatment: no-such-treatment")
            .replace("outcome: unemployment", "outcome: no-such-outcome")
            .replace("last_clean_year: 2016", "last_clean_year: 2030");
    assertThatThrownBy(
            () -> StudyPlans.parse(broken.getBytes(StandardCharsets.UTF_8), "broken.yaml"))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("PLAN_INVALID: the study plan 'broken.yaml' has 5 faults")
        .hasMessageContaining("/analyses/3/treatment: 'no-such-treatment' is no treatment")
        .hasMessageContaining("/analyses/8/outcome: 'no-such-outcome' is no outcome")
        .hasMessageContaining("/register/analyses/4/treatment: 'no-such-treatment' is no treatment")
        .hasMessageContaining("/pre/last_clean_year: 2030 is not");
  }

  @Test
  void whatIsNotYamlIsNamedByItsLine() {
    assertThatThrownBy(
            () -> StudyPlans.parse("study: [a\nb: }".getBytes(StandardCharsets.UTF_8), "x.yaml"))
        .hasMessageStartingWith("PLAN_UNREADABLE: the study plan 'x.yaml' is not YAML at line");
  }

  @Test
  void anUnknownKeyIsAFaultWithItsPlace() throws IOException {
    String broken = Files.readString(LAPE).replace("method: dose-regression", "methode: dose");
    assertThatThrownBy(
            () -> StudyPlans.parse(broken.getBytes(StandardCharsets.UTF_8), "broken.yaml"))
        .hasMessageContaining("/analyses/5")
        .hasMessageContaining("methode");
  }
}
