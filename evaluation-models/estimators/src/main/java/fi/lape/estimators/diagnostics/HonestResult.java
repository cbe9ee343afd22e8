package fi.lape.estimators.diagnostics;

import java.util.List;

/**
 * The sensitivity of one effect to violations of parallel trends.
 *
 * @param method with which the intervals were made
 * @param weights l of the effect Σ l_p τ_p, one an event time after the reference
 * @param estimate of the effect, in the outcome's unit
 * @param standardError of the estimate
 * @param original interval as if trends were parallel
 * @param intervals by bound, in increasing order
 * @param breakdown of the finding that the effect is not 0
 */
public record HonestResult(
    HonestMethod method,
    List<Double> weights,
    double estimate,
    double standardError,
    Interval original,
    List<HonestInterval> intervals,
    Breakdown breakdown) {
  public HonestResult {
    weights = List.copyOf(weights);
    intervals = List.copyOf(intervals);
  }
}
