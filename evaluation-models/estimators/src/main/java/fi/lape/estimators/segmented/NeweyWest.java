package fi.lape.estimators.segmented;

import fi.lape.estimators.linalg.Matrices;

/** The covariance of least squares coefficients under autocorrelated errors of any variance. */
final class NeweyWest {
  private NeweyWest() {}

  /**
   * Returns T/(T − p) (X'X)⁻¹ (Γ₀ + Σ_l (1 − l/(L + 1)) (Γ_l + Γ_l')) (X'X)⁻¹.
   *
   * @param periods increasing; pairs further apart than the lag do not count, and neither does a
   *     period that is missing
   */
  static double[][] covariance(
      int[] periods, double[][] x, double[] residuals, double[][] inverse, int lag) {
    int p = inverse.length;
    double[][] middle = new double[p][p];
    for (int s = 0; s < periods.length; s++) {
      for (int t = s; t < periods.length && periods[t] - periods[s] <= lag; t++) {
        double weight = (1 - (periods[t] - periods[s]) / (lag + 1.0)) * residuals[s] * residuals[t];
        for (int i = 0; i < p; i++) {
          for (int j = 0; j < p; j++) {
            middle[i][j] += weight * x[s][i] * x[t][j];
            middle[i][j] += s == t ? 0 : weight * x[t][i] * x[s][j];
          }
        }
      }
    }
    double[][] covariance = Matrices.sandwich(inverse, middle);
    double factor = periods.length / (periods.length - (double) p);
    for (double[] row : covariance) {
      for (int j = 0; j < p; j++) {
        row[j] *= factor;
      }
    }
    return covariance;
  }
}
