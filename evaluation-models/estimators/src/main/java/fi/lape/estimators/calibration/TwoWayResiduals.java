package fi.lape.estimators.calibration;

import fi.lape.estimators.linalg.SymmetricInverse;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is left of outcomes after units, periods and the first, second and later years of adopters.
 */
final class TwoWayResiduals {
  private static final int EVENT_TIMES = 3;

  private final double[][] outcomes;
  private final double[][] values;
  private final double[] levels;
  private final double[] years;

  private TwoWayResiduals(double[][] outcomes, double[][] values, double[] levels, double[] years) {
    this.outcomes = outcomes;
    this.values = values;
    this.levels = levels;
    this.years = years;
  }

  /** Returns the residual of a unit in a period. */
  double value(int unit, int period) {
    return values[unit][period];
  }

  /** Returns what was expected of a unit in a period, with what adopters did. */
  double expected(int unit, int period) {
    return outcomes[unit][period] - values[unit][period];
  }

  /** Returns the mean of a unit. */
  double level(int unit) {
    return levels[unit];
  }

  /** Returns the deviation of a period; their weighted mean is 0. */
  double year(int period) {
    return years[period];
  }

  /** Returns a model with these levels and years. */
  NoiseModel model(NoiseModel.Law law) {
    return new NoiseModel(law, levels, years);
  }

  /** Weighted least squares; years of adopters that are not determined are not taken out. */
  static TwoWayResiduals of(PanelShape shape, double[][] outcomes, List<int[]> adoptions) {
    List<double[][]> columns = new ArrayList<>();
    for (int[] adoption : adoptions) {
      for (int e = 0; e < EVENT_TIMES; e++) {
        columns.add(column(shape, adoption, e));
      }
    }
    double[][] rest = copy(outcomes);
    double[][] demeaned = within(shape, outcomes);
    List<double[][]> kept = columns.stream().map(column -> within(shape, column)).toList();
    coefficients(shape, kept, demeaned)
        .ifPresent(
            b -> {
              for (int j = 0; j < b.length; j++) {
                subtract(rest, columns.get(j), b[j]);
              }
            });
    double[] levels = new double[rest.length];
    double[] years = new double[shape.periodCount()];
    double whole = 0;
    for (int u = 0; u < rest.length; u++) {
      whole += shape.weight(u);
      for (double value : rest[u]) {
        levels[u] += value / rest[u].length;
      }
    }
    for (int u = 0; u < rest.length; u++) {
      for (int t = 0; t < years.length; t++) {
        years[t] += shape.weight(u) / whole * (rest[u][t] - levels[u]);
      }
    }
    return new TwoWayResiduals(outcomes, within(shape, rest), levels, years);
  }

  private static double[][] column(PanelShape shape, int[] adoption, int eventTime) {
    double[][] column = new double[shape.units()][shape.periodCount()];
    for (int u = 0; u < column.length; u++) {
      for (int t = 0; t < column[u].length; t++) {
        if (adoption[u] != Panel.NEVER && shape.period(t) >= adoption[u]) {
          int since = Math.min(shape.period(t) - adoption[u], EVENT_TIMES - 1);
          column[u][t] = since == eventTime ? 1 : 0;
        }
      }
    }
    return column;
  }

  private static Optional<double[]> coefficients(
      PanelShape shape, List<double[][]> columns, double[][] outcomes) {
    int p = columns.size();
    if (p == 0) {
      return Optional.empty();
    }
    double[][] matrix = new double[p][p];
    double[] vector = new double[p];
    for (int i = 0; i < p; i++) {
      vector[i] = product(shape, columns.get(i), outcomes);
      for (int j = 0; j < p; j++) {
        matrix[i][j] = product(shape, columns.get(i), columns.get(j));
      }
    }
    return SymmetricInverse.of(matrix).map(inverse -> SymmetricInverse.times(inverse, vector));
  }

  private static double product(PanelShape shape, double[][] a, double[][] b) {
    double sum = 0;
    for (int u = 0; u < a.length; u++) {
      sum += shape.weight(u) * SymmetricInverse.dot(a[u], b[u]);
    }
    return sum;
  }

  /** Takes out the means of units and the weighted means of periods. */
  private static double[][] within(PanelShape shape, double[][] values) {
    int periods = shape.periodCount();
    double[][] within = copy(values);
    double[] years = new double[periods];
    double whole = 0;
    for (int u = 0; u < within.length; u++) {
      double mean = 0;
      for (double value : within[u]) {
        mean += value / periods;
      }
      whole += shape.weight(u);
      for (int t = 0; t < periods; t++) {
        within[u][t] -= mean;
        years[t] += shape.weight(u) * within[u][t];
      }
    }
    for (double[] unit : within) {
      for (int t = 0; t < periods; t++) {
        unit[t] -= years[t] / whole;
      }
    }
    return within;
  }

  private static void subtract(double[][] values, double[][] column, double factor) {
    for (int u = 0; u < values.length; u++) {
      for (int t = 0; t < values[u].length; t++) {
        values[u][t] -= factor * column[u][t];
      }
    }
  }

  private static double[][] copy(double[][] values) {
    double[][] copy = new double[values.length][];
    for (int u = 0; u < values.length; u++) {
      copy[u] = values[u].clone();
    }
    return copy;
  }
}
