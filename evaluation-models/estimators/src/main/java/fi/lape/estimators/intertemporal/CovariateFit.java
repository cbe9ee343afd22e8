package fi.lape.estimators.intertemporal;

import fi.lape.estimators.linalg.SymmetricInverse;
import fi.lape.estimators.panel.Panel;
import java.util.Optional;

/**
 * What the outcome owes to covariates, θ_d for the units of first treatment d: first differences of
 * the outcome regressed on those of the covariates, with effects of period and stratum, over the
 * periods before the switch.
 */
final class CovariateFit {
  private final int covariates;
  private final double[][] theta; // by unit, that of its first treatment
  private final double[][] derivative; // of it in the logarithm of the unit's own weight

  private CovariateFit(int units, int covariates) {
    this.covariates = covariates;
    theta = new double[units][covariates];
    derivative = new double[units][covariates];
  }

  /** Returns the fit, or empty if the covariates are collinear for some first treatment. */
  static Optional<CovariateFit> of(
      Histories histories, double[][] y, double[][][] x, boolean[][] has, int covariates) {
    CovariateFit fit = new CovariateFit(histories.units(), covariates);
    if (covariates == 0) {
      return Optional.of(fit);
    }
    Changes changes = new Changes(histories, y, x, has, covariates);
    boolean[] done = new boolean[histories.units()];
    for (int i = 0; i < done.length; i++) {
      // a first treatment that nobody leaves has no effect to correct
      if (!done[i] && histories.isUsed(i) && histories.direction(i) != 0) {
        if (!fit.regress(histories, changes, histories.baseline(i), done)) {
          return Optional.empty();
        }
      }
    }
    return Optional.of(fit);
  }

  private boolean regress(Histories histories, Changes changes, double baseline, boolean[] done) {
    double[][] cross = new double[covariates][covariates];
    double[] vector = new double[covariates];
    for (int i = 0; i < done.length; i++) {
      if (histories.isUsed(i) && histories.baseline(i) == baseline) {
        done[i] = true;
        double w = histories.panel().weight(i);
        for (int t = 0; t < changes.x[i].length; t++) {
          for (int j = 0; j < changes.x[i][t].length; j++) {
            vector[j] += w * changes.x[i][t][j] * changes.y[i][t];
            for (int k = 0; k < covariates; k++) {
              cross[j][k] += w * changes.x[i][t][j] * changes.x[i][t][k];
            }
          }
        }
      }
    }
    Optional<double[][]> inverse = SymmetricInverse.of(cross);
    if (inverse.isEmpty()) {
      return false;
    }
    double[] coefficients = SymmetricInverse.times(inverse.get(), vector);
    for (int i = 0; i < done.length; i++) {
      if (histories.isUsed(i) && histories.baseline(i) == baseline) {
        theta[i] = coefficients;
        double[] score = changes.score(i, coefficients, histories.panel().weight(i));
        derivative[i] = SymmetricInverse.times(inverse.get(), score);
      }
    }
    return true;
  }

  double[] theta(int i) {
    return theta[i];
  }

  double[] derivative(int i) {
    return derivative[i];
  }

  /** First differences before the switch, less their mean in the stratum and period. */
  private static final class Changes {
    final double[][] y;
    final double[][][] x; // no covariates where there is no difference

    Changes(Histories histories, double[][] y, double[][][] x, boolean[][] has, int covariates) {
      Panel panel = histories.panel();
      int units = histories.units();
      int periods = panel.periods().length;
      this.y = new double[units][periods];
      this.x = new double[units][periods][0];
      for (int t = 1; t < periods; t++) {
        double[] weight = new double[histories.strata()];
        double[][] mean = new double[histories.strata()][covariates + 1];
        for (int i = 0; i < units; i++) {
          if (isUsable(histories, has, i, t)) {
            this.x[i][t] = new double[covariates];
            this.y[i][t] = y[i][t] - y[i][t - 1];
            int s = histories.stratum(i);
            weight[s] += panel.weight(i);
            double share = panel.weight(i) / weight[s];
            mean[s][covariates] += (this.y[i][t] - mean[s][covariates]) * share;
            for (int j = 0; j < covariates; j++) {
              this.x[i][t][j] = x[i][t][j] - x[i][t - 1][j];
              mean[s][j] += (this.x[i][t][j] - mean[s][j]) * share;
            }
          }
        }
        for (int i = 0; i < units; i++) {
          if (isUsable(histories, has, i, t)) {
            this.y[i][t] -= mean[histories.stratum(i)][covariates];
            for (int j = 0; j < covariates; j++) {
              this.x[i][t][j] -= mean[histories.stratum(i)][j];
            }
          }
        }
      }
    }

    private static boolean isUsable(Histories histories, boolean[][] has, int i, int t) {
      return histories.isUsed(i) && has[i][t] && has[i][t - 1] && t < histories.first(i);
    }

    double[] score(int i, double[] coefficients, double weight) {
      double[] score = new double[coefficients.length];
      for (int t = 0; t < x[i].length; t++) {
        if (x[i][t].length > 0) {
          double residual = y[i][t] - SymmetricInverse.dot(x[i][t], coefficients);
          for (int j = 0; j < score.length; j++) {
            score[j] += weight * x[i][t][j] * residual;
          }
        }
      }
      return score;
    }
  }
}
