package fi.lape.estimators.did.passes;

import java.io.Serializable;

/**
 * A constant, then the covariates of one period, centred and scaled over the units compared. That
 * changes no effect and keeps the digits of covariates with a high level.
 */
final class ScaledDesign implements Serializable {
  private static final long serialVersionUID = 1;

  private final int epoch;
  private final double[] centre;
  private final double[] scale;

  private ScaledDesign(int epoch, double[] centre, double[] scale) {
    this.epoch = epoch;
    this.centre = centre;
    this.scale = scale;
  }

  /** Returns the design of all units compared. */
  static ScaledDesign of(CohortSums all, int epoch, int covariates) {
    double[] centre = new double[covariates];
    double[] scale = new double[covariates];
    for (int j = 0; j < covariates; j++) {
      centre[j] = all.covariate(epoch, j);
      double variance = all.square(epoch, j, j) / all.weight();
      // A constant covariate becomes zeros, which a regression then refuses as singular.
      scale[j] = variance > 0 ? 1 / Math.sqrt(variance) : 0;
    }
    return new ScaledDesign(epoch, centre, scale);
  }

  /** Returns the number of columns. */
  int columns() {
    return centre.length + 1;
  }

  void fill(UnitBlock block, int i, double[] x) {
    x[0] = 1;
    for (int j = 0; j < centre.length; j++) {
      x[j + 1] = (block.covariate(i, epoch, j) - centre[j]) * scale[j];
    }
  }

  /** Returns the weighted mean of the design over some units. */
  double[] mean(CohortSums sums) {
    double[] mean = new double[columns()];
    mean[0] = 1;
    for (int j = 0; j < centre.length; j++) {
      mean[j + 1] = (sums.covariate(epoch, j) - centre[j]) * scale[j];
    }
    return mean;
  }

  /** Returns Σw (x − x̄)(x − x̄)' over some units, without the constant. */
  double[][] squares(CohortSums sums) {
    int k = centre.length;
    double[][] squares = new double[k][k];
    for (int r = 0; r < k; r++) {
      for (int s = 0; s < k; s++) {
        squares[r][s] = sums.square(epoch, r, s) * scale[r] * scale[s];
      }
    }
    return squares;
  }

  /** Returns X'WX over some units. */
  double[][] normal(CohortSums sums) {
    double[] mean = mean(sums);
    double[][] squares = squares(sums);
    double[][] normal = new double[mean.length][mean.length];
    for (int r = 0; r < mean.length; r++) {
      for (int s = 0; s < mean.length; s++) {
        double centred = r == 0 || s == 0 ? 0 : squares[r - 1][s - 1];
        normal[r][s] = centred + sums.weight() * mean[r] * mean[s];
      }
    }
    return normal;
  }

  /** Returns X'W(Δy − Xβ) over some units, Δy the change between two periods. */
  double[] scores(CohortSums sums, int period, int base, double[] beta) {
    double[] mean = mean(sums);
    double[][] squares = squares(sums);
    double atMean = sums.outcome(period) - sums.outcome(base);
    for (int j = 0; j < beta.length; j++) {
      atMean -= mean[j] * beta[j];
    }
    double[] scores = new double[beta.length];
    for (int r = 0; r < beta.length; r++) {
      scores[r] = sums.weight() * atMean * mean[r];
      if (r > 0) {
        double cross = sums.cross(epoch, r - 1, period) - sums.cross(epoch, r - 1, base);
        scores[r] += cross * scale[r - 1];
        for (int s = 1; s < beta.length; s++) {
          scores[r] -= squares[r - 1][s - 1] * beta[s];
        }
      }
    }
    return scores;
  }
}
