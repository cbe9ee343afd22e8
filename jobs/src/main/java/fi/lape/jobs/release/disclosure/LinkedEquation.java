package fi.lape.jobs.release.disclosure;

import java.util.Arrays;

/**
 * A relation every reader knows: Σ coefficient · cell = 0.
 *
 * <p>The first cell is the total. Coefficients are never 0.
 */
final class LinkedEquation {
  private final int[] cells;
  private final double[] coefficients;

  private LinkedEquation(int[] cells, double[] coefficients) {
    this.cells = cells;
    this.coefficients = coefficients;
  }

  /** Indexes of the cells; the first is the total. */
  int[] cells() {
    return cells;
  }

  /** The coefficient of the cell at a position. */
  double coefficient(int position) {
    return coefficients[position];
  }

  /** total = Σ parts. */
  static LinkedEquation sum(int total, int[] parts) {
    double[] ones = new double[parts.length];
    Arrays.fill(ones, 1);
    return weighted(total, 1, parts, ones);
  }

  /** weight · total = Σ weights · parts. */
  static LinkedEquation weighted(int total, double weight, int[] parts, double[] weights) {
    int[] cells = new int[parts.length + 1];
    double[] coefficients = new double[cells.length];
    cells[0] = total;
    coefficients[0] = -weight;
    System.arraycopy(parts, 0, cells, 1, parts.length);
    System.arraycopy(weights, 0, coefficients, 1, weights.length);
    return new LinkedEquation(cells, coefficients);
  }

  /**
   * What the relation says of each member, given what is known of the others: −Σ coefficient ·
   * other, divided by its own coefficient.
   */
  Interval[] implied(Interval[] known) {
    Ends all = new Ends();
    for (int i = 0; i < cells.length; i++) {
      all.add(known[cells[i]], coefficients[i], 1);
    }
    Interval[] implied = new Interval[cells.length];
    for (int i = 0; i < cells.length; i++) {
      all.add(known[cells[i]], coefficients[i], -1);
      Interval others = all.interval();
      all.add(known[cells[i]], coefficients[i], 1);
      double own = coefficients[i];
      implied[i] =
          own > 0
              ? new Interval(-others.high() / own, -others.low() / own)
              : new Interval(-others.low() / own, -others.high() / own);
    }
    return implied;
  }

  /** Position of a cell among the members, or −1. */
  int position(int cell) {
    for (int i = 0; i < cells.length; i++) {
      if (cells[i] == cell) {
        return i;
      }
    }
    return -1;
  }

  /** Ends of a sum of intervals from which members can be taken out again, infinite ones too. */
  private static final class Ends {
    private double low;
    private double high;
    private int unboundedBelow;
    private int unboundedAbove;

    void add(Interval member, double coefficient, int sign) {
      double from = coefficient * (coefficient > 0 ? member.low() : member.high());
      double to = coefficient * (coefficient > 0 ? member.high() : member.low());
      if (Double.isInfinite(from)) {
        unboundedBelow += sign;
      } else {
        low += sign * from;
      }
      if (Double.isInfinite(to)) {
        unboundedAbove += sign;
      } else {
        high += sign * to;
      }
    }

    Interval interval() {
      return new Interval(
          unboundedBelow > 0 ? Double.NEGATIVE_INFINITY : low,
          unboundedAbove > 0 ? Double.POSITIVE_INFINITY : high);
    }
  }
}
