package fi.lape.estimators.calibration;

import java.util.List;

/**
 * Log-likelihood of independent series whose own mean was taken out, as normal with covariance
 * variance · ρ^|s−t| + factor · noise. Means are taken out of the model by Helmert contrasts.
 */
final class PathLikelihood {
  private static final double LEAST_PIVOT = 1e-12;

  private final List<double[]> series; // contrasts
  private final List<double[][]> noise; // of contrasts
  private final int periods;

  PathLikelihood(List<double[]> series, List<double[][]> noise) {
    periods = series.get(0).length;
    this.series = series.stream().map(PathLikelihood::contrasts).toList();
    this.noise = noise.stream().map(PathLikelihood::ofContrasts).toList();
  }

  static double[][] diagonal(double[] variances) {
    double[][] matrix = new double[variances.length][variances.length];
    for (int t = 0; t < variances.length; t++) {
      matrix[t][t] = variances[t];
    }
    return matrix;
  }

  /** Orthonormal contrasts: of every period with the mean of those before it. */
  private static double[] contrasts(double[] values) {
    double[] contrasts = new double[values.length - 1];
    double sum = values[0];
    for (int t = 1; t < values.length; t++) {
      contrasts[t - 1] = (values[t] - sum / t) * Math.sqrt(t / (t + 1.0));
      sum += values[t];
    }
    return contrasts;
  }

  private static double[][] ofContrasts(double[][] covariance) {
    double[][] half = new double[covariance.length][];
    for (int s = 0; s < covariance.length; s++) {
      half[s] = contrasts(covariance[s]);
    }
    double[][] both = new double[covariance.length - 1][covariance.length - 1];
    for (int j = 0; j < both.length; j++) {
      double[] column = new double[covariance.length];
      for (int s = 0; s < column.length; s++) {
        column[s] = half[s][j];
      }
      double[] contrast = contrasts(column);
      for (int i = 0; i < both.length; i++) {
        both[i][j] = contrast[i];
      }
    }
    return both;
  }

  /** Returns the mean square of the contrasts, the size of what is to be explained. */
  double meanSquare() {
    double sum = 0;
    for (double[] one : series) {
      for (double value : one) {
        sum += value * value / one.length;
      }
    }
    return sum / series.size();
  }

  double at(double variance, double correlation, double factor) {
    double[][] path = new double[periods][periods];
    for (int s = 0; s < periods; s++) {
      for (int t = 0; t < periods; t++) {
        path[s][t] = variance * Math.pow(correlation, Math.abs(s - t));
      }
    }
    double[][] shared = ofContrasts(path);
    double sum = 0;
    for (int i = 0; i < series.size(); i++) {
      sum += normal(series.get(i), shared, noise.get(i), factor);
    }
    return sum;
  }

  /** Cholesky by rows; the series is solved on the way. */
  private static double normal(double[] x, double[][] shared, double[][] own, double factor) {
    int p = x.length;
    double[][] root = new double[p][p];
    double[] solved = new double[p];
    double sum = 0;
    for (int i = 0; i < p; i++) {
      for (int j = 0; j <= i; j++) {
        double value = shared[i][j] + factor * own[i][j];
        for (int k = 0; k < j; k++) {
          value -= root[i][k] * root[j][k];
        }
        if (i > j) {
          root[i][j] = value / root[j][j];
        } else {
          root[i][i] = Math.sqrt(Math.max(value, LEAST_PIVOT));
        }
      }
      double rest = x[i];
      for (int k = 0; k < i; k++) {
        rest -= root[i][k] * solved[k];
      }
      solved[i] = rest / root[i][i];
      sum -= Math.log(root[i][i]) + solved[i] * solved[i] / 2;
    }
    return sum;
  }
}
