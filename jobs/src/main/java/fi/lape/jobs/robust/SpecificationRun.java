package fi.lape.jobs.robust;

import fi.lape.estimators.Methods;
import fi.lape.estimators.dose.DoseRegression;
import fi.lape.estimators.error.EvaluationException;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.NotEstimable;
import fi.lape.jobs.analysis.Answer;
import fi.lape.jobs.analysis.EstimatorFactory;
import fi.lape.jobs.analysis.Question;
import fi.lape.jobs.analysis.Uncertainty;
import fi.lape.jobs.analysis.UnitPanel;
import fi.lape.jobs.analysis.UnitPanel.Hidden;
import fi.lape.jobs.plan.Specification;
import fi.lape.jobs.plan.Specifications;
import fi.lape.jobs.plan.StudyPlan;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Makes one run of a question: the plan's own, or with one choice changed. Local, no Spark. */
final class SpecificationRun {
  private static final String SETTING_UNKNOWN = "SETTING_UNKNOWN";

  private final Question question;
  private final UnitPanel panel;
  private final String method;

  /**
   * @param panel of the outcome that is estimated, as the plan reads it
   */
  SpecificationRun(Question question, UnitPanel panel) {
    this.question = question;
    this.panel = panel;
    this.method = question.analysis().method();
  }

  /** The number of a run, or the reason why there is none. */
  RunResult of(Specification run) {
    try {
      Optional<String> refusal = refusal();
      return refusal.isPresent() ? refused(refusal.get()) : changed(run);
    } catch (EvaluationException refused) {
      return refused(refused.code());
    }
  }

  /** Why the question has no answer whatever is changed. */
  private Optional<String> refusal() {
    if (!Specifications.areFor(question.analysis())) {
      return Optional.of(Reasons.METHOD_WITHOUT_SPECIFICATIONS);
    }
    if (!EstimatorFactory.fits(method, question.treatment()) || needsUnitDoses(method)) {
      return Optional.of(
          EstimatorFactory.knows(method)
              ? Reasons.METHOD_WITHOUT_SPECIFICATIONS
              : Reasons.METHOD_NOT_AVAILABLE);
    }
    if (question.coverage().years().isEmpty()) {
      return Optional.of(Reasons.OUTCOME_NOT_IN_LAKE);
    }
    if (question.coverage().isEmpty()) {
      return Optional.of(Reasons.NO_COMPLETE_MUNICIPALITY);
    }
    if (Question.measure(method) == UnitPanel.Measure.COUNT && !panel.isCounted()) {
      return Optional.of(Reasons.OUTCOME_NOT_A_COUNT); // such as a negative control's
    }
    if (isDose() && !question.doses().keySet().containsAll(panel.areas())) {
      return Optional.of(Reasons.DOSE_MISSING);
    }
    if (!isDose() && !hasAdopters()) {
      return Optional.of(Reasons.NO_ADOPTERS);
    }
    return Optional.empty();
  }

  /** A method that answers by several numbers of one dose a municipality. */
  private static boolean needsUnitDoses(String method) {
    return Methods.of(method).needs() == Methods.Needs.UNIT_DOSE;
  }

  private boolean isDose() {
    return Methods.of(method).needs() == Methods.Needs.DOSE;
  }

  private boolean hasAdopters() {
    List<Integer> years = panel.years();
    return panel.units().stream()
        .anyMatch(u -> u.cohort() > years.get(0) && u.cohort() <= years.get(years.size() - 1));
  }

  private RunResult changed(Specification run) {
    String choice = run.choice();
    return switch (run.dimension()) {
      case MAIN -> answer(question, method, panel, Hidden.MIDDLE, question.inference()::of);
      case NEGATIVE_CONTROL -> answer(question, panel);
      case AREA ->
          panel.areas().contains(choice)
              ? answer(question, panel.withoutArea(choice))
              : refused(Reasons.AREA_NOT_IN_PANEL);
      case ANTICIPATION -> anticipation(Integer.parseInt(choice));
      case CONTROLS -> setting("controls", choice);
      case WEIGHTS -> weights(choice);
      case DIVISION -> refused(Reasons.DIVISION_NOT_BUILT);
      case YEARS -> years(choice);
      case METHOD -> method(choice);
      case HIDDEN_CELLS -> hidden(choice.equals("0") ? Hidden.LOW : Hidden.HIGH);
      case PLACEBO_YEAR -> placebo(Integer.parseInt(choice));
    };
  }

  private RunResult setting(String name, String value) {
    try {
      return answer(question.with(Settings.with(question.analysis(), name, value)), panel);
    } catch (EvaluationException refused) {
      return refused(
          refused.code().equals(SETTING_UNKNOWN) ? Reasons.CHOICE_NOT_FOR_METHOD : refused.code());
    }
  }

  /** With a dose, years before the start count as after it: the year compared with is earlier. */
  private RunResult anticipation(int years) {
    if (!isDose()) {
      return setting("anticipation", Integer.toString(years));
    }
    int start = basePeriod();
    return dose(start - years, panel.inYears(t -> t <= start - years || t > start));
  }

