package fi.lape.estimators.pooling;

import fi.lape.estimators.linalg.SymmetricInverse;
import java.util.Optional;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.CholeskyDecomposition;

/**
 * Generalised least squares of the estimates on a constant and moderators with variances v + τ²: P
 * = W − WX(X'WX)⁻¹X'W, on which every estimator of τ² rests.
 */
final class WeightedMean {
  private final double[] y;
  private final double[][] x;
  private final double[] weights;
  private final double[][] normal;
  private final double[][] inverse;
  private final double[] beta;

  private WeightedMean(
      double[] y, double[][] x, double[] weights, double[][] normal, double[][] inverse) {
    this.y = y;
    this.x = x;
    this.weights = weights;
    this.normal = normal;
    this.inverse = inverse;
    beta = SymmetricInverse.times(inverse, crossed(y));
  }

  /** Returns the fit, or empty if the moderators do not determine it. */
  static Optional<WeightedMean> of(double[] y, double[][] x, double[] weights) {
    int p = x[0].length;
    double[][] m = new double[p][p];
    for (int i = 0; i < y.length; i++) {
      for (int r = 0; r < p; r++) {
        for (int s = 0; s < p; s++) {
          m[r][s] += weights[i] * x[i][r] * x[i][s];
        }
      }
    }
    return SymmetricInverse.of(m).map(inverse -> new WeightedMean(y, x, weights, m, inverse));
  }

  private double[] crossed(double[] z) {
    double[] sum = new double[x[0].length];
    for (int i = 0; i < z.length; i++) {
      for (int r = 0; r < sum.length; r++) {
        sum[r] += weights[i] * x[i][r] * z[i];
      }
    }
    return sum;
  }

  double[] beta() {
    return beta;
  }

  /** Returns (X'WX)⁻¹. */
  double[][] inverse() {
    return inverse;
  }

  /** Returns log|X'WX|. */
  double logDeterminant() {
    return Math.log(new CholeskyDecomposition(new Array2DRowRealMatrix(normal)).getDeterminant());
  }

  double weight(int i) {
    return weights[i];
  }

  /** Returns x_i'β. */
  double fitted(int i) {
    return SymmetricInverse.dot(x[i], beta);
  }

  /** Returns x_i'(X'WX)⁻¹x_j. */
  double leverage(int i, int j) {
    return SymmetricInverse.dot(x[i], SymmetricInverse.times(inverse, x[j]));
  }

  /** Returns P_ij. */
  double projected(int i, int j) {
    return (i == j ? weights[i] : 0) - weights[i] * leverage(i, j) * weights[j];
  }

  /** Returns y'Py, the weighted residual sum of squares. */
  double residualSum() {
    double sum = 0;
    for (int i = 0; i < y.length; i++) {
      double residual = y[i] - fitted(i);
      sum += weights[i] * residual * residual;
    }
    return sum;
  }

  /** Returns y'PPy. */
  double squaredResidualSum() {
    double sum = 0;
    for (int i = 0; i < y.length; i++) {
      double weighted = weights[i] * (y[i] - fitted(i));
      sum += weighted * weighted;
    }
    return sum;
  }

  double sumOfWeights() {
    double sum = 0;
    for (double w : weights) {
      sum += w;
    }
    return sum;
  }

  double sumOfSquaredWeights() {
    double sum = 0;
    for (double w : weights) {
      sum += w * w;
    }
    return sum;
  }

  /** Returns tr(P·diag(d)). */
  double trace(double[] d) {
    double sum = 0;
    for (int i = 0; i < y.length; i++) {
      sum += projected(i, i) * d[i];
    }
    return sum;
  }

  /** Returns tr(P·diag(c)·P·diag(d)). */
  double trace(double[] c, double[] d) {
    double sum = 0;
    for (int i = 0; i < y.length; i++) {
      for (int j = 0; j < y.length; j++) {
        double p = projected(i, j);
        sum += p * c[j] * p * d[i];
      }
    }
    return sum;
  }
}
