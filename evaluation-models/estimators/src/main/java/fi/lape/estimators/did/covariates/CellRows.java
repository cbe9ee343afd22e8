package fi.lape.estimators.did.covariates;

import java.util.function.IntPredicate;

/**
 * The rows of one comparison with their design: a constant, then the covariates centred and scaled
 * over the rows. That changes no effect and keeps the digits of covariates with a high level.
 */
public final class CellRows {
  // Fewer units than this above the number of covariates and a model of them says nothing.
  private static final int LEAST_BEYOND_COVARIATES = 5;

  private final double[] outcome;
  private final boolean[] treated;
  private final boolean[] after;
  private final double[] weight;
  private final double[][] design;

  /**
   * @param outcome one a row: a change, or an outcome
   * @param treated one a row: whether it is of the cohort, or else of its controls
   * @param after one a row: whether it is of the period looked at, or else of the base
   * @param weight one a row, above 0
   * @param covariates rows × covariates; rows without entries if there are none
   */
  public CellRows(
      double[] outcome,
      boolean[] treated,
      boolean[] after,
      double[] weight,
      double[][] covariates) {
    this.outcome = outcome.clone();
    this.treated = treated.clone();
    this.after = after.clone();
    this.weight = weight.clone();
    int n = outcome.length;
    int k = n == 0 ? 0 : covariates[0].length;
    design = new double[n][k + 1];
    for (int i = 0; i < n; i++) {
      design[i][0] = 1;
    }
    for (int j = 0; j < k; j++) {
      standardise(covariates, j);
    }
  }

  private void standardise(double[][] covariates, int j) {
    int n = size();
    double mean = 0;
    for (double[] row : covariates) {
      mean += row[j] / n;
    }
    double square = 0;
    for (double[] row : covariates) {
      square += (row[j] - mean) * (row[j] - mean) / n;
    }
    // A constant covariate becomes zeros, which a regression then refuses as singular.
    double scale = square > 0 ? 1 / Math.sqrt(square) : 0;
    for (int i = 0; i < n; i++) {
      design[i][j + 1] = (covariates[i][j] - mean) * scale;
    }
  }

  int size() {
    return outcome.length;
  }

  int columns() {
    return design.length == 0 ? 1 : design[0].length;
  }

  double outcome(int i) {
    return outcome[i];
  }

  double weight(int i) {
    return weight[i];
  }

  boolean treated(int i) {
    return treated[i];
  }

  boolean after(int i) {
    return after[i];
  }

  double[] design(int i) {
    return design[i];
  }

  /** Whether covariates are to be adjusted for with too few rows of a kind to do so. */
  boolean tooFew(IntPredicate member) {
    return columns() > 1 && count(member) < columns() - 1 + LEAST_BEYOND_COVARIATES;
  }

  int count(IntPredicate member) {
    int count = 0;
    for (int i = 0; i < size(); i++) {
      count += member.test(i) ? 1 : 0;
    }
    return count;
  }
}
