package fi.lape.estimators.inference;

import fi.lape.estimators.linalg.Matrices;
import fi.lape.estimators.linalg.SymmetricEigen;
import fi.lape.estimators.linalg.SymmetricInverse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * CR2 as it is written down, with matrices of rows × rows: slow, and sharing no shortcut. Empty if
 * an effect leans on residuals that the regression makes 0 whatever the outcome.
 */
final class DenseCr2 {
  private DenseCr2() {}

  static OptionalDouble variance(
      double[][] x, double[] w, double[] y, int[] cluster, double[] target) {
    int n = x.length;
    int p = target.length;
    double[][] m = new double[p][p];
    double[] v = new double[p];
    for (int i = 0; i < n; i++) {
      for (int a = 0; a < p; a++) {
        v[a] += w[i] * x[i][a] * y[i];
        Matrices.add(m[a], x[i], w[i] * x[i][a]);
      }
    }
    double[][] inverse = SymmetricInverse.of(m).orElseThrow();
    double[] beta = SymmetricInverse.times(inverse, v);
    double[] direction = SymmetricInverse.times(inverse, target);
    double[][] left = new double[n][n]; // I − H
    double[] e = new double[n];
    for (int i = 0; i < n; i++) {
      e[i] = y[i] - SymmetricInverse.dot(x[i], beta);
      double[] row = SymmetricInverse.times(inverse, x[i]);
      for (int j = 0; j < n; j++) {
        left[i][j] = (i == j ? 1 : 0) - w[j] * SymmetricInverse.dot(row, x[j]);
      }
    }
    double variance = 0;
    for (int k = 0; k <= Arrays.stream(cluster).max().orElseThrow(); k++) {
      List<Integer> rows = new ArrayList<>();
      for (int i = 0; i < n; i++) {
        if (cluster[i] == k) {
          rows.add(i);
        }
      }
      double[][] b = new double[rows.size()][rows.size()];
      for (int i = 0; i < rows.size(); i++) {
        for (int j = 0; j < rows.size(); j++) {
          b[i][j] = SymmetricInverse.dot(left[rows.get(i)], left[rows.get(j)]);
        }
      }
      double q = 0;
      SymmetricEigen eigen = SymmetricEigen.of(b);
      for (int r = 0; r < rows.size(); r++) {
        double residual = 0;
        double design = 0;
        for (int i = 0; i < rows.size(); i++) {
          int row = rows.get(i);
          residual += eigen.vector(r)[i] * e[row];
          design += eigen.vector(r)[i] * w[row] * SymmetricInverse.dot(x[row], direction);
        }
        if (eigen.value(r) < 1e-9) {
          if (Math.abs(design) > 1e-8) {
            return OptionalDouble.empty();
          }
          continue;
        }
        q += residual * design / Math.sqrt(eigen.value(r));
      }
      variance += q * q;
    }
    return OptionalDouble.of(variance);
  }
}
