package fi.lape.estimators.did;

import fi.lape.estimators.estimate.WeightSums;
import fi.lape.estimators.linalg.IndependentColumns;
import java.util.List;

/** The sums that errors of equal variance need where the rows of a regression weigh differently. */
final class RowWeights {
  private RowWeights() {}

  /**
   * @param kept the columns of the regression
   * @param clusters places of its clusters, in its order
   */
  static WeightSums of(AbsorbedDesign design, IndependentColumns kept, List<Integer> clusters) {
    RegressionData data = design.data();
    if (data.hasEqualWeights()) {
      return WeightSums.equal();
    }
    int p = kept.size();
    double[][][] plain = new double[clusters.size()][p][p];
    double[][][] squared = new double[clusters.size()][p][p];
    double[][] sums = new double[clusters.size()][p];
    for (int i = 0; i < data.panel().size(); i++) {
      int k = clusters.indexOf(data.cluster(i));
      if (k >= 0) {
        add(design, kept, i, plain[k], squared[k], sums[k]);
      }
    }
    return WeightSums.of(plain, squared, sums);
  }

  private static void add(
      AbsorbedDesign design,
      IndependentColumns kept,
      int i,
      double[][] plain,
      double[][] squared,
      double[] sums) {
    RegressionData data = design.data();
    boolean[] rows = design.rows()[i];
    double[] y = new double[rows.length];
    for (int t = 0; t < y.length; t++) {
      y[t] = rows[t] ? data.plainMean(i, t) : 0;
    }
    double[] within = design.within(i, y);
    double[][] columns = design.of(i);
    for (int t = 0; t < y.length; t++) {
      double[] x = kept.of(columns[t]);
      for (int a = 0; a < x.length && rows[t]; a++) {
        sums[a] += data.count(i) * x[a] * within[t];
        for (int b = 0; b < x.length; b++) {
          plain[a][b] += data.count(i) * (x[a] * x[b]);
          squared[a][b] += data.weightSquared(i) * (x[a] * x[b]);
        }
      }
    }
  }
}
