package fi.lape.estimators.did.covariates;

import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;

/** A mean of a value over some rows, weighted by their weights times a factor. */
final class RowMean {
  private final CellRows rows;
  private final IntPredicate member;
  private final IntToDoubleFunction factor;
  private final IntToDoubleFunction value;
  private final double total;
  private final double mean;

  RowMean(
      CellRows rows, IntPredicate member, IntToDoubleFunction factor, IntToDoubleFunction value) {
    this.rows = rows;
    this.member = member;
    this.factor = factor;
    this.value = value;
    double weight = 0;
    double sum = 0;
    for (int i = 0; i < rows.size(); i++) {
      if (member.test(i)) {
        weight += rows.weight(i) * factor.applyAsDouble(i);
        sum += rows.weight(i) * factor.applyAsDouble(i) * value.applyAsDouble(i);
      }
    }
    total = weight;
    mean = sum / weight;
  }

  double mean() {
    return mean;
  }

  /** Returns the mean of the design over the same rows, with the same weights. */
  double[] design() {
    double[] x = new double[rows.columns()];
    addTo(x, i -> 1);
    return x;
  }

  /** Returns how the mean moves when the log of the factor moves by the design. */
  double[] factorGradient() {
    double[] x = new double[rows.columns()];
    addTo(x, i -> value.applyAsDouble(i) - mean);
    return x;
  }

  private void addTo(double[] x, IntToDoubleFunction each) {
    for (int i = 0; i < rows.size(); i++) {
      if (member.test(i)) {
        double share = rows.weight(i) * factor.applyAsDouble(i) / total;
        for (int j = 0; j < x.length; j++) {
          x[j] += share * each.applyAsDouble(i) * rows.design(i)[j];
        }
      }
    }
  }

  /** Adds sign·∂mean/∂(log w_i), values and factors held fixed, to every row's slope. */
  void addSlopes(double[] slopes, double sign) {
    for (int i = 0; i < slopes.length; i++) {
      if (member.test(i)) {
        double share = rows.weight(i) * factor.applyAsDouble(i) / total;
        slopes[i] += sign * share * (value.applyAsDouble(i) - mean);
      }
    }
  }
}
