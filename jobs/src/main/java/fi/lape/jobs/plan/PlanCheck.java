package fi.lape.jobs.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lape.schemas.DocumentFault;
import fi.lape.schemas.DocumentSchemas;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds every fault of a plan, never only the first. */
final class PlanCheck {
  private final StudyPlan plan;
  private final Faults faults = new Faults();
  private final List<String> outcomes;
  private final List<String> treatments;
  private final List<String> analyses;

  private PlanCheck(StudyPlan plan) {
    this.plan = plan;
    outcomes = plan.outcomes().stream().map(StudyPlan.Outcome::id).toList();
    treatments = plan.treatments().stream().map(StudyPlan.Treatment::id).toList();
    analyses = plan.analyses().stream().map(StudyPlan.Analysis::id).toList();
  }

  /** Faults of shape: missing keys, wrong types, unknown words. */
  static List<String> faultsOfDocument(ObjectNode plan) {
    return DocumentSchemas.studyPlan().check(plan).stream().map(DocumentFault::line).toList();
  }

  /** Faults of sense: references to nothing, ids used twice, what no method can do. */
  static List<String> faultsOfPlan(StudyPlan plan) {
    PlanCheck check = new PlanCheck(plan);
    check.years();
    check.unique("outcomes", check.outcomes);
    check.parents();
    check.unique("treatments", check.treatments);
    check.doses();
    check.unique("analyses", check.analyses);
    check.analyses();
    new RegisterCheck(plan, check.faults).check();
    check.families();
    check.waivers();
    check.worth();
    return check.faults.lines();
  }

  private void years() {
    StudyPlan.Period period = plan.period();
    if (period.from() >= period.to()) {
      faults.add(
          "/period/to",
          "the period runs from %d to %d; write a last year after the first"
              .formatted(period.from(), period.to()));
    }
    int clean = plan.pre().lastCleanYear();
    if (clean >= plan.pre().partialYear()) {
      faults.add(
          "/pre/last_clean_year",
          "%d is not before 'partial_year' %d; write an earlier year"
              .formatted(clean, plan.pre().partialYear()));
    }
    if (clean <= period.from() || clean >= period.to()) {
      faults.add(
          "/pre/last_clean_year",
          "%d is not inside the period %d to %d; write a year between them"
              .formatted(clean, period.from(), period.to()));
    }
  }

  private void unique(String list, List<String> ids) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < ids.size(); i++) {
      if (!seen.add(ids.get(i))) {
        faults.add(
            "/%s/%d/id".formatted(list, i),
            "'%s' is the id of an earlier entry too; give it another".formatted(ids.get(i)));
      }
    }
  }

  private void parents() {
    for (int i = 0; i < outcomes.size(); i++) {
      String place = "/outcomes/%d/of".formatted(i);
      plan.outcomes().get(i).of().ifPresent(o -> faults.refer(place, o, "outcome", outcomes));
    }
  }

  private void doses() {
    for (int i = 0; i < treatments.size(); i++) {
      String place = "/treatments/%d/measure".formatted(i);
      plan.treatments()
          .get(i)
          .measure()
          .ifPresent(m -> faults.word(place, m, "dose of this version", PlanWords.DOSES));
      municipalDose(plan.treatments().get(i), "/treatments/%d/level".formatted(i));
    }
  }

  private void municipalDose(StudyPlan.Treatment treatment, String place) {
    String measure = treatment.measure().orElse("");
    if (treatment.level().equals("municipality")
        && PlanWords.DOSES.contains(measure)
        && !PlanWords.MUNICIPAL_DOSES.contains(measure)) {
      faults.add(
          place,
          "'%s' is known by area only, and sharing it out to municipalities would make it up; write 'area', or the measure 'component-coverage'"
              .formatted(measure));
    }
  }

  private void analyses() {
    for (int i = 0; i < plan.analyses().size(); i++) {
      StudyPlan.Analysis analysis = plan.analyses().get(i);
      String place = "/analyses/" + i;
      for (String outcome : analysis.outcome()) {
        faults.refer(place + "/outcome", outcome, "outcome", outcomes);
      }
      faults.refer(place + "/treatment", analysis.treatment(), "treatment", treatments);
      MethodCheck methods = new MethodCheck(analysis, place, faults);
      methods.check(plan);
      methods.checkOutcomes(plan);
      plan.treatments().stream()
          .filter(t -> t.id().equals(analysis.treatment()))
          .findFirst()
          .ifPresent(methods::checkAgainst);
      new RobustnessCheck(plan, analysis, faults).check(place);
      for (String diagnostic : analysis.requires().keySet()) {
        if (PlanWords.AFTERWARDS.contains(diagnostic)) {
          faults.add(
              place + "/requires/" + diagnostic,
              "'%s' is found after the estimates, by other runs of them, and withholds none; remove it"
                  .formatted(diagnostic));
          continue;
        }
        faults.word(
            place + "/requires/" + diagnostic, diagnostic, "diagnostic", PlanWords.diagnostics());
      }
    }
  }

  /** What areas chose is never tested together with effects. */
  private void kinds(StudyPlan.Family family, String place) {
    boolean randomized = family.correct().equals("romano-wolf");
    for (StudyPlan.Analysis analysis : plan.analyses()) {
      if (family.analyses().contains(analysis.id())
          && AreaMethods.isPackage(analysis.method()) != randomized) {
        faults.add(
            place + "/correct",
            randomized
                ? "'romano-wolf' deals out packages again and '%s' is not about packages; write 'holm'"
                    .formatted(analysis.id())
                : "'%s' is an association and no member of a family of effects; put it into a family of its own with 'correct: romano-wolf'"
                    .formatted(analysis.id()));
      }
    }
  }

  private void families() {
    for (int i = 0; i < plan.families().size(); i++) {
      StudyPlan.Family family = plan.families().get(i);
      kinds(family, "/families/" + i);
      for (int j = 0; j < family.analyses().size(); j++) {
        faults.refer(
            "/families/%d/analyses/%d".formatted(i, j),
            family.analyses().get(j),
            "analysis",
            analyses);
      }
      faults.word(
          "/families/%d/correct".formatted(i),
          family.correct(),
          "correction of this version",
          PlanWords.CORRECTIONS);
    }
  }

  private void worth() {
    plan.costs()
        .willingnessToPay()
        .ifPresent(
            w ->
                faults.word(
                    "/costs/willingness_to_pay/per",
                    w.per(),
                    "unit of this version",
                    List.of("placement-avoided")));
  }

  /** A waiver that names nothing waives nothing: its author would think otherwise. */
  private void waivers() {
    for (int i = 0; i < plan.waivers().size(); i++) {
      JsonNode waiver = plan.waivers().get(i);
      String place = "/waivers/" + i;
      List<String> all = new ArrayList<>(analyses);
      plan.registerAnalyses().forEach(a -> all.add(a.id()));
      faults.refer(place + "/analysis", waiver.path("analysis").asText(), "analysis", all);
      if (waiver.has("diagnostic")) {
        faults.word(
            place + "/diagnostic",
            waiver.path("diagnostic").asText(),
            "diagnostic",
            PlanWords.diagnostics());
      }
    }
  }
}
