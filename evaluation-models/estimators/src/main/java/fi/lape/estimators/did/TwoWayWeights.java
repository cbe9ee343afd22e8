package fi.lape.estimators.did;

import fi.lape.estimators.estimate.WeightSums;
import fi.lape.estimators.moments.CellKey;
import fi.lape.estimators.moments.CellMoments;
import fi.lape.estimators.moments.PanelMoments;
import java.util.List;
import java.util.Map;

/** The sums a regression of unit-periods on columns of its cohorts needs where weights differ. */
final class TwoWayWeights {
  private TwoWayWeights() {}

  /**
   * @param designs by cohort: columns × periods, unit means taken out
   */
  static WeightSums of(PanelMoments moments, Map<Integer, double[][]> designs) {
    if (moments.hasEqualWeights()) {
      return WeightSums.equal();
    }
    List<String> clusters = moments.clusters();
    int p = designs.values().iterator().next().length;
    double[][][] plain = new double[clusters.size()][p][p];
    double[][][] squared = new double[clusters.size()][p][p];
    double[][] vectors = new double[clusters.size()][p];
    for (int k = 0; k < vectors.length; k++) {
      for (Map.Entry<CellKey, CellMoments> cell : moments.ofCluster(clusters.get(k)).entrySet()) {
        double[][] design = designs.get(cell.getKey().cohort());
        add(design, cell.getValue(), plain[k], squared[k], vectors[k]);
      }
    }
    return WeightSums.of(plain, squared, vectors);
  }

  private static void add(
      double[][] design, CellMoments cell, double[][] plain, double[][] squared, double[] vector) {
    int periods = design[0].length;
    double level = 0; // its column sums are 0: taken out to keep digits
    for (int t = 0; t < periods; t++) {
      level += (cell.plainMean(t) - level) / (t + 1);
    }
    for (int i = 0; i < vector.length; i++) {
      for (int t = 0; t < periods; t++) {
        double x = design[i][t];
        vector[i] += cell.units() * x * (cell.plainMean(t) - level);
        for (int j = 0; j < vector.length; j++) {
          plain[i][j] += cell.units() * x * design[j][t];
          squared[i][j] += cell.weightSquared() * x * design[j][t];
        }
      }
    }
  }
}
