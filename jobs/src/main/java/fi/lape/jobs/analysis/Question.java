package fi.lape.jobs.analysis;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.Methods;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.PanelEstimator;
import fi.lape.jobs.gold.Estimands;
import fi.lape.jobs.plan.StudyPlan;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * One outcome of one analysis of the plan, and what is known before its values are read.
 *
 * @param coverage which years and municipalities of the outcome are used
 * @param doses by area where the treatment is one, else empty
 */
public record Question(
    StudyPlan plan,
    StudyPlan.Analysis analysis,
    StudyPlan.Outcome outcome,
    OutcomeCoverage coverage,
    Map<String, Double> doses) {
  public Question {
    requireNonNull(plan, "plan is null");
    requireNonNull(analysis, "analysis is null");
    requireNonNull(outcome, "outcome is null");
    requireNonNull(coverage, "coverage is null");
    doses = Map.copyOf(doses);
  }

  /** What is asked about. */
  public StudyPlan.Treatment treatment() {
    return plan.treatment(analysis.treatment());
  }

  /** Whether units adopt something in a year of their own. */
  public boolean isAdoption() {
    return treatment().kind().equals("adoption");
  }

  /** How uncertainty is found, as the analysis wants it. */
  public DesignInference inference() {
    return new DesignInference(analysis);
  }

  /** The one number that answers the question by a method. */
  public EffectKey headline(String method) {
    return EffectKey.of(Estimands.headline(method));
  }

  /** The first year of a dose. */
  public int start() {
    return treatment().from().orElse(plan.pre().lastCleanYear() + 1);
  }

  /** The same question with other settings, inference or method. */
  public Question with(StudyPlan.Analysis other) {
    return new Question(plan, other, outcome, coverage, doses);
  }

  /** A method with the settings of the analysis if it is its own, else with its defaults. */
  public PanelEstimator estimator(String method) {
    return estimator(method, coverage.years());
  }

  /** The same for a panel of other years. */
  public PanelEstimator estimator(String method, List<Integer> years) {
    return EstimatorFactory.estimator(plan, analysis, method, years, doses);
  }

  /** All settings of that estimator, in words. */
  public SortedMap<String, String> settings(String method) {
    return EstimatorFactory.words(plan, analysis, method, coverage.years());
  }

  /** What a method reads of the outcome: counts with their exposure, or its value. */
  public static UnitPanel.Measure measure(String method) {
    return Methods.of(method).needs() == Methods.Needs.ADOPTION_AND_EXPOSURE
        ? UnitPanel.Measure.COUNT
        : UnitPanel.Measure.VALUE;
  }
}
