package fi.lape.estimators.linalg;

import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;

/** Eigenvalues and orthonormal eigenvectors of a symmetric matrix. */
public final class SymmetricEigen {
  private final double[] values;
  private final double[][] vectors;

  private SymmetricEigen(double[] values, double[][] vectors) {
    this.values = values;
    this.vectors = vectors;
  }

  /** Decomposes a matrix; only its symmetric part is looked at. */
  public static SymmetricEigen of(double[][] matrix) {
    int p = matrix.length;
    double[][] symmetric = new double[p][p];
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < p; j++) {
        symmetric[i][j] = (matrix[i][j] + matrix[j][i]) / 2;
      }
    }
    EigenDecompositionSymmetric eigen =
        new EigenDecompositionSymmetric(new Array2DRowRealMatrix(symmetric, false));
    double[][] vectors = new double[p][];
    for (int i = 0; i < p; i++) {
      vectors[i] = eigen.getEigenvector(i).toArray();
    }
    return new SymmetricEigen(eigen.getEigenvalues(), vectors);
  }

  /** Returns the number of eigenvalues. */
  public int size() {
    return values.length;
  }

  /** Returns eigenvalue {@code i}, the largest first. */
  public double value(int i) {
    return values[i];
  }

  /** Returns the eigenvector of value {@code i}; not a copy. */
  public double[] vector(int i) {
    return vectors[i];
  }
}
