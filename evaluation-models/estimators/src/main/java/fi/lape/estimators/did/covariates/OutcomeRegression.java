package fi.lape.estimators.did.covariates;

import fi.lape.estimators.linalg.SymmetricInverse;
import java.util.Optional;
import java.util.function.IntPredicate;

/** Weighted least squares of the outcome on the design, over some rows. */
final class OutcomeRegression {
  private final CellRows rows;
  private final IntPredicate member;
  private final double[][] inverse; // (X'WX)⁻¹
  private final double[] beta;

  private OutcomeRegression(CellRows rows, IntPredicate member, double[][] inverse) {
    this.rows = rows;
    this.member = member;
    this.inverse = inverse;
    beta = new double[rows.columns()];
    // The second round is one step of refinement: its residuals are orthogonal to the last digit.
    for (int round = 0; round < 2; round++) {
      double[] step = SymmetricInverse.times(inverse, scoreSum());
      for (int j = 0; j < beta.length; j++) {
        beta[j] += step[j];
      }
    }
  }

  /** Returns the regression, or empty if the rows do not determine it. */
  static Optional<OutcomeRegression> of(CellRows rows, IntPredicate member) {
    int k = rows.columns();
    double[][] matrix = new double[k][k];
    for (int i = 0; i < rows.size(); i++) {
      if (member.test(i)) {
        addOuter(matrix, rows.design(i), rows.weight(i));
      }
    }
    return SymmetricInverse.of(matrix).map(inv -> new OutcomeRegression(rows, member, inv));
  }

  static void addOuter(double[][] matrix, double[] x, double weight) {
    for (int r = 0; r < x.length; r++) {
      for (int s = 0; s < x.length; s++) {
        matrix[r][s] += weight * x[r] * x[s];
      }
    }
  }

  private double[] scoreSum() {
    double[] sum = new double[beta.length];
    for (int i = 0; i < rows.size(); i++) {
      if (member.test(i)) {
        double score = rows.weight(i) * residual(i);
        for (int j = 0; j < sum.length; j++) {
          sum[j] += score * rows.design(i)[j];
        }
      }
    }
    return sum;
  }

  double[] coefficients() {
    return beta.clone();
  }

  /** Returns x'β. */
  double at(double[] x) {
    return SymmetricInverse.dot(x, beta);
  }

  /** Returns y − x'β of any row. */
  double residual(int i) {
    return rows.outcome(i) - at(rows.design(i));
  }

  /** Adds gradient'·∂β/∂(log w_i) to every row's slope. */
  void addSlopes(double[] slopes, double[] gradient) {
    double[] direction = SymmetricInverse.times(inverse, gradient);
    for (int i = 0; i < slopes.length; i++) {
      if (member.test(i)) {
        slopes[i] += rows.weight(i) * residual(i) * SymmetricInverse.dot(rows.design(i), direction);
      }
    }
  }
}
