package fi.lape.jobs.evaluate;

import fi.lape.estimators.did.Aggregation;
import fi.lape.estimators.did.GroupTimeAtt;
import fi.lape.estimators.dose.DoseRegression;
import fi.lape.estimators.error.EvaluationException;
import fi.lape.estimators.estimate.Effect;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.NotEstimable;
import fi.lape.estimators.estimate.PanelEstimator;
import fi.lape.estimators.had.HeterogeneousAdoption;
import fi.lape.jobs.analysis.AnalysisResult;
import fi.lape.jobs.analysis.ClusterLevels;
import fi.lape.jobs.analysis.DesignInference;
import fi.lape.jobs.analysis.DiagnosticRow;
import fi.lape.jobs.analysis.EstimateRow;
import fi.lape.jobs.analysis.EstimatorFactory;
import fi.lape.jobs.analysis.InfluenceRow;
import fi.lape.jobs.analysis.Question;
import fi.lape.jobs.analysis.QuestionPanel;
import fi.lape.jobs.analysis.Requirements;
import fi.lape.jobs.analysis.UnitPanel;
import fi.lape.jobs.gold.Estimands;
import fi.lape.jobs.plan.StudyPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Answers one question about an effect, with every number's uncertainty, its diagnostics and the
 * influence of areas.
 */
final class EffectTask {
  private final Question question;
  private final QuestionPanel panel;
  private final StudyPlan.Analysis analysis;
  private final DesignInference inference;

  EffectTask(Question question, QuestionPanel panel) {
    this.question = question;
    this.panel = panel;
    this.analysis = question.analysis();
    this.inference = question.inference();
  }

  /** Estimates. */
  AnalysisResult run() {
    boolean adoption = question.isAdoption();
    if (adoption && !panel.moments().hasAdopters()) {
      return AnalysisResult.refused(EstimateRow.refused(question, "NO_ADOPTERS"));
    }
    if (!adoption && !question.doses().keySet().containsAll(areas())) {
      return AnalysisResult.refused(EstimateRow.refused(question, "DOSE_MISSING"));
    }
    PanelEstimator estimator = question.estimator(analysis.method());
    List<Effect> effects = panel.fit(estimator).effects();
    List<EstimateRow> rows = new ArrayList<>();
    Optional<Estimated> headline = Optional.empty();
    for (Effect effect : effects) {
      if (isShown(effect.key())) {
        rows.add(row(analysis.method(), effect));
      }
      if (effect instanceof Estimated e
          && Estimands.isHeadline(analysis.method(), e.key().estimand())) {
        headline = Optional.of(e);
      }
    }
    for (String check : analysis.checkWith()) {
      rows.addAll(check(check));
    }
    List<DiagnosticRow> diagnostics = new ArrayList<>();
    List<InfluenceRow> influence = new ArrayList<>();
    if (headline.isPresent()) {
      influence.addAll(influence(estimator, headline.get()));
      Requirements requirements = new Requirements(analysis, question.plan().waivers());
      Diagnostics checks = new Diagnostics(question, requirements, headline.get(), panel);
      EstimateRow answer = rows.stream().filter(EstimateRow::isHeadline).findFirst().orElseThrow();
      diagnostics.addAll(checks.ofHeadline(answer, estimator));
      diagnostics.addAll(checks.leaveOneAreaOut(influence, answer.excludesZero()));
      diagnostics.addAll(checks.suppressedBounds(estimator, answer));
      diagnostics.addAll(CountDiagnostics.of(question, panel, estimator));
      ImputedHeadline.of(question, panel, estimator, answer).ifPresent(rows::add);
      if (adoption) {
        diagnostics.addAll(checks.adopters());
        diagnostics.addAll(checks.preTrend(effects, inference));
        diagnostics.addAll(new TrendDiagnostics(question, requirements, panel).of(answer));
      } else {
        List<Integer> years = question.coverage().years();
        int base = EstimatorFactory.basePeriod(question.plan(), analysis);
        diagnostics.addAll(checks.placeboYears(effects, inference, base));
        diagnostics.addAll(
            new DoseTable(question)
                .rows(
                    ((DoseRegression) estimator)
                        .leverage(panel.moments().values(), years.get(years.size() - 1))));
      }
    }
    return new AnalysisResult(rows, diagnostics, influence, Optional.empty());
  }

  private List<String> areas() {
    return panel.moments().values().clusters();
  }

