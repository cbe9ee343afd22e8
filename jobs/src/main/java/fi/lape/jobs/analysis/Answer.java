package fi.lape.jobs.analysis;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.estimate.Effect;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.NotEstimable;
import fi.lape.estimators.estimate.Reason;
import java.util.Optional;
import java.util.function.Function;

/**
 * The number that answers a question by one method on one panel, or the reason why there is none.
 *
 * @param uncertainty of the number; empty where there is none
 */
public record Answer(String method, Effect effect, Optional<Uncertainty> uncertainty) {
  public Answer {
    requireNonNull(method, "method is null");
    requireNonNull(effect, "effect is null");
    requireNonNull(uncertainty, "uncertainty is null");
  }

  /**
   * Answers a question on a panel that may have been changed: other weights, years, areas, hidden
   * cells or cohorts than the plan's. Local and deterministic; needs no Spark.
   *
   * @param method the analysis's own, with its settings, or another, with its defaults
   * @param where hidden cells lie in their intervals
   * @throws fi.lape.estimators.error.EvaluationException if the panel lacks what the method needs
   */
  public static Answer of(
      Question question, String method, UnitPanel panel, UnitPanel.Hidden where) {
    return of(question, method, question.headline(method), panel, where, question.inference()::of);
  }

  /**
   * The same for any number of the method and with its uncertainty found in a way of one's own.
   *
   * @throws fi.lape.estimators.error.EvaluationException if the panel lacks what the method needs
   */
  public static Answer of(
      Question question,
      String method,
      EffectKey key,
      UnitPanel panel,
      UnitPanel.Hidden where,
      Function<Estimated, Uncertainty> uncertainty) {
    String level = ClusterLevels.clusterOf(question.analysis());
    Effect effect =
        question
            .estimator(method, panel.years())
            .fit(panel.panel(Question.measure(method), where, level))
            .effect(key)
            .orElseGet(() -> new NotEstimable(key, Reason.NO_ESTIMABLE_CELL));
    return new Answer(
        method,
        effect,
        effect instanceof Estimated estimated
            ? Optional.of(uncertainty.apply(estimated))
            : Optional.empty());
  }
}
