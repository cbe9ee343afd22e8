package fi.lape.estimators.did.passes;

import fi.lape.estimators.estimate.Reason;
import fi.lape.estimators.linalg.SymmetricInverse;
import java.util.Optional;

/** The outcome regression of a cell, from the sums of its cohorts; or why the cell has none. */
final class CellModel {
  // Fewer units than this above the number of covariates and a model of them says nothing.
  private static final int LEAST_BEYOND_COVARIATES = 5;
  // The second and third are steps of refinement: scores are orthogonal to the last digit.
  private static final int ROUNDS = 3;

  private final Optional<Reason> reason;
  private final double[] beta;
  private final double[][] inverse;

  private CellModel(Optional<Reason> reason, double[] beta, double[][] inverse) {
    this.reason = reason;
    this.beta = beta;
    this.inverse = inverse;
  }

  static CellModel of(
      PassCell cell,
      ScaledDesign design,
      CohortSums treated,
      CohortSums controls,
      boolean regresses) {
    long least = design.columns() - 1L + LEAST_BEYOND_COVARIATES;
    boolean tooFew = treated.units() < least || controls.units() < least;
    if (design.columns() > 1 && tooFew) {
      return refused(Reason.GROUP_TOO_SMALL);
    }
    double[] beta = new double[design.columns()];
    if (!regresses) {
      return new CellModel(Optional.empty(), beta, new double[beta.length][beta.length]);
    }
    Optional<double[][]> inverse = SymmetricInverse.of(design.normal(controls));
    if (inverse.isEmpty()) {
      return refused(Reason.SINGULAR_DESIGN);
    }
    for (int round = 0; round < ROUNDS; round++) {
      double[] scores = design.scores(controls, cell.period(), cell.base(), beta);
      double[] step = SymmetricInverse.times(inverse.get(), scores);
      for (int j = 0; j < beta.length; j++) {
        beta[j] += step[j];
      }
    }
    return new CellModel(Optional.empty(), beta, inverse.get());
  }

  static CellModel refused(Reason reason) {
    return new CellModel(Optional.of(reason), new double[0], new double[0][]);
  }

  Optional<Reason> reason() {
    return reason;
  }

  /** Returns the coefficients; zeros where nothing is regressed. */
  double[] beta() {
    return beta;
  }

  /** Returns (X'WX)⁻¹ of the controls; zeros where nothing is regressed. */
  double[][] inverse() {
    return inverse;
  }
}
