package fi.lape.estimators.did;

import fi.lape.estimators.estimate.ClusterRegression;
import fi.lape.estimators.linalg.IndependentColumns;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Both stages of an imputed average as one least-squares problem, in which untreated observations
 * weigh 2⁴⁰ times as much as those averaged:
 *
 * <pre>
 *   min  2⁴⁰ Σ_untreated w (ỹ − z̃'β)²  +  Σ_j Σ_{it∈j} w (ÿ − z̈'β − θ_j)².
 * </pre>
 *
 * <p>The heavy rows alone settle β, as the first stage does, and θ_j is then the mean of what is
 * left. The gap to the two stages is some 1e-12 of the outcome's spread. Leaving out a cluster, or
 * drawing signs, thus re-estimates both stages.
 */
final class StackedRegression {
  private static final double HEAVY = 0x1p40;

  private final ImputedCells imputed;
  private final CellWeights weights;
  private final RegressionData data;

  StackedRegression(ImputedCells imputed, CellWeights weights) {
    this.imputed = imputed;
    this.weights = weights;
    data = imputed.data();
  }

  ClusterRegression of(CellAverage average) {
    AbsorbedRegression first = imputed.untreated().regression();
    IndependentColumns kept = first.independent();
    int p = kept.size();
    int groups = average.groups().size();
    int[] groupOf = groupOf(average);
    int clusters = data.clusters().size();
    double[][][] matrices = new double[clusters][p + groups][p + groups];
    double[][] vectors = new double[clusters][p + groups];
    boolean[] enters = new boolean[clusters];
    for (int k = 0; k < clusters; k++) {
      enters[k] = first.enters(k);
      double[][] matrix = first.matrix(k);
      double[] vector = first.vector(k);
      for (int a = 0; a < p; a++) {
        vectors[k][a] = HEAVY * vector[a];
        for (int b = 0; b < p; b++) {
          matrices[k][a][b] = HEAVY * matrix[a][b];
        }
      }
    }
    Panel panel = data.panel();
    for (int i = 0; i < panel.size(); i++) {
      for (int t = 0; t < panel.periods().length; t++) {
        int c = weights.cell(i, t);
        if (c >= 0 && groupOf[c] >= 0) {
          int k = data.cluster(i);
          enters[k] = true;
          double[] x = new double[p + groups];
          double[] z = kept.of(imputed.untreated().regressors(i, t));
          System.arraycopy(z, 0, x, 0, p);
          x[p + groupOf[c]] = 1;
          double y = imputed.untreated().residual()[i][t] + imputed.untreated().fitted(i, t);
          add(matrices[k], vectors[k], panel.weight(i), x, y);
        }
      }
    }
    return regression(average, matrices, vectors, enters, p);
  }

  private static void add(double[][] matrix, double[] vector, double w, double[] x, double y) {
    for (int a = 0; a < x.length; a++) {
      if (x[a] != 0) {
        vector[a] += w * x[a] * y;
        for (int b = 0; b < x.length; b++) {
          matrix[a][b] += w * (x[a] * x[b]);
        }
      }
    }
  }

  private int[] groupOf(CellAverage average) {
    int[] groupOf = new int[imputed.cells().size()];
    Arrays.fill(groupOf, -1);
    for (int j = 0; j < average.groups().size(); j++) {
      for (int c : average.groups().get(j).cells()) {
        groupOf[c] = j;
      }
    }
    return groupOf;
  }

  private ClusterRegression regression(
      CellAverage average, double[][][] matrices, double[][] vectors, boolean[] enters, int p) {
    List<String> names = new ArrayList<>();
    List<double[][]> kept = new ArrayList<>();
    List<double[]> sums = new ArrayList<>();
    for (int k = 0; k < enters.length; k++) {
      if (enters[k]) {
        names.add(data.clusters().get(k));
        kept.add(matrices[k]);
        sums.add(vectors[k]);
      }
    }
    double[] target = new double[p + average.groups().size()];
    for (int j = 0; j < average.groups().size(); j++) {
      target[p + j] = average.groups().get(j).share();
    }
    return ClusterRegression.of(
            names,
            kept.toArray(new double[0][][]),
            sums.toArray(new double[0][]),
            target,
            parameters(average.groups().size()))
        .orElseThrow(() -> new IllegalStateException("independent columns are collinear"));
  }

  /** Counts the observations of both stages once, the coefficients of both, and all effects. */
  private ClusterRegression.Parameters parameters(int groups) {
    ClusterRegression.Parameters first = imputed.untreated().regression().parameters();
    long observations = 0;
    boolean[][] used = imputed.used();
    for (int i = 0; i < used.length; i++) {
      for (boolean row : used[i]) {
        observations += row ? data.count(i) : 0;
      }
    }
    return new ClusterRegression.Parameters(
        observations, first.coefficients() + groups, first.effectsNotNested(), first.effects());
  }
}
