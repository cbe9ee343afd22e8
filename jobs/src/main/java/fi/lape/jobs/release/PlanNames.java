package fi.lape.jobs.release;

import fi.lape.jobs.plan.RegisterAnalysis;
import fi.lape.jobs.plan.RegisterOutcome;
import fi.lape.jobs.plan.StudyPlan;
import fi.lape.jobs.plan.Texts;
import fi.lape.schemas.CodeLists;
import fi.lape.schemas.Labels;
import java.util.LinkedHashMap;
import java.util.Map;

/** The identifiers a study plan gives, as code lists: no list of the contracts can hold them. */
final class PlanNames {
  private PlanNames() {}

  /** Names by column ({@code outcome}, {@code treatment}, {@code analysis}) and identifier. */
  static Map<String, Map<String, Labels>> of(StudyPlan plan) {
    Map<String, Labels> outcomes = new LinkedHashMap<>();
    for (StudyPlan.Outcome outcome : plan.outcomes()) {
      outcomes.put(outcome.id(), outcome(outcome));
    }
    for (RegisterAnalysis analysis : plan.registerAnalyses()) {
      for (RegisterOutcome outcome : analysis.outcomes()) {
        CodeLists.standard()
            .labels("register_outcomes", outcome.id())
            .ifPresent(labels -> outcomes.put(outcome.id(), labels));
      }
    }
    Map<String, Labels> treatments = new LinkedHashMap<>();
    for (StudyPlan.Treatment treatment : plan.treatments()) {
      Labels component =
          treatment
              .component()
              .flatMap(c -> CodeLists.standard().labels("components", c))
              .orElse(plain(treatment.id()));
      treatments.put(treatment.id(), treatment.label().map(PlanNames::labels).orElse(component));
    }
    // rows about one of several packages carry its own code
    CodeLists.standard()
        .codes("packages")
        .forEach(
            code ->
                CodeLists.standard()
                    .labels("packages", code.code())
                    .ifPresent(labels -> treatments.putIfAbsent(code.code(), labels)));
    Map<String, Labels> analyses = new LinkedHashMap<>();
    for (StudyPlan.Analysis analysis : plan.analyses()) {
      analyses.put(
          analysis.id(), analysis.question().map(PlanNames::labels).orElse(plain(analysis.id())));
    }
    for (RegisterAnalysis analysis : plan.registerAnalyses()) {
      analyses.put(
          analysis.id(), analysis.question().map(PlanNames::labels).orElse(plain(analysis.id())));
    }
    Map<String, Map<String, Labels>> names = new LinkedHashMap<>();
    names.put("outcome", outcomes);
    names.put("treatment", treatments);
    names.put("analysis", analyses);
    return names;
  }

  /** The plan's label, else the published title of the indicator, else the service that costs. */
  private static Labels outcome(StudyPlan.Outcome outcome) {
    if (outcome.label().isPresent()) {
      return labels(outcome.label().get());
    }
    CodeLists codes = CodeLists.standard();
    return outcome
        .from()
        .sotkanet()
        .flatMap(codes::indicator)
        .map(indicator -> indicator.labels())
        .or(() -> outcome.from().cost().flatMap(c -> codes.labels("cost_services", c)))
        .orElse(plain(outcome.id()));
  }

  private static Labels labels(Texts texts) {
    return new Labels(texts.in("fi"), texts.in("sv"), texts.in("en"));
  }

  private static Labels plain(String id) {
    return new Labels(id, id, id);
  }
}