  /** A second method on the same panel; one that is not there, or refuses the panel, says so. */
  List<EstimateRow> check(String method) {
    if (!EstimatorFactory.fits(method, question.treatment())) {
      return List.of(unanswered(method, "METHOD_NOT_AVAILABLE"));
    }
    try {
      if (method.equals(HeterogeneousAdoption.METHOD)) {
        return HadAnswer.of(question, panel).rows();
      }
      List<EstimateRow> rows = new ArrayList<>();
      for (Effect effect : panel.fit(question.estimator(method)).effects()) {
        boolean cell = effect.key().estimand().startsWith(GroupTimeAtt.CELL);
        if (!cell && isShown(effect.key())) {
          rows.add(row(method, effect));
        }
      }
      return rows;
    } catch (EvaluationException refusal) {
      return List.of(unanswered(method, refusal.code()));
    }
  }

  private EstimateRow unanswered(String method, String reason) {
    return EstimateRow.notEstimable(
        analysis,
        method,
        question.outcome(),
        question.headline(method),
        question.coverage().unitsUsed(),
        areas().size(),
        reason);
  }

  /** Cells and the overall effect always; other averages where the plan asks for them. */
  private boolean isShown(EffectKey key) {
    String estimand = key.estimand();
    boolean counts = Question.measure(analysis.method()) == UnitPanel.Measure.COUNT;
    if (estimand.endsWith("-log") || (counts && estimand.startsWith(GroupTimeAtt.CELL))) {
      return false;
    }
    return averagedBy(key).map(EstimatorFactory.aggregations(analysis)::contains).orElse(true);
  }

  private static Optional<Aggregation> averagedBy(EffectKey key) {
    for (Aggregation aggregation :
        List.of(Aggregation.GROUP, Aggregation.CALENDAR, Aggregation.DYNAMIC)) {
      String word = "att-" + aggregation.name().toLowerCase(java.util.Locale.ROOT);
      if (key.estimand().startsWith(word)) {
        return Optional.of(aggregation);
      }
    }
    return Optional.empty();
  }

  private EstimateRow row(String method, Effect effect) {
    if (effect instanceof NotEstimable refused) {
      return EstimateRow.notEstimable(
          analysis,
          method,
          question.outcome(),
          effect.key(),
          panel.moments().values().units(),
          areas().size(),
          refused.reason().name());
    }
    Estimated estimated = (Estimated) effect;
    boolean part = effect.key().estimand().startsWith(GroupTimeAtt.CELL);
    return new EstimateRow(
            analysis,
            method,
            question.outcome(),
            effect.key(),
            OptionalDouble.of(estimated.estimate()),
            part ? inference.ofPart(estimated) : inference.of(estimated),
            estimated.clusters().size(),
            OptionalInt.of(estimated.sample().clustersTreated()),
            estimated.sample().units(),
            estimated.sample().observations(),
            effect.key().estimand().endsWith("-count")
                ? estimated.sample().baselineMean()
                : panel
                    .moments()
                    .mean(
                        cohort -> isAbout(effect.key(), cohort),
                        question.plan().pre().lastCleanYear()),
            OptionalDouble.empty(),
            "ESTIMATED",
            Optional.empty())
        .inItsUnit();
  }

  /**
   * Whose level an effect is set against: a cohort's, all adopters', or with a dose everybody's.
   */
  private boolean isAbout(EffectKey key, int cohort) {
    if (!question.isAdoption()) {
      return true;
    }
    if (key.cohort().isPresent()) {
      return cohort == key.cohort().getAsInt();
    }
    List<Integer> years = question.coverage().years();
    return cohort > years.get(0) && cohort <= years.get(years.size() - 1);
  }

  private List<InfluenceRow> influence(PanelEstimator estimator, Estimated headline) {
    if (!ClusterLevels.clusterOf(analysis).equals(ClusterLevels.AREA)) {
      return List.of();
    }
    List<InfluenceRow> rows = new ArrayList<>();
    for (String area : areas()) {
      Optional<Effect> without = panel.fitWithout(estimator, area).effect(headline.key());
      rows.add(
          new InfluenceRow(
              analysis.id(),
              question.outcome().id(),
              headline.key().estimand(),
              area,
              headline.estimate(),
              without.isPresent() && without.get() instanceof Estimated e
                  ? OptionalDouble.of(e.estimate())
                  : OptionalDouble.empty()));
    }
    return rows;
  }
}
