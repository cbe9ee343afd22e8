package fi.lape.estimators.diagnostics;

import fi.lape.estimators.golden.GoldenTable;
import java.util.Arrays;
import java.util.Map;

/** The estimates and covariances of golden set 9. */
final class GoldenEventStudy {
  static final int[] TIMES = {-4, -3, -2, 0, 1, 2, 3};

  private GoldenEventStudy() {}

  /** Reads the study with errors clustered on {@code unit} or {@code area}. */
  static EventStudy read(String covariance) {
    int n = TIMES.length;
    double[] estimates = new double[n];
    double[][] matrix = new double[n][n];
    for (Map<String, String> row : GoldenTable.rows("honest/panel.csv")) {
      int i = Arrays.binarySearch(TIMES, Integer.parseInt(row.get("row")));
      double value = Double.parseDouble(row.get("value"));
      if (row.get("what").equals("beta")) {
        estimates[i] = value;
      } else if (row.get("what").equals("cov_" + covariance)) {
        matrix[i][Arrays.binarySearch(TIMES, Integer.parseInt(row.get("col")))] = value;
      }
    }
    return new EventStudy(TIMES, -1, estimates, matrix);
  }
}
