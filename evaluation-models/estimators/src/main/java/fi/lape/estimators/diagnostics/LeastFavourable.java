package fi.lape.estimators.diagnostics;

import java.util.Arrays;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.random.Well19937c;

/**
 * Critical values of the statistic when every moment binds, which no other null exceeds: simulated
 * with one stream of normal draws for all parts and bounds, the same for the same seed.
 */
final class LeastFavourable {
  private final double[][] noise;

  LeastFavourable(EventStudy study, int draws, long seed) {
    int n = study.size();
    double[][] l =
        new CholeskyDecomposition(new Array2DRowRealMatrix(study.covariance(n), false), 1e-9, 0)
            .getL()
            .getData();
    Well19937c random = new Well19937c(seed);
    noise = new double[draws][n];
    for (double[] draw : noise) {
      double[] z = new double[n];
      for (int j = 0; j < n; j++) {
        z[j] = random.nextGaussian();
        for (int i = j; i < n; i++) {
          draw[i] += l[i][j] * z[j];
        }
      }
    }
  }

  /** Returns the 1 − κ quantile (type 7) of the statistic. */
  double critical(ConditionalTest test, double kappa) {
    double[] statistics = new double[noise.length];
    for (int k = 0; k < statistics.length; k++) {
      statistics[k] = test.statisticOfNoise(noise[k]);
    }
    Arrays.sort(statistics);
    double position = (statistics.length - 1) * (1 - kappa);
    int k = (int) Math.floor(position);
    double above = statistics[Math.min(k + 1, statistics.length - 1)];
    return statistics[k] + (position - k) * (above - statistics[k]);
  }
}
