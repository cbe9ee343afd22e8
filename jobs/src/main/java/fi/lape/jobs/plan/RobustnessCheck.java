package fi.lape.jobs.plan;

import fi.lape.schemas.CodeLists;
import fi.lape.schemas.ProjectArea;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether the words of {@code robustness} name runs that can be understood. */
final class RobustnessCheck {
  private final StudyPlan plan;
  private final StudyPlan.Analysis analysis;
  private final Faults faults;

  RobustnessCheck(StudyPlan plan, StudyPlan.Analysis analysis, Faults faults) {
    this.plan = plan;
    this.analysis = analysis;
    this.faults = faults;
  }

  /** The words one by one. */
  void check(String place) {
    for (int i = 0; i < analysis.robustness().size(); i++) {
      String pointer = place + "/robustness/" + i;
      String word = analysis.robustness().get(i);
      Optional<RobustnessWord> known = RobustnessWord.of(word);
      if (known.isPresent()) {
        check(pointer, known.get());
      } else {
        faults.add(
            pointer,
            "'%s' is no robustness run; write one of %s"
                .formatted(word, String.join(", ", RobustnessWord.FORMS)));
      }
    }
  }

  private void check(String pointer, RobustnessWord word) {
    if (word.isAll()) {
      return;
    }
    switch (word.dimension()) {
      case AREA -> {
        List<String> areas = CodeLists.standard().areas().stream().map(ProjectArea::code).toList();
        faults.word(pointer, word.argument().toUpperCase(Locale.ROOT), "project area", areas);
      }
      case PLACEBO_YEAR -> {
        List<Integer> years = Specifications.placeboYears(plan);
        if (!years.contains(Integer.parseInt(word.argument()))) {
          faults.add(
              pointer,
              "a placebo start in %s is not possible; write a year after the first of the period and not after 'last_clean_year': %d to %d"
                  .formatted(
                      word.argument(), plan.period().from() + 1, plan.pre().lastCleanYear()));
        }
      }
      case YEARS -> {
        int year = Integer.parseInt(word.argument().substring(0, 4));
        if (year < plan.period().from() || year > plan.period().to()) {
          faults.add(
              pointer,
              "%d is outside the period; write a year from %d to %d"
                  .formatted(year, plan.period().from(), plan.period().to()));
        }
      }
      case CONTROLS -> {
        if (!isAdoption()) {
          faults.add(
              pointer,
              "the treatment '%s' is no adoption, so nobody is not yet or never treated; remove '%s'"
                  .formatted(analysis.treatment(), word.word()));
        }
      }
      case METHOD -> method(pointer, word.argument());
      case MAIN, ANTICIPATION, WEIGHTS, DIVISION, HIDDEN_CELLS, NEGATIVE_CONTROL -> {}
    }
  }

  private void method(String pointer, String method) {
    faults.word(pointer, method, "method", PlanWords.methods());
    boolean adoption = isAdoption();
    boolean suits =
        PlanWords.built(method)
            .map(
                m ->
                    switch (m.needs()) {
                      case DOSE, UNIT_DOSE -> !adoption;
                      case ADOPTION, ADOPTION_OR_TREATMENT, ADOPTION_AND_EXPOSURE, TREATMENT ->
                          adoption;
                    })
            .orElse(true); // a word that is told elsewhere
    if (!suits) {
      faults.add(
          pointer,
          "'%s' is no method for the treatment '%s'; remove the word or name another method"
              .formatted(method, analysis.treatment()));
    }
  }

  private boolean isAdoption() {
    return plan.treatments().stream()
        .filter(t -> t.id().equals(analysis.treatment()))
        .anyMatch(t -> t.kind().equals("adoption"));
  }
}
