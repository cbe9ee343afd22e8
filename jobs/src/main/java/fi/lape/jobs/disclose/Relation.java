package fi.lape.jobs.disclose;

import java.util.Arrays;

/**
 * What every reader knows of some cells: {@code Σ coefficient · cell} is a number he knows, 0 for a
 * sum. Which number it is does not matter to how far the cells can move.
 */
public final class Relation {
  private final int[] cells;
  private final double[] coefficients;

  private Relation(int[] cells, double[] coefficients) {
    this.cells = cells;
    this.coefficients = coefficients;
  }

  /** Returns {@code total = Σ parts}; cells are indexes, each once. */
  public static Relation sum(int total, int... parts) {
    int[] cells = Arrays.copyOf(parts, parts.length + 1);
    cells[parts.length] = total;
    double[] coefficients = new double[cells.length];
    Arrays.fill(coefficients, 1);
    coefficients[parts.length] = -1;
    return new Relation(cells, coefficients);
  }

  /**
   * Returns {@code weight · total = Σ weights · parts}, but for a known constant.
   *
   * @param total cell of the mean, not among the parts
   * @param weights of the parts, none 0
   */
  public static Relation mean(int total, double weight, int[] parts, double[] weights) {
    double greatest = Math.abs(weight);
    for (double w : weights) {
      greatest = Math.max(greatest, Math.abs(w));
    }
    int[] cells = Arrays.copyOf(parts, parts.length + 1);
    cells[parts.length] = total;
    double[] coefficients = new double[cells.length];
    for (int i = 0; i < weights.length; i++) {
      coefficients[i] = weights[i] / greatest; // the solver wants numbers of one size
    }
    coefficients[parts.length] = -weight / greatest;
    return new Relation(cells, coefficients);
  }

  int size() {
    return cells.length;
  }

  /** The cell at a position. */
  int cell(int position) {
    return cells[position];
  }

  /** Its coefficient, never 0. */
  double coefficient(int position) {
    return coefficients[position];
  }

  /** The coefficient of a cell of the relation. */
  double coefficientOf(int cell) {
    for (int i = 0; i < cells.length; i++) {
      if (cells[i] == cell) {
        return coefficients[i];
      }
    }
    throw new IllegalArgumentException("the relation does not hold the cell");
  }
}
