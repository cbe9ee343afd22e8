package fi.lape.jobs.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lape.schemas.DocumentFault;
import fi.lape.schemas.DocumentSchemas;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Finds every fault of a plan, never only the first. */
final class PlanCheck {
  /** Methods of the field that a plan may name; one not built yet answers that in its own row. */
  private static final Set<String> METHODS =
      new TreeSet<>(
          List.of(
              "area-effects",
              "bacon-decomposition",
              "dose-regression",
              "etwfe",
              "etwfe-poisson",
              "group-time-att",
              "heterogeneous-adoption",
              "imputation",
              "intertemporal",
              "poisson-twfe",
              "sun-abraham",
              "twfe",
              "two-stage"));

  private static final Set<String> INFERENCES =
      new TreeSet<>(
          List.of(
              "analytic",
              "by-design",
              "cr1",
              "cr2",
              "cr3",
              "ibragimov-mueller",
              "multiplier",
              "randomization",
              "wild-cluster"));

  private PlanCheck() {}

  /** Faults of shape: missing keys, wrong types, unknown words. */
  static List<String> faultsOfDocument(ObjectNode plan) {
    return DocumentSchemas.studyPlan().check(plan).stream().map(DocumentFault::line).toList();
  }

  /** Faults of sense: references to nothing, ids used twice, years outside the period. */
  static List<String> faultsOfPlan(StudyPlan plan) {
    List<String> faults = new ArrayList<>();
    Set<String> outcomes = unique("outcomes", plan.outcomes(), StudyPlan.Outcome::id, faults);
    Set<String> treatments =
        unique("treatments", plan.treatments(), StudyPlan.Treatment::id, faults);
    Set<String> analyses = unique("analyses", plan.analyses(), StudyPlan.Analysis::id, faults);
    for (StudyPlan.Analysis analysis : plan.analyses()) {
      for (String outcome : analysis.outcome()) {
        refer("analyses." + analysis.id() + ".outcome", outcome, outcomes, faults);
      }
      refer("analyses." + analysis.id() + ".treatment", analysis.treatment(), treatments, faults);
    }
    for (StudyPlan.Analysis analysis : plan.analyses()) {
      String place = "analyses." + analysis.id();
      word(place + ".method", analysis.method(), METHODS, faults);
      analysis.checkWith().forEach(m -> word(place + ".check_with", m, METHODS, faults));
      word(place + ".inference", analysis.inference(), INFERENCES, faults);
    }
    for (StudyPlan.Family family : plan.families()) {
      for (String analysis : family.analyses()) {
        refer("families." + family.id(), analysis, analyses, faults);
      }
    }
    if (plan.period().from() >= plan.period().to()) {
      faults.add(
          "'period' runs from %d to %d but must end after it starts"
              .formatted(plan.period().from(), plan.period().to()));
    }
    int clean = plan.pre().lastCleanYear();
    if (clean >= plan.pre().partialYear()) {
      faults.add(
          "'pre.last_clean_year' is %d but must come before 'pre.partial_year' %d"
              .formatted(clean, plan.pre().partialYear()));
    }
    if (clean <= plan.period().from() || clean >= plan.period().to()) {
      faults.add(
          "'pre.last_clean_year' is %d but must lie inside the period %d to %d"
              .formatted(clean, plan.period().from(), plan.period().to()));
    }
    return faults;
  }

  private static <T> Set<String> unique(
      String list, List<T> items, Function<T, String> id, List<String> faults) {
    Set<String> seen = new HashSet<>();
    for (T item : items) {
      if (!seen.add(id.apply(item))) {
        faults.add("'%s' has the id '%s' twice".formatted(list, id.apply(item)));
      }
    }
    return seen;
  }

  private static void word(String place, String word, Set<String> known, List<String> faults) {
    if (!known.contains(word)) {
      faults.add("'%s' is '%s' but must be one of %s".formatted(place, word, known));
    }
  }

  private static void refer(String place, String id, Set<String> known, List<String> faults) {
    if (!known.contains(id)) {
      faults.add("'%s' names '%s', which the plan does not define".formatted(place, id));
    }
  }
}
