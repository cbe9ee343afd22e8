package fi.lape.estimators.linalg;

import java.util.Optional;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.LUDecomposition;

/**
 * The set {x ≥ 0 : Σ_j x_j w_j = b}, over which many linear functions are maximised one after
 * another by the revised simplex method.
 *
 * <p>Every search starts at the vertex where the last one ended: thousands of objectives that
 * differ little, as in a test inverted over a grid, cost a pivot or two each, where a solver that
 * begins anew would pay for its first phase every time. The largest reduced cost enters; after a
 * run of steps without gain Bland's rule does, which cannot cycle.
 *
 * <p>Not safe for use by several threads.
 */
public final class Polytope {
  // Shares of the largest number of the objective or column; rounding of small bases stays below.
  private static final double COST_TOLERANCE = 1e-11;
  private static final double PIVOT_TOLERANCE = 1e-10;
  private static final double FEASIBILITY = 1e-9;
  private static final int STEPS_BEFORE_BLAND = 40;
  private static final int STEPS_BEFORE_REFACTORING = 40;

  /**
   * A vertex at which an objective is largest.
   *
   * @param value of the objective
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared, and read in inner loops
  public record Maximum(double value, double[] vertex) {}

  private final int rows;
  private final int variables;
  private final double[][] columns; // the variables, then one artificial a row
  private final double[] right;
  private final int[] basis;
  private double[][] inverse;
  private int stepsSinceFactoring;

  private Polytope(double[][] w, double[] b) {
    rows = b.length;
    variables = w.length;
    columns = new double[variables + rows][];
    right = b.clone();
    basis = new int[rows];
    inverse = new double[rows][rows];
    for (int j = 0; j < variables; j++) {
      columns[j] = w[j].clone();
    }
    for (int i = 0; i < rows; i++) {
      double sign = b[i] < 0 ? -1 : 1;
      columns[variables + i] = new double[rows];
      columns[variables + i][i] = sign;
      basis[i] = variables + i;
      inverse[i][i] = sign;
    }
  }

  /**
   * Returns the set, or empty if it has no point.
   *
   * @param w column of each variable; entries of the order of 1
   * @param b right-hand side, of the order of 1
   */
  public static Optional<Polytope> of(double[][] w, double[] b) {
    Polytope polytope = new Polytope(w, b);
    double[] artificial = new double[polytope.columns.length];
    for (int i = 0; i < polytope.rows; i++) {
      artificial[polytope.variables + i] = -1;
    }
    polytope.climb(artificial);
    double[] x = polytope.basic();
    for (int i = 0; i < polytope.rows; i++) {
      if (polytope.basis[i] >= polytope.variables && x[i] > FEASIBILITY) {
        return Optional.empty();
      }
    }
    polytope.expelArtificials();
    return Optional.of(polytope);
  }

  /**
   * Artificials left at 0 are exchanged; one that cannot be belongs to a redundant row and stays.
   */
  private void expelArtificials() {
    for (int i = 0; i < rows; i++) {
      int entering = -1;
      double largest = PIVOT_TOLERANCE;
      for (int j = 0; basis[i] >= variables && j < variables; j++) {
        double pivot = Math.abs(SymmetricInverse.dot(inverse[i], columns[j]));
        if (pivot > largest && !isBasic(j)) {
          largest = pivot;
          entering = j;
        }
      }
      if (entering >= 0) {
        pivot(i, entering, SymmetricInverse.times(inverse, columns[entering]));
      }
    }
  }

  private boolean isBasic(int j) {
    for (int k : basis) {
      if (k == j) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns a vertex at which Σ f_j x_j is largest, or empty if it grows without bound.
   *
   * @param f finite, one a variable
   */
  public Optional<Maximum> maximise(double[] f) {
    double[] objective = new double[columns.length];
    System.arraycopy(f, 0, objective, 0, variables);
    if (!climb(objective)) {
      return Optional.empty();
    }
    double[] x = new double[variables];
    double[] basic = basic();
    double value = 0;
    for (int i = 0; i < rows; i++) {
      if (basis[i] < variables) {
        x[basis[i]] = Math.max(0, basic[i]);
        value += objective[basis[i]] * x[basis[i]];
      }
    }
    return Optional.of(new Maximum(value, x));
  }

  private double[] basic() {
    return SymmetricInverse.times(inverse, right);
  }

  /** Moves to a best vertex; false if there is none. */
  private boolean climb(double[] objective) {
    double size = 0;
    for (double f : objective) {
      size = Math.max(size, Math.abs(f));
    }
    int idle = 0;
    while (true) {
      int entering = entering(objective, COST_TOLERANCE * size, idle > STEPS_BEFORE_BLAND);
      if (entering < 0) {
        return true;
      }
      double[] direction = SymmetricInverse.times(inverse, columns[entering]);
      double[] x = basic();
      int leaving = leaving(direction, x);
      if (leaving < 0) {
        return false;
      }
      idle = x[leaving] > FEASIBILITY * direction[leaving] ? 0 : idle + 1;
      pivot(leaving, entering, direction);
    }
  }

  private int entering(double[] objective, double tolerance, boolean first) {
    double[] price = new double[rows];
    for (int i = 0; i < rows; i++) {
      double f = objective[basis[i]];
      for (int k = 0; f != 0 && k < rows; k++) {
        price[k] += f * inverse[i][k];
      }
    }
    int best = -1;
    double largest = tolerance;
    for (int j = 0; j < variables; j++) {
      double gain = objective[j] - SymmetricInverse.dot(price, columns[j]);
      if (gain > largest && !isBasic(j)) {
        best = j;
        largest = gain;
        if (first) {
          return j;
        }
      }
    }
    return best;
  }

  /**
   * The row that reaches 0 first; of equals the variable with the smallest number, as Bland has it.
   */
  private int leaving(double[] direction, double[] x) {
    int best = -1;
    double smallest = 0;
    for (int i = 0; i < rows; i++) {
      boolean artificial = basis[i] >= variables && Math.abs(x[i]) <= FEASIBILITY;
      double d = artificial ? Math.abs(direction[i]) : direction[i];
      if (d > PIVOT_TOLERANCE) {
        double ratio = Math.max(0, x[i]) / d;
        if (best < 0 || ratio < smallest || (ratio == smallest && basis[i] < basis[best])) {
          best = i;
          smallest = ratio;
        }
      }
    }
    return best;
  }

  private void pivot(int row, int entering, double[] direction) {
    basis[row] = entering;
    stepsSinceFactoring++;
    if (stepsSinceFactoring >= STEPS_BEFORE_REFACTORING) {
      factor();
      return;
    }
    for (int k = 0; k < rows; k++) {
      inverse[row][k] /= direction[row];
    }
    for (int i = 0; i < rows; i++) {
      for (int k = 0; i != row && direction[i] != 0 && k < rows; k++) {
        inverse[i][k] -= direction[i] * inverse[row][k];
      }
    }
  }

  /** Computes the inverse of the basis anew, so that updates do not pile up rounding. */
  private void factor() {
    double[][] matrix = new double[rows][rows];
    for (int i = 0; i < rows; i++) {
      for (int k = 0; k < rows; k++) {
        matrix[k][i] = columns[basis[i]][k];
      }
    }
    inverse =
        new LUDecomposition(new Array2DRowRealMatrix(matrix, false), 0)
            .getSolver()
            .getInverse()
            .getData();
    stepsSinceFactoring = 0;
  }
}
