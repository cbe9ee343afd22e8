package fi.lape.jobs.plan;

import fi.lape.estimators.Methods;
import fi.lape.jobs.plan.Specification.Dimension;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * The runs of an analysis, known from the plan and the names of the areas before any outcome is
 * read: what the plan's {@code robustness} names, one choice changed at a time.
 *
 * <p>A choice that is the plan's own is no run apart: {@code main} is that run. A run that cannot
 * be made stays in the list, so that its row can say why.
 */
public final class Specifications {
  private final StudyPlan plan;
  private final StudyPlan.Analysis analysis;
  private final Map<String, Specification> runs = new LinkedHashMap<>();

  private Specifications(StudyPlan plan, StudyPlan.Analysis analysis) {
    this.plan = plan;
    this.analysis = analysis;
  }

  /**
   * The runs of an analysis, the planned one first; each outcome of it has all of them.
   *
   * @param areas codes of the areas of the panel
   */
  public static List<Specification> of(
      StudyPlan plan, StudyPlan.Analysis analysis, Collection<String> areas) {
    Specifications all = new Specifications(plan, analysis);
    all.add(Specification.MAIN);
    if (!areFor(analysis)) {
      return List.of(Specification.MAIN); // its row says that the method has no curve
    }
    for (String word : analysis.robustness()) {
      RobustnessWord.of(word).ifPresent(w -> all.add(w, areas));
    }
    return List.copyOf(all.runs.values());
  }

  /**
   * Whether choices of the analysis can be changed one at a time: not those of contrasts of
   * packages and of areas' own effects, which are many numbers and no headline.
   */
  public static boolean areFor(StudyPlan.Analysis analysis) {
    for (Methods method : Methods.values()) {
      if (method.word().equals(analysis.method())) {
        return true;
      }
    }
    return false;
  }

  private void add(RobustnessWord word, Collection<String> areas) {
    String argument = word.argument();
    switch (word.dimension()) {
      case MAIN -> add(Specification.MAIN);
      case AREA ->
          (word.isAll() ? new TreeSet<>(areas) : List.of(argument.toUpperCase(Locale.ROOT)))
              .forEach(
                  area -> add("without-" + area.toLowerCase(Locale.ROOT), Dimension.AREA, area));
      case PLACEBO_YEAR -> {
        List<Integer> years =
            word.isAll() ? placeboYears(plan) : List.of(Integer.parseInt(argument));
        years.forEach(
            year -> add("placebo-" + year, Dimension.PLACEBO_YEAR, Integer.toString(year)));
      }
      case NEGATIVE_CONTROL -> {
        for (StudyPlan.Outcome outcome : plan.outcomes()) {
          if (isControl(outcome)) {
            add("negative-control-" + outcome.id(), Dimension.NEGATIVE_CONTROL, outcome.id());
          }
        }
      }
      case YEARS -> {
        if (word.isAll()) {
          breakYears(plan).forEach(y -> add("without-" + y, Dimension.YEARS, Integer.toString(y)));
        } else {
          add(word.word(), Dimension.YEARS, argument);
        }
      }
      case ANTICIPATION, CONTROLS, WEIGHTS, DIVISION, METHOD, HIDDEN_CELLS -> {
        if (!argument.equals(planned(word.dimension()))) {
          add(word.word(), word.dimension(), argument);
        }
      }
    }
  }

  private void add(String id, Dimension dimension, String choice) {
    add(new Specification(id, dimension, choice));
  }

  private void add(Specification run) {
    runs.putIfAbsent(run.id(), run);
  }

  /** Outcomes that the programme cannot have moved, other than those the analysis asks about. */
  private boolean isControl(StudyPlan.Outcome outcome) {
    return outcome.family().equals("negative-control")
        && !analysis.outcome().contains(outcome.id());
  }

  private String planned(Dimension dimension) {
    return planned(plan, analysis, dimension);
  }

  /** The plan's own choice in a dimension that has one; otherwise nothing that could be chosen. */
  public static String planned(StudyPlan plan, StudyPlan.Analysis analysis, Dimension dimension) {
    return switch (dimension) {
      case ANTICIPATION -> analysis.words().getOrDefault("anticipation", "0");
      case CONTROLS -> analysis.words().getOrDefault("controls", "not-yet-treated");
      case WEIGHTS -> // a dose's "panel" is what others always do
          analysis.words().getOrDefault("weights", "panel").replace("panel", "base");
      case DIVISION -> Integer.toString(plan.division());
      case METHOD -> analysis.method();
      case MAIN, AREA, YEARS, HIDDEN_CELLS, PLACEBO_YEAR, NEGATIVE_CONTROL -> "";
    };
  }

  /** Years to which the start can be moved: with a year before them, and before the programme. */
  static List<Integer> placeboYears(StudyPlan plan) {
    List<Integer> years = new ArrayList<>();
    for (int year = plan.period().from() + 1; year <= plan.pre().lastCleanYear(); year++) {
      years.add(year);
    }
    return years;
  }

  /** The years of the plan's breaks, whatever outcomes they concern, and the partial year. */
  static List<Integer> breakYears(StudyPlan plan) {
    TreeSet<Integer> years = new TreeSet<>();
    years.add(plan.pre().partialYear());
    for (StudyPlan.SeriesBreak each : plan.breaks()) {
      if (each.year() >= plan.period().from() && each.year() <= plan.period().to()) {
        years.add(each.year());
      }
    }
    return List.copyOf(years);
  }
}
