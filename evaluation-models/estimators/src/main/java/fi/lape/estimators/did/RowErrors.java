package fi.lape.estimators.did;

import fi.lape.estimators.estimate.RowSums;
import java.util.OptionalDouble;

/**
 * The squared residuals of the rows a regression reads, summed over the units each stands for; made
 * once, then scaled for every target.
 */
final class RowErrors {
  private final RegressionData data;
  private final double[][] residual;
  private final double[][] squares; // Σ w² e² over the units of a row
  private final OptionalDouble total; // Σ w e²

  RowErrors(RegressionData data, boolean[][] rows, boolean unitEffects, double[][] residual) {
    this.data = data;
    this.residual = residual;
    squares = new double[rows.length][];
    double sum = 0;
    for (int i = 0; i < rows.length; i++) {
      squares[i] = data.residualSquares(i, rows[i], unitEffects, residual[i]);
      double w = data.panel().weight(i) / data.count(i);
      for (double square : squares[i]) {
        sum += square / w;
      }
    }
    total =
        data.seesUnits() || data.hasEqualWeights()
            ? OptionalDouble.of(sum)
            : OptionalDouble.empty();
  }

  /** Returns the sums for a target with this slope, units × periods. */
  RowSums of(double[][] slope) {
    double[][] clusterPeriod = new double[data.clusters().size()][data.panel().periods().length];
    double scores = 0;
    for (int i = 0; i < slope.length; i++) {
      for (int t = 0; t < slope[i].length; t++) {
        clusterPeriod[data.cluster(i)][t] += data.panel().weight(i) * slope[i][t] * residual[i][t];
        scores += slope[i][t] * slope[i][t] * squares[i][t];
      }
    }
    return new RowSums(clusterPeriod, scores, total);
  }
}
