package fi.lape.jobs.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Faults of sense: each is put into the bundled plan by replacing one piece of its text. */
class PlanFaultsTest {
  private static final Path LAPE = Path.of("../evaluation-models/plans/lape.yaml");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "anticipation: 0|anticipaton: 0|/analyses/0/settings/anticipaton: 'group-time-att' has no setting 'anticipaton'. Its settings are aggregate, anticipation,",
        "aggregate: dynamic|aggregate: total|/analyses/0/settings/aggregate: 'aggregate' is 'total' but must be one of",
        "anticipation: 0|anticipation: -1|/analyses/0/settings/anticipation: 'anticipation' is -1 but must be 0 or more",
        "correct: holm|correct: sidak|/families/0/correct: 'sidak' is no correction of this version; write one of holm, romano-wolf",
        "correct: holm|correct: romano-wolf|/families/0/correct: 'romano-wolf' deals out packages again and 'E1-grant-dose' is not about packages; write 'holm'",
        "correct: romano-wolf|correct: holm|/families/1/correct: 'E3-all-four' is an association and no member of a family of effects;",
        "E1-grant-dose], correct|E1-grant-dose, E3-all-four], correct|/families/0/correct: 'E3-all-four' is an association and no member of a family of effects;",
        "contrast: each-package|contrast: any-package|/analyses/9/method: 'any-package' is no contrast of packages; write one of [each-package, four-packages-against-fewer]",
        "contrast: each-package|package: special-services|/analyses/9/check_with/0: 'several-treatments' compares all packages at once and 'packages' is one comparison",
        "fewest_adopters: 3|fewest_adopter: 3|/analyses/11/settings: 'area-effects' has no setting 'fewest_adopter'. Its settings are",
        "check_with: [segmented-regression]|check_with: [twfe]|/analyses/11/check_with/0: 'twfe' is no check of 'area-effects', whose observations are areas",
        "analyses: [E2-new-placements,|analyses: [E9,|/families/0/analyses/0: 'E9' is no analysis of this plan; write one of E1-component-reach, E1-grant-dose, E2-",
        "treatment: grant-per-child|treatment: all-of-it|/analyses/5/treatment: 'all-of-it' is no treatment of this plan; write one of all-four, component-reach, family-centre,",
        "outcome: unemployment|outcome: employment|/analyses/8/outcome: 'employment' is no outcome of this plan; write one of care-cost-per-child,",
        "of: placed-share|of: all|/outcomes/2/of: 'all' is no outcome of this plan",
        "treatment: systemic-model|treatment: all-four|/analyses/3/method: the projects chose 'all-four' themselves and 'group-time-att' would claim an effect of it; write 'package-contrast'",
        "adopted_when: {status: in-use}}|adopted_when: {status: in-use}, causal: false}|/analyses/3/method: the projects chose 'systemic-model' themselves",
        "treatment: systemic-model|treatment: grant-per-child|/analyses/3/method: 'group-time-att' is no method for the dose 'grant-per-child'; write 'dose-regression'",
        "treatment: grant-per-child|treatment: systemic-model|/analyses/5/method: 'dose-regression' is no method for the adoption 'systemic-model'",
        "check_with: [twfe]|check_with: [twfee]|/analyses/0/check_with/0: 'twfee' is no method; write one of",
        "inference: by-design|inference: randomization|/analyses/0/inference: 'randomization' is no inference of this version; write one of ",
        "method: group-time-att|method: intertemporal|/analyses/0/method: 'intertemporal' needs a treatment that may rise and fall and no treatment of a plan does",
        "waivers: []|waivers: [{analysis: E7, reason: none}]|/waivers/0/analysis: 'E7' is no analysis of this plan",
        "waivers: []|waivers: [{analysis: E1-grant-dose, diagnostic: leave-one-out, reason: none}]|/waivers/0/diagnostic: 'leave-one-out' is no diagnostic; write one of",
        "requires: {leave-one-area-out:|requires: {leave-one-out:|/analyses/0/requires/leave-one-out: 'leave-one-out' is no diagnostic",
        "measure: grant-eur-per-child|measure: packages|/treatments/2/measure: 'packages' is no dose of this version; write one of component-coverage, grant-eur-per-child",
        "measure: grant-eur-per-child, level: area|measure: grant-eur-per-child, level: municipality|/treatments/2/level: 'grant-eur-per-child' is known by area only, and sharing it out to municipalities would make it up; write 'area', or the measure 'component-coverage'",
        "check_with: [twfe]|check_with: [intertemporal]|/analyses/0/check_with/0: 'intertemporal' needs a treatment that may rise and fall and no treatment of a plan does",
        "per: placement-avoided|per: child|/costs/willingness_to_pay/per: 'child' is no unit of this version; write one of placement-avoided",
        "check_with: [twfe]|robustness: [anticipation]|/analyses/0/robustness/0: 'anticipation' is no robustness run; write one of leave-one-area-out, without-<area>, anticipation-<years>,",
        "check_with: [twfe]|robustness: [without-xxx]|/analyses/0/robustness/0: 'XXX' is no project area; write one of EKA, EPO, ",
        "check_with: [twfe]|robustness: [placebo-2017]|/analyses/0/robustness/0: a placebo start in 2017 is not possible; write a year after the first of the period and not after 'last_clean_year': 2011 to 2016",
        "check_with: [twfe]|robustness: [without-2022]|/analyses/0/robustness/0: 2022 is outside the period; write a year from 2010 to 2021",
        "check_with: [twfe]|robustness: [method-twfee]|/analyses/0/robustness/0: 'twfee' is no method; write one of",
        "check_with: [twfe]|robustness: [method-dose-regression]|/analyses/0/robustness/0: 'dose-regression' is no method for the treatment 'family-centre'; remove the word or name another method",
        "treatment: grant-per-child|treatment: grant-per-child; robustness: [controls-never-treated]|/analyses/5/robustness/0: the treatment 'grant-per-child' is no adoption, so nobody is not yet or never treated; remove 'controls-never-treated'",
        "requires: {leave-one-area-out:|requires: {specification-median: report, leave-one-area-out:|/analyses/0/requires/specification-median: 'specification-median' is found after the estimates, by other runs of them, and withholds none; remove it",
        "to: 2021}|to: 2001}|/period/to: the period runs from 2010 to 2001; write a last year after the first",
      })
  void isNamedWithItsPlaceAndWhatToWrite(String text, String faulty, String fault)
      throws IOException {
    assertThatThrownBy(() -> parse(lape().replace(text, faulty.replace("; ", "\n    "))))
        .hasMessageStartingWith("PLAN_INVALID: the study plan 'p.yaml' has ")
        .hasMessageContaining("\n  " + fault);
  }

  @Test
  void aMethodForCountsIsRefusedForOutcomesThatAreNone() throws IOException {
    String plan =
        lape()
            .replace(
                "outcome: [child-psychiatry, family-counselling]\n",
                "outcome: [child-psychiatry]\n    check_with: [etwfe-poisson]\n");
    assertThatThrownBy(() -> parse(plan))
        .hasMessageContaining(
            "/analyses/2/check_with/0: 'etwfe-poisson' is for counts and 'child-psychiatry' is of kind 'rate'; write another method, or an outcome of kind 'count' with its 'exposure'");
  }

  @Test
  void everyFaultIsNamedAtOnce() throws IOException {
    String plan =
        lape()
            .replaceFirst(
                "anticipation: 0, base: varying", "anticipaton: 0, bass: varying, controls: all")
            .replaceFirst("controls: not-yet-treated, ", "")
            .replace("correct: holm", "correct: none")
            .replace("waivers: []", "waivers: [{analysis: E7, diagnostic: any, reason: none}]")
            .replace("seed: 20190308", "seed: 20190308\nsede: 1");
    Throwable refusal = catchThrowable(() -> parse(plan));
    assertThat(refusal)
        .hasMessageContaining("has 7 faults")
        .hasMessageContaining("/settings/anticipaton")
        .hasMessageContaining("/settings/bass")
        .hasMessageContaining("/settings/controls")
        .hasMessageContaining("/families/0/correct")
        .hasMessageContaining("/waivers/0/analysis")
        .hasMessageContaining("/waivers/0/diagnostic")
        .hasMessageContaining("the key 'sede' is not known here");
  }

  @Test
  void errorsClusteredBelowTheLevelOfAssignmentAreRefused() throws IOException {
    String plan =
        lape()
            .replace(
                "method: dose-regression", "method: dose-regression\n    cluster: municipality");
    assertThatThrownBy(() -> parse(plan))
        .hasMessageContaining(
            "/analyses/5/cluster: the treatment 'grant-per-child' was assigned by area; errors clustered below that are far too small: write 'area' or remove 'cluster'");
  }

  @Test
  void theBundledPlanIsToldWhatThisVersionDoesNotUse() {
    PlanNotes notes = PlanNotes.of(StudyPlans.read(LAPE));
    assertThat(notes.notUsed())
        .containsExactly(
            "treatments.grant-per-child.from",
            "costs.unit_costs",
            "release.dominance",
            "release.p_percent");
    assertThat(notes.drawnOnly()).isEmpty();
    assertThat(notes.notAvailable()).isEmpty();
    assertThat(notes.lines().get(0))
        .startsWith("NOTE: this version does not use these keys of the plan: treatments.grant-");
  }

  @Test
  void methodsAndChecksThatAreNotBuiltAreTold() throws IOException {
    StudyPlan plan =
        parse(
            lape()
                .replaceFirst(
                    "check_with: \\[twfe\\]",
                    "check_with: [area-effects]\n    robustness: [method-intertemporal]")
                .replace("requires: {leave", "requires: {honest-did: {breakdown: 0}, leave"));
    assertThat(PlanNotes.of(plan).notAvailable()).containsExactly("area-effects", "intertemporal");
  }

  @Test
  void yearsThatNoRunLeavesOutAreOnlyDrawn() throws IOException {
    StudyPlan plan =
        parse(lape().replaceAll("(?m)^    inference: by-design", "    robustness: []"));
    assertThat(PlanNotes.of(plan).drawnOnly()).containsExactly("breaks", "pre.partial_year");
  }

  @Test
  void aPlanThatIsSilentHasTheDefaults() throws IOException {
    String text = lape();
    String plan =
        text.substring(0, text.indexOf("costs:\n"))
            + "costs: {price_year: 2018}\nrelease: {min_count: 5}\nseed: 1\n";
    StudyPlan silent = parse(plan);
    assertThat(silent.release().languages()).containsExactly("fi", "sv", "en");
    assertThat(silent.costs().perspective()).isEmpty();
    assertThat(silent.waivers()).isEmpty();
    assertThat(PlanNotes.of(silent).notUsed()).containsExactly("treatments.grant-per-child.from");
  }

  private static String lape() throws IOException {
    return Files.readString(LAPE);
  }

  private static StudyPlan parse(String plan) {
    return StudyPlans.parse(plan.getBytes(StandardCharsets.UTF_8), "p.yaml");
  }
}
