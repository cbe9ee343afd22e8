package fi.lape.estimators.pooling;

import fi.lape.estimators.linalg.Matrices;
import fi.lape.estimators.linalg.SymmetricEigen;

/**
 * Estimates of areas turned so that their errors are independent: with V = QΛQ', Q'θ̂ has the
 * variances Λ + τ²I whatever τ² is, and regressors Q'X. Where errors are independent already,
 * nothing is turned.
 */
final class Uncorrelated {
  private final double[] y;
  private final double[][] x;
  private final double[] variances;
  private final double[][] vectors; // row i is eigenvector i

  private Uncorrelated(double[] y, double[][] x, double[] variances, double[][] vectors) {
    this.y = y;
    this.x = x;
    this.variances = variances;
    this.vectors = vectors;
  }

  static Uncorrelated of(AreaEstimates areas) {
    int k = areas.size();
    double[][] x = design(areas);
    double[][] vectors = new double[k][k];
    double[] variances = areas.standardErrors();
    for (int j = 0; j < k; j++) {
      variances[j] *= variances[j];
      vectors[j][j] = 1;
    }
    if (!areas.isCorrelated()) {
      return new Uncorrelated(areas.estimates(), x, variances, vectors);
    }
    SymmetricEigen eigen = SymmetricEigen.of(areas.covariance());
    for (int i = 0; i < k; i++) {
      variances[i] = eigen.value(i);
      vectors[i] = eigen.vector(i).clone();
    }
    double[] y = new double[k];
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        y[i] += vectors[i][j] * areas.estimates()[j];
      }
    }
    return new Uncorrelated(y, Matrices.times(vectors, x), variances, vectors);
  }

  private static double[][] design(AreaEstimates areas) {
    double[][] moderators = areas.moderators();
    double[][] x = new double[areas.size()][];
    for (int j = 0; j < x.length; j++) {
      x[j] = new double[moderators[j].length + 1];
      x[j][0] = 1;
      System.arraycopy(moderators[j], 0, x[j], 1, moderators[j].length);
    }
    return x;
  }

  double[] y() {
    return y;
  }

  /** A constant and the moderators, turned. */
  double[][] x() {
    return x;
  }

  double[] variances() {
    return variances;
  }

  /** Returns numbers of turned places as numbers of areas, Qz. */
  double[] back(double[] z) {
    return Matrices.transposedTimes(vectors, z);
  }

  /** Returns a covariance of turned places as one of areas, QCQ'. */
  double[][] back(double[][] c) {
    return Matrices.sandwich(vectors, c);
  }
}
