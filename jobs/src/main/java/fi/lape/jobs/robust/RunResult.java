package fi.lape.jobs.robust;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.estimate.Estimated;
import fi.lape.jobs.analysis.Uncertainty;
import java.util.Optional;

/**
 * What a run gives: a number with its uncertainty, or the reason why there is none.
 *
 * @param method by which it was, or would have been, estimated
 * @param units municipalities of the panel of the run; 0 where there is none
 * @param areas their areas
 */
record RunResult(
    String method,
    String estimand,
    Optional<Estimated> estimated,
    Optional<Uncertainty> uncertainty,
    Optional<String> reason,
    long units,
    int areas) {
  RunResult {
    requireNonNull(method, "method is null");
    requireNonNull(estimand, "estimand is null");
    if (estimated.isPresent() == reason.isPresent()
        || estimated.isPresent() != uncertainty.isPresent()) {
      throw new IllegalArgumentException("a run has a number or a reason, and not both");
    }
  }
}
