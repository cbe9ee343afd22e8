package fi.lape.estimators.packages;

import fi.lape.estimators.estimate.ClusterRegression;
import fi.lape.estimators.estimate.Contrast;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.LinearForm;
import fi.lape.estimators.estimate.MomentInfluence;
import fi.lape.estimators.estimate.ProfileRegression;
import fi.lape.estimators.estimate.Reason;
import fi.lape.estimators.estimate.Sample;
import fi.lape.estimators.estimate.WeightSums;
import fi.lape.estimators.linalg.IndependentColumns;
import fi.lape.estimators.linalg.SymmetricInverse;
import fi.lape.estimators.moments.CellMoments;
import fi.lape.estimators.moments.PanelMoments;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Areas as units, a constant and their choices as regressors, and one coefficient asked for. */
final class ChoiceDesign {
  // Σω(D − D̄)² relative to ΣωD²: rounding of equal choices stays below 1e-30.
  private static final double NO_VARIATION = 1e-20;

  private final PanelMoments areas;
  private final List<String> names;
  private final CellMoments[] area;
  private final double[] weight;
  private final double[][] choices; // areas × packages
  private final int asked;
  private final IndependentColumns columns; // of the constant and the packages

  ChoiceDesign(PanelMoments areas, double[][] choices, int asked) {
    this.areas = areas;
    this.choices = choices;
    this.asked = asked;
    names = areas.clusters();
    area = areas.cells().values().toArray(new CellMoments[0]);
    weight = new double[area.length];
    for (int k = 0; k < weight.length; k++) {
      weight[k] = area[k].weight();
    }
    columns = IndependentColumns.of(centred(), squares());
  }

  private int packages() {
    return choices.length == 0 ? 0 : choices[0].length;
  }

  private double mean(int j) {
    double mean = 0;
    double total = 0;
    for (int k = 0; k < weight.length; k++) {
      total += weight[k];
      mean += (choices[k][j] - mean) * (weight[k] / total);
    }
    return mean;
  }

