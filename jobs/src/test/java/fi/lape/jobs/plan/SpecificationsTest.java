package fi.lape.jobs.plan;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lape.schemas.CodeLists;
import fi.lape.schemas.ProjectArea;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which runs there are is known from the plan and the areas alone. */
class SpecificationsTest {
  private static final Path LAPE = Path.of("../evaluation-models/plans/lape.yaml");
  private static final List<String> AREAS = List.of("EKA", "KSU", "UUS");

  @Test
  void aPlanThatIsSilentHasEveryRunThatSuitsAnAdoption() {
    assertThat(ids(StudyPlans.read(LAPE), "E2-new-placements"))
        .containsExactly(
            "main",
            "without-eka",
            "without-ksu",
            "without-uus",
            "anticipation-1",
            "controls-never-treated",
            "method-imputation",
            "method-etwfe",
            "method-sun-abraham",
            "method-twfe",
            "method-etwfe-poisson",
            "weights-equal",
            "weights-by-period",
            "division-2021",
            "without-2015",
            "without-2017",
            "without-2020",
            "suppressed-at-0",
            "suppressed-at-4",
            "placebo-2011",
            "placebo-2012",
            "placebo-2013",
            "placebo-2014",
            "placebo-2015",
            "placebo-2016",
            "negative-control-unemployment");
  }

  @Test
  void aDoseHasNeitherComparisonGroupsNorMethodsOfAdoption() {
    assertThat(ids(StudyPlans.read(LAPE), "E1-grant-dose"))
        .hasSize(3 + 17)
        .contains("main", "anticipation-1", "weights-by-period", "placebo-2014", "without-eka")
        .noneMatch(id -> id.startsWith("controls-") || id.startsWith("method-"));
  }

  @Test
  void theNumberOfRunsOfTheBundledPlanIsKnownBeforeItRuns() {
    List<String> areas = CodeLists.standard().areas().stream().map(ProjectArea::code).toList();
    StudyPlan plan = StudyPlans.read(LAPE);
    int runs = 0;
    for (StudyPlan.Analysis analysis : plan.analyses()) {
      runs += Specifications.of(plan, analysis, areas).size() * analysis.outcome().size();
    }
    // By hand: 19 areas and 23 others for an adoption, 19 and 17 for a dose; the negative control
    // has no run of itself in its own place. Seven adoptions and their outcomes, one control, 5
    // doses. Packages (three outcomes and two) and areas' own effects have one row that says so.
    assertThat(runs).isEqualTo(7 * (19 + 23) + (19 + 22) + 5 * (19 + 17) + 3 + 2 + 1);
  }

  @Test
  void aChoiceThatIsThePlansOwnIsTheMainRun() throws IOException {
    String own =
        lape()
            .replaceFirst(
                "controls: not-yet-treated, anticipation: 0",
                "controls: never-treated, anticipation: 1");
    assertThat(ids(parse(own), "E2-new-placements"))
        .contains("controls-not-yet-treated", "anticipation-0")
        .doesNotContain("controls-never-treated", "anticipation-1", "method-group-time-att");
  }

  @Test
  void theWordsOfThePlanNameTheRunsAndNoneIsMadeTwice() throws IOException {
    String words =
        lape()
            .replaceFirst(
                "check_with: \\[twfe\\]",
                "check_with: [twfe]\n    robustness: [anticipation-1, without-eka, leave-one-area-out, placebo-2014, without-2020-on, suppressed-at-0, suppressed-at-4]");
    StudyPlan plan = parse(words);
    assertThat(ids(plan, "E2-new-placements"))
        .containsExactly(
            "main",
            "anticipation-1",
            "without-eka",
            "without-ksu",
            "without-uus",
            "placebo-2014",
            "without-2020-on",
            "suppressed-at-0",
            "suppressed-at-4");
    assertThat(Specifications.of(plan, plan.analysis("E2-new-placements"), AREAS))
        .contains(
            new Specification("without-eka", Specification.Dimension.AREA, "EKA"),
            new Specification("without-2020-on", Specification.Dimension.YEARS, "2020-on"));
  }

  @Test
  void anEmptyListIsThePlannedRunAlone() throws IOException {
    String none =
        lape().replaceFirst("check_with: \\[twfe\\]", "check_with: [twfe]\n    robustness: []");
    assertThat(ids(parse(none), "E2-new-placements")).containsExactly("main");
  }

  @Test
  void everyDimensionHasItsLabels() {
    for (Specification.Dimension dimension : Specification.Dimension.values()) {
      assertThat(CodeLists.standard().labels("specification_dimension", dimension.word()))
          .as(dimension.word())
          .isPresent();
    }
  }

  @Test
  void aPlanSentElsewhereArrivesAsItWas() {
    StudyPlan plan = StudyPlans.read(LAPE);
    assertThat(StudyPlans.fromBytes(StudyPlans.toBytes(plan))).isEqualTo(plan);
  }

  private static List<String> ids(StudyPlan plan, String analysis) {
    return Specifications.of(plan, plan.analysis(analysis), AREAS).stream()
        .map(Specification::id)
        .toList();
  }

  private static String lape() throws IOException {
    return Files.readString(LAPE);
  }

  private static StudyPlan parse(String plan) {
    return StudyPlans.parse(plan.getBytes(StandardCharsets.UTF_8), "p.yaml");
  }
}
