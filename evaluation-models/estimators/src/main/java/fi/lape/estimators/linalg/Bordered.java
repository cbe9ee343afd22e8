package fi.lape.estimators.linalg;

import java.util.Optional;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.DecompositionSolver;
import org.hipparchus.linear.LUDecomposition;

/**
 * Least squares under one linear restriction: minimises b'Ab/2 − b'v subject to c'b = r, by the
 * bordered system [A c; c' 0].
 */
public final class Bordered {
  // Pivots of a system scaled to unit diagonal; rounding of an exact singularity stays below 1e-14.
  private static final double SMALLEST_PIVOT = 1e-10;

  private final double[] scale;
  private final double borderScale;
  private final DecompositionSolver solver;

  private Bordered(double[] scale, double borderScale, DecompositionSolver solver) {
    this.scale = scale;
    this.borderScale = borderScale;
    this.solver = solver;
  }

  /**
   * Returns the system, or empty if it has no single solution. A may be singular as long as the
   * restriction settles what A leaves open.
   *
   * @param a symmetric, positive semi-definite
   * @param c not all zero
   */
  public static Optional<Bordered> of(double[][] a, double[] c) {
    int p = c.length;
    double[] scale = new double[p];
    double size = 0;
    for (int i = 0; i < p; i++) {
      scale[i] = a[i][i] > 0 ? 1 / Math.sqrt(a[i][i]) : 1;
      size = Math.max(size, Math.abs(c[i] * scale[i]));
    }
    double[][] system = new double[p + 1][p + 1];
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < p; j++) {
        system[i][j] = a[i][j] * scale[i] * scale[j];
      }
      system[i][p] = c[i] * scale[i] / size;
      system[p][i] = system[i][p];
    }
    DecompositionSolver solver =
        new LUDecomposition(new Array2DRowRealMatrix(system, false), SMALLEST_PIVOT).getSolver();
    return solver.isNonSingular()
        ? Optional.of(new Bordered(scale, 1 / size, solver))
        : Optional.empty();
  }

  /** Returns b for a right-hand side v and a restriction c'b = r. */
  public double[] solve(double[] v, double r) {
    int p = scale.length;
    double[] right = new double[p + 1];
    for (int i = 0; i < p; i++) {
      right[i] = v[i] * scale[i];
    }
    right[p] = r * borderScale;
    double[] solution = solver.solve(new ArrayRealVector(right, false)).toArray();
    double[] b = new double[p];
    for (int i = 0; i < p; i++) {
      b[i] = solution[i] * scale[i];
    }
    return b;
  }
}
