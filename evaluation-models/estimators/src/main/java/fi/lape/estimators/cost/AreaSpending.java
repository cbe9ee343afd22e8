package fi.lape.estimators.cost;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.error.CostErrors;

/**
 * What an area spent on corrective and preventive services before and after, euros of one year's
 * prices.
 */
public record AreaSpending(
    String area,
    double correctiveBefore,
    double preventiveBefore,
    double correctiveAfter,
    double preventiveAfter) {
  /** Refuses amounts below 0, and areas that spent nothing. */
  public AreaSpending {
    requireNonNull(area, "area is null");
    boolean finite =
        Double.isFinite(correctiveBefore + preventiveBefore + correctiveAfter + preventiveAfter);
    if (!finite
        || Math.min(correctiveBefore, preventiveBefore) < 0
        || Math.min(correctiveAfter, preventiveAfter) < 0
        || correctiveBefore + preventiveBefore == 0
        || correctiveAfter + preventiveAfter == 0) {
      throw CostErrors.dataInvalid(
          "area '%s' spent %s and %s before, %s and %s after"
              .formatted(
                  area, correctiveBefore, preventiveBefore, correctiveAfter, preventiveAfter));
    }
  }

  double before() {
    return correctiveBefore + preventiveBefore;
  }

  double after() {
    return correctiveAfter + preventiveAfter;
  }

  double shareBefore() {
    return preventiveBefore / before();
  }

  double shareAfter() {
    return preventiveAfter / after();
  }
}
