package fi.lape.estimators.cost;

import fi.lape.estimators.error.CostErrors;

/**
 * The sampling variances of an estimated effect and cost, and their covariance.
 *
 * @param effect variance of the effect, 0 or more
 * @param cost variance of the cost, 0 or more
 * @param covariance of both
 */
public record JointError(double effect, double cost, double covariance) {
  // A covariance computed from draws on one line is beyond the bound by rounding only.
  private static final double ROUNDING = 1e-12;

  /** Refuses what is no covariance matrix. */
  public JointError {
    boolean finite =
        Double.isFinite(effect) && Double.isFinite(cost) && Double.isFinite(covariance);
    if (!finite
        || effect < 0
        || cost < 0
        || Math.abs(covariance) > Math.sqrt(effect) * Math.sqrt(cost) * (1 + ROUNDING)) {
      throw CostErrors.dataInvalid(
          "the variances %s and %s and the covariance %s cannot be"
              .formatted(effect, cost, covariance));
    }
  }

  /** Returns the variance of {@code willingness · effect − cost}; never below 0. */
  public double ofNetBenefit(double willingness) {
    return Math.max(willingness * willingness * effect - 2 * willingness * covariance + cost, 0);
  }
}
