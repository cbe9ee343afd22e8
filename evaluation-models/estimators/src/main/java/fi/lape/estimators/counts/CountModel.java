package fi.lape.estimators.counts;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.estimate.ClusterRegression;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How the Poisson regression went, and what it left out because counts of 0 alone say nothing about
 * a rate's logarithm.
 *
 * @param parameters what small-sample factors count
 * @param deviance 2 Σ w (y log(y/μ) − (y − μ))
 * @param logLikelihood Σ w (y log μ − μ − log y!)
 * @param pearson Σ w (y − μ)²/μ
 * @param unitsWithoutEvents ids of units left out: their own effect, or that of their cohort, is −∞
 * @param cellsWithoutEvents cohort and period of treated cells whose counts are all 0, in words
 * @param rowsSeparated rows left out with what they belong to, or because no finite coefficient
 *     fits their 0
 */
public record CountModel(
    ClusterRegression.Parameters parameters,
    double deviance,
    double logLikelihood,
    double pearson,
    List<String> unitsWithoutEvents,
    List<String> cellsWithoutEvents,
    long rowsSeparated) {
  public CountModel {
    requireNonNull(parameters, "parameters is null");
    unitsWithoutEvents = List.copyOf(unitsWithoutEvents);
    cellsWithoutEvents = List.copyOf(cellsWithoutEvents);
  }

  /**
   * Returns Pearson's statistic over the degrees of freedom, n − K: 1 where counts vary as Poisson
   * counts do, more where they are overdispersed; empty without degrees of freedom.
   */
  public OptionalDouble overdispersion() {
    long left = parameters.observations() - parameters.coefficients() - parameters.effects();
    return left > 0 ? OptionalDouble.of(pearson / left) : OptionalDouble.empty();
  }
}
