package fi.lape.estimators.inference;

import fi.lape.estimators.estimate.Estimated;
import java.util.Set;

/** A way from an estimate to its uncertainty. It knows no method. */
public interface Inference {
  /** Returns the word of the inference in study plans and results. */
  String name();

  /**
   * Returns the uncertainty of an estimate, or why there is no valid statement of it.
   *
   * @param level confidence level of the interval, above 0 and below 1
   * @throws fi.lape.estimators.error.EvaluationException if the level is out of range
   */
  InferenceResult infer(Estimated estimated, double level);

  /** Returns what is known to be wrong with this inference of such an estimate. */
  default Set<Caveat> caveats(Estimated estimated) {
    return Set.of();
  }
}
