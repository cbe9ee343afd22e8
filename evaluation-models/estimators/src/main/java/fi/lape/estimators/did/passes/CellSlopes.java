package fi.lape.estimators.did.passes;

import java.io.Serializable;

/**
 * What a unit adds to the error of a cell, ∂θ/∂(log w), once its models are known.
 *
 * @see fi.lape.estimators.did.covariates.DifferencedCell
 */
final class CellSlopes implements Serializable {
  private static final long serialVersionUID = 1;

  private final double[] beta;
  private final double treatedMean;
  private final double controlMean;
  private final double treatedWeight;
  private final double controlWeight;
  private final double[] throughBeta;
  private final double[] throughGamma;

  /**
   * @param beta of the outcome regression; zeros without one
   * @param treatedMean of what the regression leaves of the cohort's changes
   * @param controlMean the same of the controls, weighted by their odds
   * @param treatedWeight Σw of the cohort
   * @param controlWeight Σwo of the controls; 0 without a logit
   * @param throughBeta inverse of the regression times the gradient in β; zeros without one
   * @param throughGamma inverse of the logit times the gradient in γ; zeros without one
   */
  CellSlopes(
      double[] beta,
      double treatedMean,
      double controlMean,
      double treatedWeight,
      double controlWeight,
      double[] throughBeta,
      double[] throughGamma) {
    this.beta = beta;
    this.treatedMean = treatedMean;
    this.controlMean = controlMean;
    this.treatedWeight = treatedWeight;
    this.controlWeight = controlWeight;
    this.throughBeta = throughBeta;
    this.throughGamma = throughGamma;
  }

  /** Returns the slope of a unit of the cohort, of score {@code p}; any score without a logit. */
  double ofTreated(double w, double change, double[] x, double p) {
    double left = change - LogitPass.dot(beta, x);
    return w * ((left - treatedMean) / treatedWeight + (1 - p) * LogitPass.dot(throughGamma, x));
  }

  /** Returns the slope of a control with these odds; of odds 0 without a logit. */
  double ofControl(double w, double change, double[] x, double odds) {
    double left = change - LogitPass.dot(beta, x);
    double slope = left * LogitPass.dot(throughBeta, x);
    if (odds > 0) {
      double p = odds / (1 + odds);
      slope -= odds / controlWeight * (left - controlMean) + p * LogitPass.dot(throughGamma, x);
    }
    return w * slope;
  }

  double treatedMean() {
    return treatedMean;
  }

  double controlMean() {
    return controlMean;
  }
}
