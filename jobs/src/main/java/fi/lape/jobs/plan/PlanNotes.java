package fi.lape.jobs.plan;

import com.fasterxml.jackson.databind.JsonNode;
import fi.lape.estimators.had.HeterogeneousAdoption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a plan asks for and this version does not do: said before a run, in the lake's findings and
 * in the report, so that no key of a plan is passed over in silence.
 *
 * @param notUsed keys that decide nothing
 * @param drawnOnly keys that are shown in charts and decide no number
 * @param notAvailable methods and diagnostics that answer in their row that they are not there
 */
public record PlanNotes(List<String> notUsed, List<String> drawnOnly, List<String> notAvailable) {
  public PlanNotes {
    notUsed = List.copyOf(notUsed);
    drawnOnly = List.copyOf(drawnOnly);
    notAvailable = List.copyOf(notAvailable);
  }

  /** The notes on a plan. */
  public static PlanNotes of(StudyPlan plan) {
    Set<String> notUsed = new LinkedHashSet<>();
    for (StudyPlan.Treatment treatment : plan.treatments()) {
      boolean read =
          plan.analyses().stream()
              .filter(a -> a.treatment().equals(treatment.id()))
              .anyMatch(
                  a ->
                      a.method().equals(HeterogeneousAdoption.METHOD)
                          || a.checkWith().contains(HeterogeneousAdoption.METHOD));
      addIf(
          treatment.from().isPresent() && !read,
          "treatments.%s.from".formatted(treatment.id()),
          notUsed);
    }
    Set<String> notAvailable = new LinkedHashSet<>();
    List<StudyPlan.Analysis> all = new ArrayList<>(plan.analyses());
    plan.registerAnalyses().forEach(a -> all.add(a.analysis()));
    for (StudyPlan.Analysis analysis : all) {
      if (analysis.pooling().isPresent()) {
        notUsed.add("analyses.%s.pooling".formatted(analysis.id()));
      }
      List<String> methods = new ArrayList<>(analysis.checkWith());
      methods.add(0, analysis.method());
      analysis.robustness().stream()
          .flatMap(word -> RobustnessWord.of(word).stream())
          .filter(word -> word.dimension() == Specification.Dimension.METHOD)
          .forEach(word -> methods.add(word.argument()));
      methods.stream()
          .filter(m -> PlanWords.built(m).filter(PlanWords::isForPlans).isEmpty())
          .filter(m -> !AreaMethods.WORDS.contains(m) || !AreaMethods.answers(analysis))
          .forEach(notAvailable::add);
      analysis.requires().keySet().stream()
          .filter(d -> !PlanWords.DIAGNOSTICS.contains(d))
          .forEach(notAvailable::add);
    }
    StudyPlan.Costs costs = plan.costs();
    addIf(!costs.unitCosts().isEmpty(), "costs.unit_costs", notUsed);
    addIf(
        plan.release().dominance().filter(JsonNode::isObject).isPresent(),
        "release.dominance",
        notUsed);
    addIf(plan.release().percent().isPresent(), "release.p_percent", notUsed);
    Set<String> drawn = new LinkedHashSet<>();
    if (plan.analyses().stream().noneMatch(a -> a.robustness().contains("break-years"))) {
      addIf(!plan.breaks().isEmpty(), "breaks", drawn);
      drawn.add("pre.partial_year");
    }
    return new PlanNotes(List.copyOf(notUsed), List.copyOf(drawn), List.copyOf(notAvailable));
  }

  private static void addIf(boolean given, String key, Set<String> keys) {
    if (given) {
      keys.add(key);
    }
  }

  /** One line a note, for the terminal. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (!notUsed.isEmpty()) {
      lines.add(
          "NOTE: this version does not use these keys of the plan: %s. No result follows from them."
              .formatted(String.join(", ", notUsed)));
    }
    if (!drawnOnly.isEmpty()) {
      lines.add(
          "NOTE: these keys of the plan are only drawn in charts and change no number: %s."
              .formatted(String.join(", ", drawnOnly)));
    }
    if (!notAvailable.isEmpty()) {
      lines.add(
          "NOTE: these methods and checks of the plan are not in this version: %s. A method that is not there says so in its row; a check that is required and not made withholds the numbers."
              .formatted(String.join(", ", notAvailable)));
    }
    return lines;
  }
}
