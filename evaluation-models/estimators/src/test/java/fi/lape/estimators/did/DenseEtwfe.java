package fi.lape.estimators.did;

import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.QRDecomposition;

/**
 * ETWFE written out: a dummy for every unit and period, weighted rows, a QR decomposition. One
 * covariate; every cohort has a period before adoption.
 */
final class DenseEtwfe {
  private DenseEtwfe() {}

  static Map<EffectKey, Double> cells(Panel panel, Controls controls) {
    int n = panel.size();
    int[] periods = panel.periods();
    List<EffectKey> cells = new ArrayList<>();
    for (int g : List.of(2013, 2015)) {
      for (int period : periods) {
        if (period >= g || (controls == Controls.NEVER_TREATED && period != g - 1)) {
          cells.add(EffectKey.cell("att-gt", g, period));
        }
      }
    }
    Map<Integer, double[]> means = new TreeMap<>();
    List<int[]> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      for (int t = 0; t < periods.length; t++) {
        if (panel.observed(i, t)) {
          rows.add(new int[] {i, t});
          double[] mean = means.computeIfAbsent(panel.cohort(i), g -> new double[2]);
          mean[0] += panel.weight(i) * panel.covariate(i, t, 0);
          mean[1] += panel.weight(i);
        }
      }
    }
    int periodAt = n;
    int slopeAt = periodAt + periods.length - 1;
    int cellAt = slopeAt + periods.length - 1;
    double[][] x = new double[rows.size()][cellAt + 2 * cells.size()];
    double[] y = new double[rows.size()];
    for (int r = 0; r < y.length; r++) {
      int i = rows.get(r)[0];
      int t = rows.get(r)[1];
      double root = Math.sqrt(panel.weight(i));
      double covariate = panel.covariate(i, t, 0);
      y[r] = root * panel.outcome(i, t);
      x[r][i] = root;
      if (t > 0) {
        x[r][periodAt + t - 1] = root;
        x[r][slopeAt + t - 1] = root * covariate;
      }
      int cell = cells.indexOf(EffectKey.cell("att-gt", panel.cohort(i), periods[t]));
      if (cell >= 0) {
        double[] mean = means.get(panel.cohort(i));
        x[r][cellAt + cell] = root;
        x[r][cellAt + cells.size() + cell] = root * (covariate - mean[0] / mean[1]);
      }
    }
    double[] beta =
        new QRDecomposition(new Array2DRowRealMatrix(x, false))
            .getSolver()
            .solve(new ArrayRealVector(y, false))
            .toArray();
    Map<EffectKey, Double> effects = new HashMap<>();
    for (int c = 0; c < cells.size(); c++) {
      effects.put(cells.get(c), beta[cellAt + c]);
    }
    return effects;
  }
}
