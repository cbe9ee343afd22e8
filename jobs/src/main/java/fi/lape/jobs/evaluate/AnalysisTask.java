package fi.lape.jobs.evaluate;

import fi.lape.estimators.did.GroupTimeAtt;
import fi.lape.estimators.dose.DoseRegression;
import fi.lape.estimators.estimate.Effect;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.Estimator;
import fi.lape.estimators.estimate.NotEstimable;
import fi.lape.estimators.moments.PanelMoments;
import fi.lape.jobs.gold.Estimands;
import fi.lape.jobs.plan.StudyPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Estimates one outcome of one analysis from its reduced panel, with every number's uncertainty,
 * its diagnostics and the influence of areas. Local and deterministic: no Spark, no clock.
 */
final class AnalysisTask {
  private final StudyPlan plan;
  private final StudyPlan.Analysis analysis;
  private final StudyPlan.Outcome outcome;
  private final OutcomeCoverage coverage;
  private final Map<String, Double> doses;
  private final DesignInference inference;

  /**
   * @param doses dose by area where the treatment is one, else empty
   */
  AnalysisTask(
      StudyPlan plan,
      StudyPlan.Analysis analysis,
      StudyPlan.Outcome outcome,
      OutcomeCoverage coverage,
      Map<String, Double> doses) {
    this.plan = plan;
    this.analysis = analysis;
    this.outcome = outcome;
    this.coverage = coverage;
    this.doses = Map.copyOf(doses);
    this.inference = new DesignInference(analysis, plan.treatment(analysis.treatment()));
  }

  /**
   * Why the analysis cannot be begun, whatever the numbers are: the method is not there, or nothing
   * of the outcome is in the lake.
   */
  static Optional<String> refusal(
      StudyPlan plan, StudyPlan.Analysis analysis, OutcomeCoverage coverage) {
    if (!EstimatorFactory.fits(analysis.method(), plan.treatment(analysis.treatment()))) {
      return Optional.of("METHOD_NOT_AVAILABLE");
    }
    if (coverage.years().isEmpty()) {
      return Optional.of("OUTCOME_NOT_IN_LAKE");
    }
    if (coverage.isEmpty()) {
      return Optional.of("NO_COMPLETE_MUNICIPALITY");
    }
    if (analysis.method().equals(DoseRegression.METHOD)
        && !coverage.years().contains(EstimatorFactory.basePeriod(plan, analysis))) {
      return Optional.of("NO_BASE_PERIOD");
    }
    return Optional.empty();
  }

  /** The only row of an analysis that cannot be begun. */
  static EstimateRow refused(
      StudyPlan plan,
      StudyPlan.Analysis analysis,
      StudyPlan.Outcome outcome,
      OutcomeCoverage coverage,
      String reason) {
    return EstimateRow.notEstimable(
        analysis,
        analysis.method(),
        outcome,
        EffectKey.of(headline(plan, analysis)),
        coverage.unitsUsed(),
        0,
        reason);
  }

  private static String headline(StudyPlan plan, StudyPlan.Analysis analysis) {
    return plan.treatment(analysis.treatment()).kind().equals("adoption")
        ? Estimands.HEADLINE_OF_ADOPTION
        : Estimands.HEADLINE_OF_DOSE;
  }

  /** Estimates. */
  AnalysisResult run(PreparedMoments moments) {
    boolean adoption = !analysis.method().equals(DoseRegression.METHOD);
    if (adoption && !moments.hasAdopters()) {
      return AnalysisResult.refused(refused(plan, analysis, outcome, coverage, "NO_ADOPTERS"));
    }
    if (!adoption && !doses.keySet().containsAll(moments.values().clusters())) {
      return AnalysisResult.refused(refused(plan, analysis, outcome, coverage, "DOSE_MISSING"));
    }
    Estimator estimator = estimator(analysis.method());
    List<Effect> effects = estimator.fit(moments.values()).effects();
    List<EstimateRow> rows = new ArrayList<>();
    Optional<Estimated> headline = Optional.empty();
    for (Effect effect : effects) {
      if (isShown(effect.key())) {
        rows.add(row(analysis.method(), effect, moments));
      }
      if (effect instanceof Estimated e && Estimands.isHeadline(e.key().estimand())) {
        headline = Optional.of(e);
      }
    }
    for (String check : analysis.checkWith()) {
      rows.addAll(check(check, moments));
    }
    List<DiagnosticRow> diagnostics = new ArrayList<>();
    List<InfluenceRow> influence = new ArrayList<>();
    if (headline.isPresent()) {
      influence.addAll(influence(estimator, moments.values(), headline.get()));
      Requirements requirements = new Requirements(analysis, plan.waivers());
      Diagnostics checks =
          new Diagnostics(analysis, outcome, requirements, headline.get(), moments);
      EstimateRow answer = rows.stream().filter(EstimateRow::isHeadline).findFirst().orElseThrow();
      diagnostics.addAll(checks.ofHeadline(answer));
      diagnostics.addAll(checks.leaveOneAreaOut(influence, answer.excludesZero()));
      if (adoption) {
        diagnostics.addAll(checks.adopters());
        diagnostics.addAll(checks.preTrend(effects, inference));
      } else {
        int last = coverage.years().get(coverage.years().size() - 1);
        diagnostics.addAll(checks.placeboYears(effects, inference, base()));
        diagnostics.addAll(
            checks.doseLeverage(((DoseRegression) estimator).leverage(moments.values(), last)));
      }
    }
    return new AnalysisResult(rows, diagnostics, influence, Optional.empty());
  }

