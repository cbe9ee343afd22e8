package fi.lape.estimators.inference;

import fi.lape.estimators.estimate.ClusterRegression;
import fi.lape.estimators.estimate.WeightSums;
import fi.lape.estimators.panel.Panel;
import java.util.List;
import java.util.TreeSet;

/** A regression of unit-periods on any columns, unit means taken out, added up row by row. */
final class RowRegression {
  /** The value of column j for unit i in period index t. */
  @FunctionalInterface
  interface Column {
    double at(int i, int t, int j);
  }

  private RowRegression() {}

  /** Columns, then a dummy for every period but the first; the target is the first column. */
  static ClusterRegression of(Panel panel, boolean clusterIsUnit, int columns, Column column) {
    int periods = panel.periods().length;
    int p = columns + periods - 1;
    TreeSet<String> names = new TreeSet<>();
    for (int i = 0; i < panel.size(); i++) {
      names.add(clusterIsUnit ? panel.id(i) : panel.cluster(i));
    }
    List<String> clusters = List.copyOf(names);
    double[][][][] matrices = new double[3][clusters.size()][p][p];
    double[][][] vectors = new double[2][clusters.size()][p];
    for (int i = 0; i < panel.size(); i++) {
      int k = clusters.indexOf(clusterIsUnit ? panel.id(i) : panel.cluster(i));
      double[][] x = new double[p + 1][periods];
      for (int t = 0; t < periods; t++) {
        for (int j = 0; j < columns; j++) {
          x[j][t] = column.at(i, t, j);
        }
        for (int s = 1; s < periods; s++) {
          x[columns + s - 1][t] = s == t ? 1 : 0;
        }
        x[p][t] = panel.outcome(i, t);
      }
      for (double[] values : x) {
        double mean = 0;
        for (double value : values) {
          mean += value / periods;
        }
        for (int t = 0; t < periods; t++) {
          values[t] -= mean;
        }
      }
      double w = panel.weight(i);
      for (int t = 0; t < periods; t++) {
        for (int a = 0; a < p; a++) {
          vectors[0][k][a] += w * x[a][t] * x[p][t];
          vectors[1][k][a] += x[a][t] * x[p][t];
          for (int b = 0; b < p; b++) {
            double product = x[a][t] * x[b][t];
            matrices[0][k][a][b] += w * product;
            matrices[1][k][a][b] += product;
            matrices[2][k][a][b] += w * w * product;
          }
        }
      }
    }
    double[] target = new double[p];
    target[0] = 1;
    long n = (long) panel.size() * periods;
    return ClusterRegression.of(
            clusters,
            matrices[0],
            vectors[0],
            target,
            new ClusterRegression.Parameters(
                n, columns, periods, (long) panel.size() + periods - 1))
        .orElseThrow()
        .withWeights(WeightSums.of(matrices[1], matrices[2], vectors[1]));
  }
}
