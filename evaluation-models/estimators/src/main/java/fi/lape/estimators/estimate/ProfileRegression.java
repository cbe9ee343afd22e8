package fi.lape.estimators.estimate;

import fi.lape.estimators.linalg.SymmetricInverse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A regression of one number an area on what the area chose, made so that choices can be dealt out
 * to areas again: areas keep their outcome and weight and are given the regressors of another.
 */
public final class ProfileRegression {
  private final List<String> areas;
  private final double[] change;
  private final double[] weight;
  private final double[][] rows;
  private final double[] target;

  /**
   * @param areas n names
   * @param change n outcomes
   * @param weight n weights, above 0
   * @param rows n rows of p regressors, as chosen
   * @param target c of the number asked for, c'β
   */
  public ProfileRegression(
      List<String> areas, double[] change, double[] weight, double[][] rows, double[] target) {
    this.areas = List.copyOf(areas);
    this.change = change.clone();
    this.weight = weight.clone();
    this.rows = new double[rows.length][];
    for (int k = 0; k < rows.length; k++) {
      this.rows[k] = rows[k].clone();
    }
    this.target = target.clone();
  }

  /** Returns the areas. */
  public List<String> areas() {
    return areas;
  }

  /** Returns the outcomes, one an area. */
  public double[] change() {
    return change.clone();
  }

  /** Returns labels, one an area: areas with the same one chose alike. */
  public int[] labels() {
    List<String> kinds = new ArrayList<>();
    int[] labels = new int[rows.length];
    for (int k = 0; k < labels.length; k++) {
      String kind = Arrays.toString(rows[k]);
      if (!kinds.contains(kind)) {
        kinds.add(kind);
      }
      labels[k] = kinds.indexOf(kind);
    }
    return labels;
  }

  /** Returns what adds up to the outcome if everybody's choice worked alike: c'β = 1 of it. */
  public double[] exposure() {
    double[] exposure = new double[rows.length];
    double size = SymmetricInverse.dot(target, target);
    for (int k = 0; k < exposure.length; k++) {
      exposure[k] = SymmetricInverse.dot(rows[k], target) / size;
    }
    return exposure;
  }

  /**
   * Returns the solution for other choices, or empty if they do not determine it.
   *
   * @param source the area whose regressors area k is given, n numbers
   */
  public Optional<Solution> dealt(int[] source) {
    int p = target.length;
    double[][] matrix = new double[p][p];
    for (int k = 0; k < source.length; k++) {
      double[] x = rows[source[k]];
      for (int i = 0; i < p; i++) {
        for (int j = 0; j < p; j++) {
          matrix[i][j] += weight[k] * x[i] * x[j];
        }
      }
    }
    return SymmetricInverse.of(matrix).map(inverse -> new Solution(source, inverse));
  }

  /** The regression under one arrangement; linear in outcomes, whichever they are. */
  public final class Solution {
    // 1 − h of an area that alone decides a coefficient is rounding, some 1e-16.
    private static final double ALONE = 1e-9;

    private final int[] source;
    private final double[][] inverse;
    private final double[] direction; // M⁻¹c

    private Solution(int[] source, double[][] inverse) {
      this.source = source;
      this.inverse = inverse;
      direction = SymmetricInverse.times(inverse, target);
    }

    /** Returns c'β of these outcomes. */
    public double estimate(double[] outcomes) {
      double sum = 0;
      for (int k = 0; k < outcomes.length; k++) {
        sum += weight[k] * SymmetricInverse.dot(direction, rows[source[k]]) * outcomes[k];
      }
      return sum;
    }

    /** Returns ω_k (x_k'M⁻¹c)², how much each area's design bears on c'β. */
    public double[] leverage() {
      double[] leverage = new double[source.length];
      for (int k = 0; k < leverage.length; k++) {
        double part = SymmetricInverse.dot(direction, rows[source[k]]);
        leverage[k] = weight[k] * part * part;
      }
      return leverage;
    }

    /**
     * Returns how c'β changes when each area is left out, −ω_k (x_k'M⁻¹c) e_k / (1 − h_k), or empty
     * if it rests on one of them. Their squares sum to the leave-one-out (HC3) variance.
     */
    public Optional<double[]> changes(double[] outcomes) {
      int p = target.length;
      double[] sum = new double[p];
      for (int k = 0; k < outcomes.length; k++) {
        double[] x = rows[source[k]];
        for (int j = 0; j < p; j++) {
          sum[j] += weight[k] * x[j] * outcomes[k];
        }
      }
      double[] beta = SymmetricInverse.times(inverse, sum);
      double[] changes = new double[outcomes.length];
      for (int k = 0; k < changes.length; k++) {
        double[] x = rows[source[k]];
        double left = 1 - weight[k] * SymmetricInverse.dot(x, SymmetricInverse.times(inverse, x));
        if (left < ALONE) {
          return Optional.empty();
        }
        double residual = outcomes[k] - SymmetricInverse.dot(x, beta);
        changes[k] = -weight[k] * SymmetricInverse.dot(direction, x) * residual / left;
      }
      return Optional.of(changes);
    }
  }
}
