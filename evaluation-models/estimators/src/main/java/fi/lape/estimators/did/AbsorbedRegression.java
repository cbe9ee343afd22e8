package fi.lape.estimators.did;

import fi.lape.estimators.error.EvaluationErrors;
import fi.lape.estimators.estimate.ClusterRegression;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.Sample;
import fi.lape.estimators.linalg.IndependentColumns;
import fi.lape.estimators.linalg.SymmetricInverse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Weighted least squares with unit effects taken out and everything else written as columns:
 *
 * <pre>
 *   min Σ w_i (ỹ_it − x̃_it'β)²,   θ = c'β,   ψ_i = n · w_i · Σ_t (c'M⁻¹x̃_it) e_it,   M = Σ w_i x̃_it x̃_it',
 * </pre>
 *
 * <p>where x̃ is x less its mean over the rows of the unit. Unit effects are nested in clusters, so
 * the normal equations of a cluster do not involve other clusters. <b>Cost:</b> O(rows × columns²).
 */
final class AbsorbedRegression {
  private final RegressionData data;
  private final boolean[][] rows;
  private final List<Column> columns;
  private final AbsorbedDesign design;
  private final double[][][] matrices;
  private final double[][] vectors;
  private final boolean[] enters;
  private final IndependentColumns independent;
  private final double[] beta;
  private final double[][] residual;
  private Optional<ClusterRegression> regression = Optional.empty(); // made when first asked for
  private Optional<RowErrors> rowErrors = Optional.empty(); // likewise

  /**
   * @param rows units × periods, within what is observed; kept, not copied
   * @param unitEffects whether unit effects are taken out; if not, the columns hold a constant
   * @throws fi.lape.estimators.error.EvaluationException if the columns before it explain a
   *     covariate
   */
  AbsorbedRegression(
      RegressionData data, boolean[][] rows, List<Column> columns, boolean unitEffects) {
    this.data = data;
    this.rows = rows;
    this.columns = List.copyOf(columns);
    design = new AbsorbedDesign(data, rows, columns, unitEffects);
    int p = columns.size();
    int clusters = data.clusters().size();
    matrices = new double[clusters][p][p];
    vectors = new double[clusters][p];
    enters = new boolean[clusters];
    double[] size = new double[p];
    double[][] outcome = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      outcome[i] = design.outcome(i);
      double[][] x = design.of(i, size);
      int k = data.cluster(i);
      for (int t = 0; t < rows[i].length; t++) {
        if (rows[i][t]) {
          addRow(k, data.panel().weight(i), x[t], outcome[i][t]);
        }
      }
    }
    double[][] total = new double[p][p];
    double[] vector = new double[p];
    for (int k = 0; k < clusters; k++) {
      for (int a = 0; a < p; a++) {
        vector[a] += vectors[k][a];
        for (int b = 0; b < p; b++) {
          // Mirrored, not summed twice: rounding would make it unsymmetric where terms cancel.
          matrices[k][a][b] = matrices[k][Math.min(a, b)][Math.max(a, b)];
          total[a][b] += matrices[k][a][b];
        }
      }
    }
    independent = IndependentColumns.of(total, size);
    for (int k = 0; k < clusters; k++) {
      for (int a = 0; a < independent.size(); a++) {
        int j = independent.place(a);
        // Units seen once say nothing: their unit effect takes it all.
        enters[k] |= matrices[k][j][j] != 0;
      }
    }
    for (int j = 0; j < p; j++) {
      if (columns.get(j).kind() == Column.Kind.COVARIATE && !independent.keeps(j)) {
        throw EvaluationErrors.covariateExplained(columns.get(j).name());
      }
    }
    beta = independent.solve(vector);
    // Twice: what the first pass leaves is projected again, which makes up for squaring the design.
    correct(outcome);
    residual = correct(outcome);
  }

  private double[][] correct(double[][] outcome) {
    double[][] left = new double[rows.length][];
    double[] gradient = new double[beta.length];
    for (int i = 0; i < rows.length; i++) {
      double[][] x = design.of(i);
      left[i] = new double[rows[i].length];
      for (int t = 0; t < left[i].length; t++) {
        if (rows[i][t]) {
          left[i][t] = outcome[i][t] - SymmetricInverse.dot(x[t], beta);
          double weighted = data.panel().weight(i) * left[i][t];
          for (int j = 0; j < beta.length; j++) {
            gradient[j] += weighted * x[t][j];
          }
        }
      }
    }
    double[] step = independent.solve(gradient);
    for (int j = 0; j < beta.length; j++) {
      beta[j] += step[j];
    }
    return left;
  }

  private void addRow(int k, double weight, double[] x, double y) {
    for (int a = 0; a < x.length; a++) {
      if (x[a] != 0) {
        double weighted = weight * x[a];
        vectors[k][a] += weighted * y;
        for (int b = a; b < x.length; b++) {
          matrices[k][a][b] += weighted * x[b];
        }
      }
    }
  }

  AbsorbedDesign design() {
    return design;
  }

  boolean[][] rows() {
    return rows;
  }

  List<Column> columns() {
    return columns;
  }

  /** Returns whether c'β is determined; whatever is asked below needs that. */
  boolean determines(double[] target) {
    return independent.determines(target);
  }

  IndependentColumns independent() {
    return independent;
  }

  /** Returns β; 0 for columns set aside. */
  double[] coefficients() {
    return beta.clone();
  }

  double value(double[] target) {
    return SymmetricInverse.dot(target, beta);
  }

  /** Returns ∂θ/∂y_it less the weight of the unit, units × periods. */
  double[][] slope(double[] target) {
    double[] direction = independent.solve(target);
    double[][] slope = new double[rows.length][rows.length == 0 ? 0 : rows[0].length];
    for (int i = 0; i < rows.length; i++) {
      double[][] x = design.of(i);
      for (int t = 0; t < slope[i].length; t++) {
        slope[i][t] = rows[i][t] ? SymmetricInverse.dot(direction, x[t]) : 0;
      }
    }
    return slope;
  }

  /** Returns ỹ − x̃'β, units × periods; 0 in rows not used. Not a copy. */
  double[][] residual() {
    return residual;
  }

  /** Returns the matrix of cluster {@code k} in the columns kept. */
  double[][] matrix(int k) {
    return independent.of(matrices[k]);
  }

  /** Returns the vector of cluster {@code k} in the columns kept. */
  double[] vector(int k) {
    return independent.of(vectors[k]);
  }

  boolean enters(int k) {
    return enters[k];
  }

  ClusterRegression.Parameters parameters() {
    long observations = 0;
    long units = 0;
    for (int i = 0; i < rows.length; i++) {
      int used = 0;
      for (boolean row : rows[i]) {
        used += row ? 1 : 0;
      }
      observations += used * data.count(i);
      units += used > 0 ? data.count(i) : 0;
    }
    int effects = 0;
    for (int a = 0; a < independent.size(); a++) {
      effects += columns.get(independent.place(a)).kind() == Column.Kind.FIXED_EFFECT ? 1 : 0;
    }
    int coefficients = independent.size() - effects;
    return design.hasUnitEffects()
        ? new ClusterRegression.Parameters(observations, coefficients, effects + 1, units + effects)
        : new ClusterRegression.Parameters(observations, coefficients, effects, effects);
  }

  private RowErrors rowErrors() {
    if (rowErrors.isEmpty()) {
      rowErrors = Optional.of(new RowErrors(data, rows, design.hasUnitEffects(), residual));
    }
    return rowErrors.get();
  }

  private ClusterRegression regression(double[] target) {
    if (regression.isEmpty()) {
      regression = Optional.of(withoutTarget());
    }
    return regression.get().withTarget(independent.of(target));
  }

  private ClusterRegression withoutTarget() {
    List<String> names = new ArrayList<>();
    List<double[][]> kept = new ArrayList<>();
    List<double[]> sums = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (int k = 0; k < matrices.length; k++) {
      if (enters[k]) {
        places.add(k);
        names.add(data.clusters().get(k));
        kept.add(matrix(k));
        sums.add(vector(k));
      }
    }
    return ClusterRegression.of(
            names,
            kept.toArray(new double[0][][]),
            sums.toArray(new double[0][]),
            new double[independent.size()],
            parameters())
        .orElseThrow(() -> new IllegalStateException("independent columns are collinear"))
        .withWeights(RowWeights.of(design, independent, places));
  }

  /**
   * Returns c'β with all it carries.
   *
   * @param extra what a unit adds to ψ besides, per unit of weight
   */
  Estimated estimated(EffectKey key, double[] target, double[] extra, Sample sample) {
    double[][] slope = slope(target);
    return new Estimated(
        key,
        value(target),
        data.influence(slope, residual, extra),
        Optional.of(regression(target).withRowSums(rowErrors().of(slope))),
        data.contrast(slope),
        sample);
  }
}