  private RunResult dose(int base, UnitPanel changed) {
    if (!changed.years().contains(base)) {
      return refused(Reasons.NO_BASE_PERIOD);
    }
    StudyPlan.Analysis moved =
        Settings.with(
            Settings.without(question.analysis(), "periods"),
            "base_period",
            Integer.toString(base));
    return answer(question.with(moved), changed);
  }

  private int basePeriod() {
    return EstimatorFactory.basePeriod(question.plan(), question.analysis());
  }

  private RunResult weights(String choice) {
    if (Question.measure(method) == UnitPanel.Measure.COUNT) {
      return refused(Reasons.CHOICE_NOT_FOR_METHOD);
    }
    return switch (choice) {
      case "equal" ->
          isDose()
              ? setting("weights", "equal") // the units of that regression are areas
              : answer(
                  question,
                  panel.withUnits(panel.units().stream().map(u -> u.withWeight(1)).toList()));
      case "by-period" ->
          WeightsByPeriod.isPossible(panel)
              ? answer(
                  question,
                  WeightsByPeriod.of(
                      panel, isDose() ? UnitPanel.Unit::area : UnitPanel.Unit::cohort))
              : refused(Reasons.NO_CHILDREN_BY_YEAR);
      default -> // the children of the base year, which a dose may have been planned without
          isDose() ? setting("weights", "panel") : answer(question, panel);
    };
  }

  private RunResult years(String choice) {
    int year = Integer.parseInt(choice.substring(0, 4));
    boolean on = choice.endsWith("-on");
    UnitPanel kept = panel.inYears(t -> t < year || (!on && t > year));
    if (kept.years().size() == panel.years().size()) {
      return refused(Reasons.YEAR_NOT_IN_PANEL);
    }
    if (kept.years().isEmpty()) {
      return refused(Reasons.NO_BASE_PERIOD);
    }
    return isDose() ? dose(basePeriod(), kept) : answer(question, kept);
  }

  private RunResult method(String other) {
    if (!EstimatorFactory.fits(other, question.treatment())) {
      return refused(
          other,
          EstimatorFactory.knows(other)
              ? Reasons.CHOICE_NOT_FOR_METHOD
              : Reasons.METHOD_NOT_AVAILABLE);
    }
    if (needsUnitDoses(other)) {
      return refused(other, Reasons.METHOD_WITHOUT_SPECIFICATIONS);
    }
    if (Question.measure(other) == UnitPanel.Measure.COUNT
        && !(question.outcome().kind().equals("count") && panel.isCounted())) {
      return refused(other, Reasons.OUTCOME_NOT_A_COUNT);
    }
    try {
      return answer(question, other, panel, Hidden.MIDDLE);
    } catch (EvaluationException refused) {
      return refused(other, refused.code());
    }
  }

  private RunResult hidden(Hidden where) {
    boolean any = false;
    for (UnitPanel.Unit unit : panel.units()) {
      for (int t = 0; t < unit.middle().length; t++) {
        any |= unit.hidden(t);
      }
    }
    return any ? answer(question, method, panel, where) : refused(Reasons.NO_HIDDEN_CELLS);
  }

  private RunResult placebo(int year) {
    int clean = question.plan().pre().lastCleanYear();
    if (isDose()) {
      return dose(year - 1, panel.inYears(t -> t <= clean));
    }
    int anticipation =
        Integer.parseInt(question.analysis().words().getOrDefault("anticipation", "0"));
    return PlaceboStart.of(panel, year, clean, anticipation)
        .map(moved -> answer(question, moved))
        .orElseGet(() -> refused(Reasons.NO_ADOPTERS));
  }

  private RunResult answer(Question asked, UnitPanel read) {
    return answer(asked, method, read, Hidden.MIDDLE);
  }

  private RunResult answer(Question asked, String by, UnitPanel read, Hidden where) {
    return answer(asked, by, read, where, asked.inference()::closely);
  }

  private RunResult answer(
      Question asked,
      String by,
      UnitPanel read,
      Hidden where,
      Function<Estimated, Uncertainty> uncertainty) {
    Answer answer = Answer.of(asked, by, key(asked, by, read), read, where, uncertainty);
    boolean found = answer.effect() instanceof Estimated;
    return new RunResult(
        by,
        answer.effect().key().estimand(),
        answer.effect() instanceof Estimated e ? Optional.of(e) : Optional.empty(),
        answer.uncertainty(),
        found ? Optional.empty() : Optional.of(((NotEstimable) answer.effect()).reason().name()),
        read.units().size(),
        read.areas().size());
  }

  /** The headline; a dose's mean over one year only is that year's slope. */
  private EffectKey key(Question asked, String by, UnitPanel read) {
    if (by.equals(DoseRegression.METHOD)) {
      int base = EstimatorFactory.basePeriod(asked.plan(), asked.analysis());
      List<Integer> after = read.years().stream().filter(t -> t > base).toList();
      if (after.size() == 1) {
        return EffectKey.ofPeriod(DoseRegression.SLOPE, after.get(0));
      }
    }
    return asked.headline(by);
  }

  private RunResult refused(String reason) {
    return refused(method, reason);
  }

  private RunResult refused(String by, String reason) {
    return new RunResult(
        by,
        question.headline(by).estimand(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(reason),
        0,
        0);
  }
}
