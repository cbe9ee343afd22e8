package fi.lape.estimators.linalg;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which columns of a design carry information of their own, and what is determined without the
 * others.
 *
 * <p>Columns are taken in order; one that the earlier ones explain is set aside. A linear
 * combination c'β of coefficients is determined by the data exactly if it is orthogonal to every
 * such dependence, whichever column was set aside.
 */
public final class IndependentColumns {
  // Twice the smallest pivot of SymmetricInverse, so that what is kept here can be inverted there.
  private static final double SMALLEST_PIVOT = 2e-10;
  // Share of a column's square left after unit means are taken out; rounding leaves 1e-32.
  private static final double NO_VARIATION = 1e-18;
  private static final double DETERMINED = 1e-7;

  private final int[] kept;
  private final int[] aside;
  private final double[][] dependence; // aside × kept: how each is made of those kept
  private final double[][] inverse;

  private IndependentColumns(int[] kept, int[] aside, double[][] dependence, double[][] inverse) {
    this.kept = kept;
    this.aside = aside;
    this.dependence = dependence;
    this.inverse = inverse;
  }

  /**
   * Returns the columns of a normal matrix X'WX.
   *
   * @param matrix p × p, symmetric, positive semi-definite
   * @param size p numbers: the squares of the columns before effects were taken out of them
   */
  public static IndependentColumns of(double[][] matrix, double[] size) {
    return of(matrix, size, NO_VARIATION);
  }

  /**
   * Returns the columns of a normal matrix X'WX.
   *
   * @param matrix p × p, symmetric, positive semi-definite
   * @param size p numbers: the squares of the columns before something was taken out of them
   * @param nothing share of its square at which nothing is left of a column
   */
  public static IndependentColumns of(double[][] matrix, double[] size, double nothing) {
    int p = matrix.length;
    List<Integer> kept = new ArrayList<>();
    List<Integer> aside = new ArrayList<>();
    List<double[]> factor = new ArrayList<>();
    for (int j = 0; j < p; j++) {
      if (!(matrix[j][j] > nothing * size[j])) {
        aside.add(j);
        continue;
      }
      double[] row = new double[kept.size() + 1];
      double pivot = 1;
      for (int a = 0; a < kept.size(); a++) {
        int i = kept.get(a);
        double sum = matrix[i][j] / Math.sqrt(matrix[i][i] * matrix[j][j]);
        for (int b = 0; b < a; b++) {
          sum -= factor.get(a)[b] * row[b];
        }
        row[a] = sum / factor.get(a)[a];
        pivot -= row[a] * row[a];
      }
      if (pivot > SMALLEST_PIVOT) {
        row[kept.size()] = Math.sqrt(pivot);
        kept.add(j);
        factor.add(row);
      } else {
        aside.add(j);
      }
    }
    return of(matrix, asArray(kept), asArray(aside));
  }

  private static IndependentColumns of(double[][] matrix, int[] kept, int[] aside) {
    Optional<double[][]> inverse =
        kept.length == 0
            ? Optional.of(new double[0][])
            : SymmetricInverse.of(submatrix(matrix, kept));
    double[][] found =
        inverse.orElseThrow(() -> new IllegalStateException("independent, yet not invertible"));
    double[][] dependence = new double[aside.length][];
    for (int d = 0; d < aside.length; d++) {
      double[] cross = new double[kept.length];
      for (int a = 0; a < kept.length; a++) {
        cross[a] = matrix[kept[a]][aside[d]];
      }
      dependence[d] = SymmetricInverse.times(found, cross);
    }
    return new IndependentColumns(kept, aside, dependence, found);
  }

  private static int[] asArray(List<Integer> places) {
    return places.stream().mapToInt(Integer::intValue).toArray();
  }

  private static double[][] submatrix(double[][] matrix, int[] places) {
    double[][] sub = new double[places.length][places.length];
    for (int a = 0; a < places.length; a++) {
      for (int b = 0; b < places.length; b++) {
        sub[a][b] = matrix[places[a]][places[b]];
      }
    }
    return sub;
  }

  /** Returns the number of columns kept. */
  public int size() {
    return kept.length;
  }

  /** Returns the place of the {@code a}-th column kept. */
  public int place(int a) {
    return kept[a];
  }

  /** Whether column {@code j} is kept. */
  public boolean keeps(int j) {
    return Arrays.binarySearch(kept, j) >= 0;
  }

  /** Whether c'β is determined. */
  public boolean determines(double[] c) {
    double largest = 0;
    for (double value : c) {
      largest = Math.max(largest, Math.abs(value));
    }
    for (int d = 0; d < aside.length; d++) {
      double gap = c[aside[d]];
      for (int a = 0; a < kept.length; a++) {
        gap -= dependence[d][a] * c[kept[a]];
      }
      if (Math.abs(gap) > DETERMINED * largest) {
        return false;
      }
    }
    return true;
  }

  /** Returns the entries of the columns kept. */
  public double[] of(double[] c) {
    double[] part = new double[kept.length];
    for (int a = 0; a < kept.length; a++) {
      part[a] = c[kept[a]];
    }
    return part;
  }

  /** Returns the rows and columns of those kept. */
  public double[][] of(double[][] matrix) {
    return submatrix(matrix, kept);
  }

  /** Returns (X'WX)⁻¹c in the columns kept, and 0 in the others. */
  public double[] solve(double[] c) {
    double[] part = SymmetricInverse.times(inverse, of(c));
    double[] whole = new double[c.length];
    for (int a = 0; a < kept.length; a++) {
      whole[kept[a]] = part[a];
    }
    return whole;
  }
}
