package fi.lape.estimators.estimate;

import fi.lape.estimators.linalg.Bordered;
import fi.lape.estimators.linalg.IndependentColumns;
import fi.lape.estimators.linalg.SymmetricInverse;
import java.util.Optional;

/**
 * A regression without one of its clusters.
 *
 * <p>A coefficient may rest on that cluster alone. Others are determined all the same: those
 * combinations c'β with c in the rows of the design that is left, whatever the lost coefficient is
 * set to. It is set to 0.
 */
final class LeftOut {
  // Of a column's square: what rows 2⁴⁰ times lighter than those of the cluster would leave.
  private static final double NOTHING_LEFT = 1e-10;

  private final double[][] matrix;
  private final double[] vector;
  private final double[] size; // squares of the columns in all clusters

  LeftOut(double[][][] matrices, double[][] vectors, int k) {
    int p = vectors[k].length;
    double[][][] rest = new double[matrices.length - 1][][];
    vector = new double[p];
    for (int h = 0; h < matrices.length; h++) {
      if (h != k) {
        rest[h < k ? h : h - 1] = matrices[h];
        for (int j = 0; j < p; j++) {
          vector[j] += vectors[h][j];
        }
      }
    }
    matrix = ClusterRegression.total(rest, p); // subtracting from the total would cost digits
    size = new double[p];
    for (int j = 0; j < p; j++) {
      size[j] = matrix[j][j] + matrices[k][j][j];
    }
  }

  /**
   * Returns a generalised inverse of the matrix times {@code c}, or empty if c'β is not settled.
   */
  Optional<double[]> direction(double[] c) {
    return solve(c, c);
  }

  /** Returns coefficients, or empty if c'β is not settled. */
  Optional<double[]> coefficients(double[] c) {
    return solve(c, vector);
  }

  private Optional<double[]> solve(double[] c, double[] right) {
    Optional<double[][]> inverse =
        isLeftOfEveryColumn() ? SymmetricInverse.of(matrix) : Optional.empty();
    if (inverse.isPresent()) {
      return Optional.of(SymmetricInverse.times(inverse.get(), right));
    }
    IndependentColumns columns = IndependentColumns.of(matrix, size, NOTHING_LEFT);
    return columns.determines(c) ? Optional.of(columns.solve(right)) : Optional.empty();
  }

  private boolean isLeftOfEveryColumn() {
    for (int j = 0; j < size.length; j++) {
      if (!(matrix[j][j] > NOTHING_LEFT * size[j])) {
        return false;
      }
    }
    return true;
  }

  /** Returns the coefficients with c'b = {@code r}, and their change per unit that r falls. */
  double[][] restricted(double[] c, double r) {
    return Bordered.of(matrix, c)
        .map(system -> parts(system, vector, r))
        .orElseGet(() -> restrictedInSettled(c, r));
  }

  /** With the columns that the rest and the restriction settle together. */
  private double[][] restrictedInSettled(double[] c, double r) {
    int p = c.length;
    double[][] both = new double[p][p];
    double[] sizes = new double[p];
    double unit = unit(c);
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < p; j++) {
        both[i][j] = matrix[i][j] + unit * c[i] * c[j];
      }
      sizes[i] = size[i] + unit * c[i] * c[i];
    }
    IndependentColumns settled = IndependentColumns.of(both, sizes);
    double[][] parts =
        parts(
            Bordered.of(settled.of(matrix), settled.of(c))
                .orElseThrow(() -> new IllegalStateException("settled, yet no single solution")),
            settled.of(vector),
            r);
    double[][] whole = new double[2][p];
    for (int part = 0; part < 2; part++) {
      for (int a = 0; a < settled.size(); a++) {
        whole[part][settled.place(a)] = parts[part][a];
      }
    }
    return whole;
  }

  private static double[][] parts(Bordered system, double[] right, double r) {
    return new double[][] {system.solve(right, r), system.solve(new double[right.length], -1)};
  }

  /** What makes cc' as large as the matrix, so that neither drowns in the other. */
  private double unit(double[] c) {
    double largest = 0;
    for (int j = 0; j < c.length; j++) {
      if (size[j] > 0) {
        largest = Math.max(largest, c[j] * c[j] / size[j]);
      }
    }
    return 1 / largest;
  }
}
