package fi.lape.estimators.segmented;

import fi.lape.estimators.linalg.SymmetricInverse;
import java.util.Optional;
import org.hipparchus.distribution.continuous.ChiSquaredDistribution;

/**
 * Whether neighbouring residuals of a regression go together.
 *
 * @param durbinWatson 2 without autocorrelation, towards 0 with positive
 * @param lagOne Σ e_t e_{t−1} / Σ e_t²
 * @param breuschGodfrey LM statistic of one lag, χ²(1) without autocorrelation
 * @param pValue of it
 */
public record Autocorrelation(
    double durbinWatson, double lagOne, double breuschGodfrey, double pValue) {
  /** Judges residuals in the order of time; without any, there is no autocorrelation. */
  static Autocorrelation of(double[][] x, double[] residuals) {
    double squares = 0;
    double steps = 0;
    double products = 0;
    for (int t = 0; t < residuals.length; t++) {
      squares += residuals[t] * residuals[t];
      if (t > 0) {
        double step = residuals[t] - residuals[t - 1];
        steps += step * step;
        products += residuals[t] * residuals[t - 1];
      }
    }
    if (squares == 0) {
      return new Autocorrelation(2, 0, 0, 1);
    }
    double lm = breuschGodfrey(x, residuals, squares);
    return new Autocorrelation(
        steps / squares,
        products / squares,
        lm,
        1 - new ChiSquaredDistribution(1).cumulativeProbability(lm));
  }

  /** T R² of the residuals on the regressors and the residual before (0 before the first). */
  private static double breuschGodfrey(double[][] x, double[] residuals, double squares) {
    double[][] z = new double[x.length][];
    for (int t = 0; t < z.length; t++) {
      z[t] = new double[x[t].length + 1];
      System.arraycopy(x[t], 0, z[t], 0, x[t].length);
      z[t][x[t].length] = t == 0 ? 0 : residuals[t - 1];
    }
    double[] cross = SegmentedRegression.crossed(z, residuals);
    Optional<double[][]> inverse = SymmetricInverse.of(SegmentedRegression.crossed(z));
    double explained =
        inverse.map(i -> SymmetricInverse.dot(cross, SymmetricInverse.times(i, cross))).orElse(0.0);
    return residuals.length * Math.max(0, explained / squares);
  }
}
