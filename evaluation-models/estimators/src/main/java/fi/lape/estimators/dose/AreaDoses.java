package fi.lape.estimators.dose;

import fi.lape.estimators.estimate.ClusterRegression;
import fi.lape.estimators.estimate.Contrast;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.LinearForm;
import fi.lape.estimators.estimate.MomentInfluence;
import fi.lape.estimators.estimate.Sample;
import fi.lape.estimators.estimate.WeightSums;
import fi.lape.estimators.moments.CellMoments;
import fi.lape.estimators.moments.PanelMoments;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Areas as units, with their centred doses: the design of the dose regression. */
final class AreaDoses {
  private final PanelMoments areas;
  private final List<String> names;
  private final CellMoments[] area;
  private final double[] dose;
  private final double[] centred;
  private final double[] weight;
  private final double totalWeight;
  private final double variation; // S

  AreaDoses(PanelMoments areas, double[] dose) {
    this.areas = areas;
    this.dose = dose;
    names = areas.clusters();
    area = areas.cells().values().toArray(new CellMoments[0]);
    weight = new double[dose.length];
    centred = new double[dose.length];
    double mean = 0;
    double total = 0;
    for (int k = 0; k < dose.length; k++) {
      weight[k] = area[k].weight();
      total += weight[k];
      mean += (dose[k] - mean) * (weight[k] / total);
    }
    double spread = 0;
    for (int k = 0; k < dose.length; k++) {
      centred[k] = dose[k] - mean;
      spread += weight[k] * centred[k] * centred[k];
    }
    totalWeight = total;
    variation = spread;
  }

  int size() {
    return dose.length;
  }

  double relativeVariation() {
    double size = 0;
    for (int k = 0; k < dose.length; k++) {
      size += weight[k] * dose[k] * dose[k];
    }
    return size > 0 ? variation / size : 0;
  }

  Estimated slope(EffectKey key, List<Integer> periods, int base) {
    double[] change = change(periods, base);
    double[] residual = residual(change);
    Map<Integer, LinearForm> forms = new HashMap<>();
    Map<String, double[]> contrast = new HashMap<>();
    int treated = 0;
    for (int k = 0; k < dose.length; k++) {
      double[] slope = new double[areas.periods().length];
      double[] a = new double[slope.length];
      double[] centre = new double[slope.length];
      double d = centred[k] / variation;
      for (int t : periods) {
        slope[t] += d / periods.size();
      }
      slope[base] -= d;
      for (int t = 0; t < slope.length; t++) {
        a[t] = weight[k] * slope[t];
        centre[t] = area[k].mean(t);
      }
      forms.put(k + 1, new LinearForm(slope, centre, d * residual[k]));
      contrast.put(names.get(k), a);
      treated += dose[k] == 0 ? 0 : 1;
    }
    return new Estimated(
        key,
        estimate(change),
        new MomentInfluence(areas, forms),
        Optional.of(regression(change)),
        Optional.of(Contrast.ofClusters(contrast)),
        new Sample(
            dose.length,
            (long) dose.length * (periods.size() + 1),
            treated,
            OptionalDouble.of(mean(base))));
  }

  List<AreaLeverage> leverage(int t, int base) {
    double[] change = change(List.of(t), base);
    double[] residual = residual(change);
    ClusterRegression regression = regression(change);
    double errors = 0;
    for (int k = 0; k < dose.length; k++) {
      errors += weight[k] * residual[k] * residual[k];
    }
    double errorVariance = errors / (dose.length - 2);
    List<AreaLeverage> leverage = new ArrayList<>();
    for (int k = 0; k < dose.length; k++) {
      double h = weight[k] * (1 / totalWeight + centred[k] * centred[k] / variation);
      double distance =
          weight[k] * residual[k] * residual[k] * h / (2 * errorVariance * (1 - h) * (1 - h));
      leverage.add(
          new AreaLeverage(
              names.get(k),
              dose[k],
              change[k],
              weight[k],
              h,
              Double.isFinite(distance) ? OptionalDouble.of(distance) : OptionalDouble.empty(),
              regression.estimateWithout(k)));
    }
    return leverage;
  }

  private double[] change(List<Integer> periods, int base) {
    double[] change = new double[dose.length];
    for (int k = 0; k < change.length; k++) {
      for (int t : periods) {
        change[k] += (area[k].mean(t) - area[k].mean(base)) / periods.size();
      }
    }
    return change;
  }

  private double estimate(double[] change) {
    double sum = 0;
    for (int k = 0; k < change.length; k++) {
      sum += weight[k] * centred[k] * change[k] / variation;
    }
    return sum;
  }

  private double[] residual(double[] change) {
    double slope = estimate(change);
    double mean = 0;
    double total = 0;
    for (int k = 0; k < change.length; k++) {
      total += weight[k];
      mean += (change[k] - mean) * (weight[k] / total);
    }
    double[] residual = new double[change.length];
    for (int k = 0; k < change.length; k++) {
      residual[k] = change[k] - mean - slope * centred[k];
    }
    return residual;
  }

  private double mean(int t) {
    double mean = 0;
    double total = 0;
    for (int k = 0; k < dose.length; k++) {
      total += weight[k];
      mean += (area[k].mean(t) - mean) * (weight[k] / total);
    }
    return mean;
  }

  private ClusterRegression regression(double[] change) {
    double[][][] matrices = new double[dose.length][][];
    double[][] vectors = new double[dose.length][];
    for (int k = 0; k < dose.length; k++) {
      double wd = weight[k] * centred[k];
      matrices[k] = new double[][] {{weight[k], wd}, {wd, wd * centred[k]}};
      vectors[k] = new double[] {weight[k] * change[k], wd * change[k]};
    }
    return ClusterRegression.of(
            names,
            matrices,
            vectors,
            new double[] {0, 1},
            new ClusterRegression.Parameters(dose.length, 2, 0, 0))
        .orElseThrow(() -> new IllegalStateException("the dose varies, yet is collinear"))
        .withWeights(weightSums(change));
  }

  private WeightSums weightSums(double[] change) {
    double[][][] plain = new double[dose.length][][];
    double[][][] squared = new double[dose.length][][];
    double[][] vectors = new double[dose.length][];
    for (int k = 0; k < dose.length; k++) {
      double d = centred[k];
      double w2 = weight[k] * weight[k];
      plain[k] = new double[][] {{1, d}, {d, d * d}};
      squared[k] = new double[][] {{w2, w2 * d}, {w2 * d, w2 * d * d}};
      vectors[k] = new double[] {change[k], d * change[k]};
    }
    return WeightSums.of(plain, squared, vectors);
  }
}
