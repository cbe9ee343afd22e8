package fi.lape.jobs.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegisterPlanTest {
  private static final Path LAPE = Path.of("../evaluation-models/plans/lape.yaml");

  private static StudyPlan parse(String yaml) {
    return StudyPlans.parse(yaml.getBytes(StandardCharsets.UTF_8), "plan.yaml");
  }

  /** The bundled plan up to the questions to the register, and one question of one's own. */
  private static String asking(String analysis) throws IOException {
    String all = Files.readString(LAPE);
    int from = all.indexOf("register:");
    int to = all.indexOf("\ncosts:");
    return all.substring(0, from)
        + "register:\n  analyses:\n    - {id: R, treatment: family-centre, method: group-time-att, "
        + analysis
        + "}\n"
        + all.substring(to);
  }

  @Test
  void whatAPlanDoesNotSayOfTheRegisterIsMunicipalitiesAndAllChildren() throws IOException {
    RegisterAnalysis analysis = parse(asking("outcome: entry-rate")).registerAnalyses().get(0);
    assertThat(analysis.units()).isEqualTo("municipality");
    assertThat(analysis.subgroups()).isEmpty();
    assertThat(analysis.checkWith()).isEmpty();
    assertThat(analysis.settings()).isEmpty();
    assertThat(analysis.requires()).isEmpty();
    assertThat(analysis.inference()).isEqualTo("by-design");
    assertThat(analysis.cluster()).isEmpty();
    assertThat(analysis.beside()).isEmpty();
    assertThat(analysis.analysis().outcome()).containsExactly("register-entry-rate");
  }

  @Test
  void aPlanMayAskTheRegisterNothing() throws IOException {
    String all = Files.readString(LAPE);
    String without =
        all.substring(0, all.indexOf("register:")) + all.substring(all.indexOf("\ncosts:"));
    assertThat(parse(without).registerAnalyses()).isEmpty();
  }

  @Test
  void aPlanKeepsItsQuestionsToTheRegisterOnTheWayToExecutors() throws IOException {
    StudyPlan plan = parse(Files.readString(LAPE));
    assertThat(plan.registerAnalyses()).hasSizeGreaterThan(3);
    assertThat(StudyPlans.fromBytes(StudyPlans.toBytes(plan))).isEqualTo(plan);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "outcome: entries|/outcome: 'entries' is no outcome of the register; write one of days-in-care, entry-rate,",
        "outcome: entry-rate, subgroups: [region]|/subgroups/0",
        "outcome: entry-rate, units: area-cohort, cluster: municipality|/cluster: the units 'area-cohort' hold several municipalities each; write 'area', or the units 'municipality'",
        "outcome: entry-rate, check_with: [twfee]|/check_with/0: 'twfee' is no method; write one of",
        "outcome: entry-rate, check_with: [dose-regression]|/check_with/0: 'dose-regression' is no method for the adoption 'family-centre'",
        "outcome: entry-rate, inference: magic|/inference: 'magic' is no inference of this version",
        "outcome: entry-rate, requires: {magic: 1}|/requires/magic: 'magic' is no diagnostic",
        "outcome: entry-rate, settings: {anticipation: -1}|/settings/anticipation: 'anticipation' is -1 but must be 0 or more",
        "outcome: entry-rate, beside: {analysis: E9, outcomes: {entry-rate: new-placements}}|/beside/analysis: 'E9' is no analysis of this plan",
        "outcome: entry-rate, beside: {analysis: E2-systemic-model, outcomes: {entry-rate: new-placements}}|/beside/analysis: 'E2-systemic-model' is about 'systemic-model' and this analysis about 'family-centre': they do not ask the same; write an analysis of 'family-centre'",
        "outcome: entry-rate, beside: {analysis: E2-new-placements, outcomes: {home-help: new-placements}}|/beside/outcomes: 'home-help' is no outcome of this analysis; write one of entry-rate",
        "outcome: entry-rate, beside: {analysis: E2-new-placements, outcomes: {entry-rate: unemployment}}|/beside/outcomes/entry-rate: 'unemployment' is no outcome of 'E2-new-placements'; write one of new-placements",
      })
  void whatCannotBeAskedOfTheRegisterIsNamedWithItsPlace(String analysis, String message)
      throws IOException {
    String plan = asking(analysis);
    assertThatThrownBy(() -> parse(plan))
        .hasMessageContaining("has 1 fault")
        .hasMessageContaining("/register/analyses/0" + message);
  }

  @Test
  void aDoseIsNoQuestionToTheRegister() throws IOException {
    String plan =
        asking("outcome: entry-rate")
            .replace("R, treatment: family-centre", "R, treatment: grant-per-child");
    assertThatThrownBy(() -> parse(plan))
        .hasMessageContaining(
            "/register/analyses/0/treatment: 'grant-per-child' is a dose and the register answers about adoptions; write a treatment of kind 'adoption'");
  }

  @Test
  void anIdOfTheIndicatorsIsTaken() throws IOException {
    String plan = asking("outcome: entry-rate").replace("{id: R,", "{id: E5-care-cost,");
    assertThatThrownBy(() -> parse(plan))
        .hasMessageContaining(
            "/register/analyses/0/id: 'E5-care-cost' is the id of an earlier entry");
  }

  @Test
  void aWaiverMayNameAQuestionToTheRegister() throws IOException {
    String plan =
        asking("outcome: entry-rate")
            .replace(
                "waivers: []", "waivers: [{analysis: R, diagnostic: pre-trend, reason: test}]");
    assertThat(parse(plan).waivers()).hasSize(1);
  }
}
