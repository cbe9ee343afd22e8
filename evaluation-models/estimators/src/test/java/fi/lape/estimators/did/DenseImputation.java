package fi.lape.estimators.did;

import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.DecompositionSolver;
import org.hipparchus.linear.LUDecomposition;

/** Imputation written out, with a dummy for every unit and period; without covariates. */
final class DenseImputation {
  private final Panel panel;
  private final List<int[]> rows = new ArrayList<>();
  private final double[] effects; // outcome less its imputed value, by row
  private final int columns;

  DenseImputation(Panel panel) {
    this.panel = panel;
    columns = panel.size() + panel.periods().length - 1;
    for (int i = 0; i < panel.size(); i++) {
      for (int t = 0; t < panel.periods().length; t++) {
        if (panel.observed(i, t)) {
          rows.add(new int[] {i, t});
        }
      }
    }
    double[] right = new double[columns];
    for (int r = 0; r < rows.size(); r++) {
      if (!isTreated(r)) {
        for (int j : places(r)) {
          right[j] += weight(r) * outcome(r);
        }
      }
    }
    double[] beta = solver(1).solve(new ArrayRealVector(right, false)).toArray();
    effects = new double[rows.size()];
    for (int r = 0; r < effects.length; r++) {
      effects[r] = outcome(r) - times(beta, r);
    }
  }

  private double outcome(int r) {
    return panel.outcome(rows.get(r)[0], rows.get(r)[1]);
  }

  private double weight(int r) {
    return panel.weight(rows.get(r)[0]);
  }

  private int period(int r) {
    return panel.periods()[rows.get(r)[1]];
  }

  private int cohort(int r) {
    return panel.cohort(rows.get(r)[0]);
  }

  private boolean isTreated(int r) {
    return cohort(r) <= period(r);
  }

  private int[] places(int r) {
    int t = rows.get(r)[1];
    return t == 0 ? new int[] {rows.get(r)[0]} : new int[] {rows.get(r)[0], panel.size() + t - 1};
  }

  private double times(double[] beta, int r) {
    double sum = 0;
    for (int j : places(r)) {
      sum += beta[j];
    }
    return sum;
  }

  /** Solves with Σ over untreated rows of w^power z z'. */
  private DecompositionSolver solver(int power) {
    double[][] matrix = new double[columns][columns];
    for (int r = 0; r < rows.size(); r++) {
      if (!isTreated(r)) {
        for (int a : places(r)) {
          for (int b : places(r)) {
            matrix[a][b] += Math.pow(weight(r), power);
          }
        }
      }
    }
    return new LUDecomposition(new Array2DRowRealMatrix(matrix, false)).getSolver();
  }

  private double[] averaged(int eventTime) {
    double[] v = new double[rows.size()];
    double whole = 0;
    for (int r = 0; r < v.length; r++) {
      boolean in = isTreated(r) && (eventTime < 0 || period(r) - cohort(r) == eventTime);
      v[r] = in ? weight(r) : 0;
      whole += v[r];
    }
    for (int r = 0; r < v.length; r++) {
      v[r] /= whole;
    }
    return v;
  }

  /** Returns the mean effect at an event time, or of all treated observations if it is below 0. */
  double estimate(int eventTime) {
    double[] v = averaged(eventTime);
    double sum = 0;
    for (int r = 0; r < v.length; r++) {
      sum += v[r] * effects[r];
    }
    return sum;
  }

  /**
   * Returns the conservative error of {@link #estimate}.
   *
   * @param byCluster whether squares are of clusters, or of units
   * @param squared whether weights enter the untreated part squared, as didimputation has them
   */
  double error(int eventTime, boolean byCluster, boolean squared) {
    double[] v = averaged(eventTime);
    double[] moved = new double[columns];
    for (int r = 0; r < v.length; r++) {
      if (v[r] != 0) {
        for (int j : places(r)) {
          moved[j] += v[r] * (squared ? weight(r) : 1);
        }
      }
    }
    double[] h = solver(squared ? 2 : 1).solve(new ArrayRealVector(moved, false)).toArray();
    Map<String, double[]> means = new TreeMap<>();
    for (int r = 0; r < v.length; r++) {
      if (v[r] != 0) {
        double[] mean = means.computeIfAbsent(cohort(r) + " " + period(r), c -> new double[2]);
        mean[0] += v[r] * v[r] * effects[r];
        mean[1] += v[r] * v[r];
      }
    }
    Map<String, Double> sums = new TreeMap<>();
    for (int r = 0; r < v.length; r++) {
      double value = 0;
      if (!isTreated(r)) {
        value = -weight(r) * times(h, r) * effects[r];
      } else if (v[r] != 0) {
        double[] mean = means.get(cohort(r) + " " + period(r));
        value = v[r] * (effects[r] - mean[0] / mean[1]);
      }
      int i = rows.get(r)[0];
      sums.merge(byCluster ? panel.cluster(i) : panel.id(i), value, (a, b) -> a + b);
    }
    double squares = 0;
    for (double sum : sums.values()) {
      squares += sum * sum;
    }
    return Math.sqrt(squares);
  }
}
