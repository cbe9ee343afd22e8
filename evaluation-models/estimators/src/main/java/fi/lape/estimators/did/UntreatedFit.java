package fi.lape.estimators.did;

import fi.lape.estimators.linalg.SymmetricInverse;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.List;

/**
 * The regression of untreated observations, and what it says of all observations of units that have
 * one: regressors and outcomes less their mean over the unit's untreated observations.
 */
final class UntreatedFit {
  private final RegressionData data;
  private final Panel panel;
  private final AbsorbedRegression regression;
  private final boolean[] imputable;
  private final double[][][] regressors; // units × periods × columns
  private final double[][] residual;
  private final double[][] squareResidual;

  UntreatedFit(RegressionData data, boolean[][] untreated) {
    this.data = data;
    panel = data.panel();
    List<Column> columns = new ArrayList<>(Column.periodEffects(panel, untreated));
    columns.addAll(Column.covariates(panel));
    regression = new AbsorbedRegression(data, untreated, columns, true);
    int n = untreated.length;
    int periods = panel.periods().length;
    imputable = new boolean[n];
    regressors = new double[n][periods][columns.size()];
    residual = new double[n][periods];
    squareResidual = new double[n][periods];
    for (int i = 0; i < n; i++) {
      for (boolean row : untreated[i]) {
        imputable[i] |= row;
      }
      if (imputable[i]) {
        impute(i, columns);
      }
    }
  }

  private void impute(int i, List<Column> columns) {
    int periods = panel.periods().length;
    double[] x = new double[periods];
    for (int j = 0; j < columns.size(); j++) {
      for (int t = 0; t < periods; t++) {
        x[t] = panel.observed(i, t) ? columns.get(j).value().at(i, t) : 0;
      }
      double mean = regression.design().unitMean(i, x);
      for (int t = 0; t < periods; t++) {
        regressors[i][t][j] = panel.observed(i, t) ? x[t] - mean : 0;
      }
    }
    double[] y = new double[periods];
    double[] squares = new double[periods];
    for (int t = 0; t < periods; t++) {
      y[t] = panel.observed(i, t) ? panel.outcome(i, t) : 0;
      squares[t] = panel.observed(i, t) ? data.squareMean(i, t) : 0;
    }
    double mean = regression.design().unitMean(i, y);
    double squareMean = regression.design().unitMean(i, squares);
    double[] beta = regression.coefficients();
    for (int t = 0; t < periods; t++) {
      if (panel.observed(i, t)) {
        double fitted = SymmetricInverse.dot(regressors[i][t], beta);
        residual[i][t] = y[t] - mean - fitted;
        squareResidual[i][t] = squares[t] - squareMean - fitted;
      }
    }
  }

  AbsorbedRegression regression() {
    return regression;
  }

  /** Whether unit {@code i} has an untreated observation. */
  boolean imputable(int i) {
    return imputable[i];
  }

  /** Whether the regressors of an observation are among those that untreated ones settle. */
  boolean determines(int i, int t) {
    return regression.determines(regressors[i][t]);
  }

  /** Returns z̈. Not a copy. */
  double[] regressors(int i, int t) {
    return regressors[i][t];
  }

  /** Returns z̈'β, what is imputed less the unit's untreated mean. */
  double fitted(int i, int t) {
    return SymmetricInverse.dot(regressors[i][t], regression.coefficients());
  }

  /** Returns the outcome less what is imputed, units × periods. Not a copy. */
  double[][] residual() {
    return residual;
  }

  /** Returns the same of the w²-weighted mean of the units {@code i} stands for. */
  double squareResidual(int i, int t) {
    return squareResidual[i][t];
  }
}
