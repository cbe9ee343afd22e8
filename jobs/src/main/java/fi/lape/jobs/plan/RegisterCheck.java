package fi.lape.jobs.plan;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What is wrong with the questions to the child register. */
final class RegisterCheck {
  private static final String ADOPTION = "adoption";

  private final StudyPlan plan;
  private final Faults faults;

  RegisterCheck(StudyPlan plan, Faults faults) {
    this.plan = plan;
    this.faults = faults;
  }

  void check() {
    TreeSet<String> ids = new TreeSet<>(plan.analyses().stream().map(a -> a.id()).toList());
    List<RegisterAnalysis> analyses = plan.registerAnalyses();
    for (int i = 0; i < analyses.size(); i++) {
      RegisterAnalysis analysis = analyses.get(i);
      String place = "/register/analyses/" + i;
      if (!ids.add(analysis.id())) {
        faults.add(
            place + "/id",
            "'%s' is the id of an earlier entry too; give it another".formatted(analysis.id()));
      }
      for (String word : analysis.outcome()) {
        faults.word(place + "/outcome", word, "outcome of the register", RegisterOutcome.words());
      }
      faults.refer(
          place + "/treatment",
          analysis.treatment(),
          "treatment",
          plan.treatments().stream().map(StudyPlan.Treatment::id).toList());
      method(analysis, place);
      clusters(analysis, place);
      for (String diagnostic : analysis.requires().keySet()) {
        faults.word(
            place + "/requires/" + diagnostic, diagnostic, "diagnostic", PlanWords.diagnostics());
      }
      analysis.beside().ifPresent(beside -> beside(analysis, beside, place + "/beside"));
    }
  }

  /** Register cells are set against adoption alone: a dose of areas has no cohorts to compare. */
  private void method(RegisterAnalysis analysis, String place) {
    MethodCheck methods = new MethodCheck(analysis.analysis(), place, faults);
    methods.check(plan);
    plan.treatments().stream()
        .filter(t -> t.id().equals(analysis.treatment()))
        .findFirst()
        .ifPresent(
            treatment -> {
              if (treatment.kind().equals(ADOPTION)) {
                methods.checkAgainst(treatment);
              } else {
                faults.add(
                    place + "/treatment",
                    "'%s' is a %s and the register answers about adoptions; write a treatment of kind 'adoption'"
                        .formatted(treatment.id(), treatment.kind()));
              }
            });
  }

  private void clusters(RegisterAnalysis analysis, String place) {
    if (analysis.isByAreaAndCohort()
        && analysis.cluster().filter("municipality"::equals).isPresent()) {
      faults.add(
          place + "/cluster",
          "the units 'area-cohort' hold several municipalities each; write 'area', or the units 'municipality'");
    }
  }

  private void beside(RegisterAnalysis analysis, RegisterAnalysis.Beside beside, String place) {
    List<StudyPlan.Analysis> found =
        plan.analyses().stream().filter(a -> a.id().equals(beside.analysis())).toList();
    faults.refer(
        place + "/analysis",
        beside.analysis(),
        "analysis",
        plan.analyses().stream().map(StudyPlan.Analysis::id).toList());
    for (StudyPlan.Analysis other : found) {
      if (!other.treatment().equals(analysis.treatment())) {
        faults.add(
            place + "/analysis",
            "'%s' is about '%s' and this analysis about '%s': they do not ask the same; write an analysis of '%s'"
                .formatted(
                    other.id(), other.treatment(), analysis.treatment(), analysis.treatment()));
      }
      for (Map.Entry<String, String> pair : beside.outcomes().entrySet()) {
        faults.word(
            place + "/outcomes", pair.getKey(), "outcome of this analysis", analysis.outcome());
        faults.word(
            place + "/outcomes/" + pair.getKey(),
            pair.getValue(),
            "outcome of '%s'".formatted(other.id()),
            other.outcome());
      }
    }
  }
}