  private int base() {
    return EstimatorFactory.basePeriod(plan, analysis);
  }

  private Estimator estimator(String method) {
    return EstimatorFactory.estimator(plan, analysis, method, coverage.years(), doses);
  }

  /** A second method on the same panel; one that is not there says so. */
  private List<EstimateRow> check(String method, PreparedMoments moments) {
    StudyPlan.Treatment treatment = plan.treatment(analysis.treatment());
    if (!EstimatorFactory.fits(method, treatment)) {
      return List.of(
          EstimateRow.notEstimable(
              analysis,
              method,
              outcome,
              EffectKey.of(headline(plan, analysis)),
              coverage.unitsUsed(),
              moments.values().clusters().size(),
              "METHOD_NOT_AVAILABLE"));
    }
    List<EstimateRow> rows = new ArrayList<>();
    for (Effect effect : estimator(method).fit(moments.values()).effects()) {
      if (!effect.key().estimand().equals(GroupTimeAtt.CELL)) {
        rows.add(row(method, effect, moments));
      }
    }
    return rows;
  }

  /** Cells and the overall effect always; other averages where the plan asks for them. */
  private boolean isShown(EffectKey key) {
    return switch (key.estimand()) {
      case "att-group", "att-group-overall" -> asks("GROUP");
      case "att-calendar", "att-calendar-overall" -> asks("CALENDAR");
      case "att-dynamic", "att-dynamic-overall" -> asks("DYNAMIC");
      default -> true;
    };
  }

  private boolean asks(String aggregation) {
    return EstimatorFactory.aggregations(analysis).stream()
        .anyMatch(a -> a.name().equals(aggregation));
  }

  private EstimateRow row(String method, Effect effect, PreparedMoments moments) {
    if (effect instanceof NotEstimable refused) {
      return EstimateRow.notEstimable(
          analysis,
          method,
          outcome,
          effect.key(),
          moments.values().units(),
          moments.values().clusters().size(),
          refused.reason().name());
    }
    Estimated estimated = (Estimated) effect;
    boolean part = effect.key().estimand().equals(GroupTimeAtt.CELL);
    return new EstimateRow(
        analysis,
        method,
        outcome,
        effect.key(),
        OptionalDouble.of(estimated.estimate()),
        part ? inference.ofPart(estimated) : inference.of(estimated),
        estimated.clusters().size(),
        OptionalInt.of(estimated.sample().clustersTreated()),
        estimated.sample().units(),
        estimated.sample().observations(),
        moments.mean(cohort -> isAbout(effect.key(), cohort), plan.pre().lastCleanYear()),
        OptionalDouble.empty(),
        "ESTIMATED",
        Optional.empty());
  }

  /**
   * Whose level an effect is set against: a cohort's, all adopters', or with a dose everybody's.
   */
  private boolean isAbout(EffectKey key, int cohort) {
    if (analysis.method().equals(DoseRegression.METHOD)) {
      return true;
    }
    if (key.cohort().isPresent()) {
      return cohort == key.cohort().getAsInt();
    }
    return cohort > coverage.years().get(0)
        && cohort <= coverage.years().get(coverage.years().size() - 1);
  }

  private List<InfluenceRow> influence(
      Estimator estimator, PanelMoments moments, Estimated headline) {
    if (!ClusterLevels.clusterOf(analysis).equals(ClusterLevels.AREA)) {
      return List.of();
    }
    List<InfluenceRow> rows = new ArrayList<>();
    for (String area : moments.clusters()) {
      Optional<Effect> without = estimator.fit(moments.minus(area)).effect(headline.key());
      rows.add(
          new InfluenceRow(
              analysis.id(),
              outcome.id(),
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
