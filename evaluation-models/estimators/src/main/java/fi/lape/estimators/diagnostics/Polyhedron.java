package fi.lape.estimators.diagnostics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {δ : Aδ ≤ d}, δ by event time without the reference. A {@link Restriction} is a union of these:
 * one for each step that may be the largest before adoption, up or down.
 *
 * <p>Rows are written over all event times with the reference at position {@code pre}, where δ is
 * 0, and lose that column at the end.
 *
 * @see <a href="https://doi.org/10.1093/restud/rdad018">Rambachan and Roth (2023), sections 2.3 and
 *     2.4</a>
 */
final class Polyhedron {
  private final double[][] a;
  private final double[] d;
  private final int pre;

  private Polyhedron(List<double[]> rows, double[] d, int pre) {
    a = rows.toArray(new double[0][]);
    this.d = d;
    this.pre = pre;
  }

  /** Returns the parts of a restriction with its bound. */
  static List<Polyhedron> partsOf(Restriction restriction, double bound, int pre, int post) {
    List<double[]> shape = shape(restriction.shape(), pre, post);
    int order = restriction.kind() == Restriction.Kind.RELATIVE_MAGNITUDES ? 1 : 2;
    List<double[]> changes = differences(order, pre + post + 1);
    List<Polyhedron> parts = new ArrayList<>();
    if (restriction.kind() == Restriction.Kind.SMOOTHNESS) {
      List<double[]> rows = new ArrayList<>(changes);
      changes.forEach(row -> rows.add(combine(row, -1, row, 0)));
      double[] d = new double[rows.size() + shape.size()];
      Arrays.fill(d, 0, rows.size(), bound);
      rows.addAll(shape);
      parts.add(new Polyhedron(without(rows, pre), d, pre));
      return parts;
    }
    // Steps before: first differences up to the one into the reference; of second differences those
    // centred before it.
    int before = order == 1 ? pre : pre - 1;
    for (int s = 0; s < before; s++) {
      for (int sign : new int[] {1, -1}) {
        parts.add(part(changes, s, sign, bound, before, shape, pre));
      }
    }
    return parts;
  }

  /** The part in which change s is the largest before, and has this sign. */
  private static Polyhedron part(
      List<double[]> changes,
      int s,
      int sign,
      double bound,
      int before,
      List<double[]> shape,
      int pre) {
    List<double[]> rows = new ArrayList<>();
    for (int direction : new int[] {1, -1}) {
      for (int r = 0; r < changes.size(); r++) {
        // The largest change is not compared with itself: that row would be zero.
        if (r != s || direction != sign) {
          double share = r < before ? 1 : bound;
          rows.add(combine(changes.get(r), direction, changes.get(s), -share * sign));
        }
      }
    }
    rows.addAll(shape);
    return new Polyhedron(without(rows, pre), new double[rows.size()], pre);
  }

  private static List<double[]> differences(int order, int times) {
    List<double[]> rows = new ArrayList<>();
    for (int t = 0; t + order < times; t++) {
      double[] row = new double[times];
      if (order == 1) {
        row[t] = -1;
        row[t + 1] = 1;
      } else {
        row[t] = 1;
        row[t + 1] = -2;
        row[t + 2] = 1;
      }
      rows.add(row);
    }
    return rows;
  }

  private static List<double[]> shape(Restriction.Shape shape, int pre, int post) {
    List<double[]> steps = differences(1, pre + post + 1);
    List<double[]> levels = new ArrayList<>();
    for (int t = pre + 1; t <= pre + post; t++) {
      double[] row = new double[pre + post + 1];
      row[t] = 1;
      levels.add(row);
    }
    return switch (shape) {
      case ANY -> List.of();
      case POSITIVE -> times(levels, -1);
      case NEGATIVE -> times(levels, 1);
      case INCREASING -> times(steps, -1);
      case DECREASING -> times(steps, 1);
    };
  }

  private static List<double[]> times(List<double[]> rows, double factor) {
    return rows.stream().map(row -> combine(row, factor, row, 0)).toList();
  }

  private static double[] combine(double[] row, double factor, double[] other, double otherFactor) {
    double[] sum = new double[row.length];
    for (int j = 0; j < sum.length; j++) {
      sum[j] = factor * row[j] + otherFactor * other[j];
    }
    return sum;
  }

  private static List<double[]> without(List<double[]> rows, int column) {
    List<double[]> kept = new ArrayList<>();
    for (double[] row : rows) {
      double[] shorter = new double[row.length - 1];
      for (int j = 0; j < shorter.length; j++) {
        shorter[j] = row[j < column ? j : j + 1];
      }
      kept.add(shorter);
    }
    return kept;
  }

  int rows() {
    return a.length;
  }

  double[] row(int i) {
    return a[i];
  }

  double right(int i) {
    return d[i];
  }

  /** Whether row i bears on a period after adoption. */
  boolean bearsOnPost(int i) {
    for (int j = pre; j < a[i].length; j++) {
      if (a[i][j] != 0) {
        return true;
      }
    }
    return false;
  }
}