  /** Σ ω (D_i − D̄_i)(D_j − D̄_j). */
  private double[][] centred() {
    double[][] matrix = new double[packages()][packages()];
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < matrix.length; j++) {
        for (int k = 0; k < weight.length; k++) {
          matrix[i][j] += weight[k] * (choices[k][i] - mean(i)) * (choices[k][j] - mean(j));
        }
      }
    }
    return matrix;
  }

  private double[] squares() {
    double[] squares = new double[packages()];
    for (int j = 0; j < squares.length; j++) {
      for (int k = 0; k < weight.length; k++) {
        squares[j] += weight[k] * choices[k][j] * choices[k][j];
      }
    }
    return squares;
  }

  /** Why the coefficient asked for is not determined, if it is not. */
  Optional<Reason> refusal() {
    if (weight.length < columns.size() + 2) {
      return Optional.of(Reason.TOO_FEW_AREAS);
    }
    double size = squares()[asked];
    if (!(size > 0) || centred()[asked][asked] <= NO_VARIATION * size) {
      return Optional.of(Reason.NO_VARIATION_IN_TREATMENT);
    }
    double[] target = new double[packages()];
    target[asked] = 1;
    return columns.determines(target) ? Optional.empty() : Optional.of(Reason.COLLINEAR);
  }

  /** The packages kept: a column that repeats others adds nothing. */
  private int[] kept() {
    int[] kept = new int[columns.size()];
    for (int a = 0; a < kept.length; a++) {
      kept[a] = columns.place(a);
    }
    return kept;
  }

  /** 1, then centred choices of the packages kept. */
  private double[] row(int k, int[] kept) {
    double[] row = new double[kept.length + 1];
    row[0] = 1;
    for (int a = 0; a < kept.length; a++) {
      row[a + 1] = choices[k][kept[a]] - mean(kept[a]);
    }
    return row;
  }

  private double[] target(int[] kept) {
    double[] target = new double[kept.length + 1];
    for (int a = 0; a < kept.length; a++) {
      target[a + 1] = kept[a] == asked ? 1 : 0;
    }
    return target;
  }

  /** Returns ω_k r_k / S: what an area's change adds to the coefficient. */
  double[] areaWeights() {
    int[] kept = kept();
    double[][] matrix = new double[kept.length][];
    double[][] centred = columns.of(centred());
    System.arraycopy(centred, 0, matrix, 0, kept.length);
    double[][] inverse = SymmetricInverse.of(matrix).orElseThrow();
    double[] wanted = target(kept);
    double[] weights = new double[weight.length];
    for (int k = 0; k < weights.length; k++) {
      double[] row = row(k, kept);
      for (int a = 0; a < kept.length; a++) {
        double coefficient = 0;
        for (int b = 0; b < kept.length; b++) {
          coefficient += inverse[a][b] * wanted[b + 1];
        }
        weights[k] += weight[k] * coefficient * row[a + 1];
      }
    }
    return weights;
  }

  private double[] change(int[] after, int[] before) {
    double[] change = new double[area.length];
    for (int k = 0; k < change.length; k++) {
      for (int t : after) {
        change[k] += area[k].mean(t) / after.length;
      }
      for (int t : before) {
        change[k] -= area[k].mean(t) / before.length;
      }
    }
    return change;
  }

  Estimated estimated(EffectKey key, int[] after, int[] before) {
    double[] change = change(after, before);
    double[] effect = areaWeights();
    ClusterRegression regression = regression(change);
    double[] beta = regression.coefficients();
    int[] kept = kept();
    Map<Integer, LinearForm> forms = new HashMap<>();
    Map<String, double[]> contrast = new HashMap<>();
    int chosen = 0;
    double estimate = 0;
    for (int k = 0; k < area.length; k++) {
      double share = effect[k] / weight[k];
      double[] slope = new double[areas.periods().length];
      double[] a = new double[slope.length];
      double[] centre = new double[slope.length];
      for (int t : after) {
        slope[t] += share / after.length;
      }
      for (int t : before) {
        slope[t] -= share / before.length;
      }
      for (int t = 0; t < slope.length; t++) {
        a[t] = weight[k] * slope[t];
        centre[t] = area[k].mean(t);
      }
      double residual = change[k] - SymmetricInverse.dot(row(k, kept), beta);
      forms.put(k + 1, new LinearForm(slope, centre, share * residual));
      contrast.put(names.get(k), a);
      estimate += effect[k] * change[k];
      chosen += choices[k][asked] == 0 ? 0 : 1;
    }
    return new Estimated(
        key,
        estimate,
        new MomentInfluence(areas, forms),
        Optional.of(regression),
        Optional.of(Contrast.ofClusters(contrast)),
        new Sample(
            area.length,
            (long) area.length * (after.length + before.length),
            chosen,
            baseline(before)));
  }

  /** Weighted mean before of those who chose. */
  private OptionalDouble baseline(int[] before) {
    double mean = 0;
    double total = 0;
    for (int k = 0; k < area.length; k++) {
      double w = weight[k] * (choices[k][asked] == 0 ? 0 : 1);
      if (w > 0) {
        total += w;
        double level = 0;
        for (int t : before) {
          level += area[k].mean(t) / before.length;
        }
        mean += (level - mean) * (w / total);
      }
    }
    return total > 0 ? OptionalDouble.of(mean) : OptionalDouble.empty();
  }

  private ClusterRegression regression(double[] change) {
    int[] kept = kept();
    int p = kept.length + 1;
    double[][][] matrices = new double[area.length][p][p];
    double[][][] plain = new double[area.length][p][p];
    double[][][] squared = new double[area.length][p][p];
    double[][] vectors = new double[area.length][p];
    double[][] plainVectors = new double[area.length][p];
    for (int k = 0; k < area.length; k++) {
      double[] x = row(k, kept);
      double w = weight[k];
      for (int i = 0; i < p; i++) {
        for (int j = 0; j < p; j++) {
          plain[k][i][j] = x[i] * x[j];
          matrices[k][i][j] = w * x[i] * x[j];
          squared[k][i][j] = w * w * x[i] * x[j];
        }
        plainVectors[k][i] = x[i] * change[k];
        vectors[k][i] = w * x[i] * change[k];
      }
    }
    return ClusterRegression.of(
            names,
            matrices,
            vectors,
            target(kept),
            new ClusterRegression.Parameters(area.length, p, 0, 0))
        .orElseThrow(() -> new IllegalStateException("choices vary, yet are collinear"))
        .withWeights(WeightSums.of(plain, squared, plainVectors));
  }

  /** The same regression with what is chosen apart from who chose it. */
  ProfileRegression profiles(int[] after, int[] before) {
    int[] kept = kept();
    double[][] rows = new double[area.length][];
    for (int k = 0; k < rows.length; k++) {
      rows[k] = row(k, kept);
    }
    return new ProfileRegression(names, change(after, before), weight, rows, target(kept));
  }
}
