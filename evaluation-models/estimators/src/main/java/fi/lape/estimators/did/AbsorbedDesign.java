package fi.lape.estimators.did;

import java.util.List;

/**
 * The rows of a regression by unit, with the mean of the unit taken out where that is asked for.
 */
final class AbsorbedDesign {
  private final RegressionData data;
  private final boolean[][] rows;
  private final List<Column> columns;
  private final boolean unitEffects;

  /**
   * @param rows units × periods, within what is observed; kept, not copied
   * @param unitEffects whether unit means are taken out
   */
  AbsorbedDesign(RegressionData data, boolean[][] rows, List<Column> columns, boolean unitEffects) {
    this.data = data;
    this.rows = rows;
    this.columns = List.copyOf(columns);
    this.unitEffects = unitEffects;
  }

  RegressionData data() {
    return data;
  }

  boolean[][] rows() {
    return rows;
  }

  List<Column> columns() {
    return columns;
  }

  boolean hasUnitEffects() {
    return unitEffects;
  }

  /** Returns the mean over the rows of unit {@code i}; 0 without rows or unit effects. */
  double unitMean(int i, double[] values) {
    double mean = 0;
    int seen = 0;
    for (int t = 0; unitEffects && t < values.length; t++) {
      if (rows[i][t]) {
        seen++;
        mean += (values[t] - mean) / seen;
      }
    }
    return mean;
  }

  double[] within(int i, double[] values) {
    double mean = unitMean(i, values);
    double[] within = new double[values.length];
    for (int t = 0; t < values.length; t++) {
      within[t] = rows[i][t] ? values[t] - mean : 0;
    }
    return within;
  }

  /** Returns ỹ by period. */
  double[] outcome(int i) {
    double[] y = new double[rows[i].length];
    for (int t = 0; t < y.length; t++) {
      y[t] = rows[i][t] ? data.panel().outcome(i, t) : 0;
    }
    return within(i, y);
  }

  /** Returns x̃ by period. */
  double[][] of(int i) {
    return of(i, new double[columns.size()]);
  }

  /** Returns x̃ by period, and adds the squares of x. */
  double[][] of(int i, double[] size) {
    int periods = rows[i].length;
    double[][] design = new double[periods][columns.size()];
    double[] x = new double[periods];
    for (int j = 0; j < columns.size(); j++) {
      for (int t = 0; t < periods; t++) {
        x[t] = rows[i][t] ? columns.get(j).value().at(i, t) : 0;
        size[j] += data.panel().weight(i) * x[t] * x[t];
      }
      double[] within = within(i, x);
      for (int t = 0; t < periods; t++) {
        design[t][j] = within[t];
      }
    }
    return design;
  }
}
