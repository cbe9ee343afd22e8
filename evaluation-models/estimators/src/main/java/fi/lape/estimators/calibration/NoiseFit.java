package fi.lape.estimators.calibration;

import fi.lape.estimators.calibration.NoiseModel.Hidden;
import fi.lape.estimators.calibration.NoiseModel.Kind;
import fi.lape.estimators.calibration.NoiseModel.Shock;
import java.util.ArrayList;
import java.util.List;

/**
 * Fits a {@link NoiseModel} to the outcomes of a panel.
 *
 * <p>Levels and years come from a weighted two-way regression that also takes out what adopters did
 * in their first, second and later years, so that an effect is not taken for noise. Shocks and
 * dispersion are those under which the remaining residuals are most likely, taken as normal, after
 * what the regression removed is removed from the model too (restricted maximum likelihood): first
 * the units within their clusters, then the clusters.
 *
 * <p>Where small cells are hidden, units with few cases tell nothing about dispersion and shocks of
 * units, and nowhere does one that is most of its cluster. Leaving out units by their cells, hidden
 * or not, would choose the calm ones. What a dose did is not taken out: it counts as noise of
 * clusters.
 */
public final class NoiseFit {
  // A unit with more of its cluster's weight than this hardly differs from the cluster's mean.
  private static final double MOST_OF_CLUSTER = 0.5;
  private static final double LEAST_RATE = 0.05;
  // Cases a year from which hiding counts below 5 hardly ever happens.
  private static final double ENOUGH_CASES = 15;
  private static final double SMALLEST_SHARE = 1e-4;

  private final PanelShape shape;
  private final Kind kind;
  private final double scale;
  private final Hidden hidden;
  private final TwoWayResiduals residuals;

  private NoiseFit(
      PanelShape shape, Kind kind, double scale, Hidden hidden, TwoWayResiduals residuals) {
    this.shape = shape;
    this.kind = kind;
    this.scale = scale;
    this.hidden = hidden;
    this.residuals = residuals;
  }

  /**
   * Returns the model under which the outcomes are most likely.
   *
   * @param values by unit and period; of a hidden cell what stands for it
   * @param adoptions first treated period by unit, one array a treatment; {@link
   *     fi.lape.estimators.panel.Panel#NEVER} for those never treated
   * @param kind how outcomes are drawn
   * @param scale the outcome of one case a person, for counts
   * @param hidden the rule that hides cells, with that of nothing where there is none
   */
  public static NoiseModel of(
      PanelShape shape,
      double[][] values,
      List<int[]> adoptions,
      Kind kind,
      double scale,
      Hidden hidden) {
    TwoWayResiduals residuals = TwoWayResiduals.of(shape, values, adoptions);
    return new NoiseFit(shape, kind, scale, hidden, residuals).fit();
  }

  private NoiseModel fit() {
    double[][] variance = caseVariance();
    double dispersionUnit = kind == Kind.COUNT ? 1 : meanExposure();
    double[] own = units(variance);
    Shock unit = new Shock(Math.sqrt(own[0]), own[1]);
    double[] shared = clusters(variance, own[0], own[1], own[2]);
    NoiseModel.Law law =
        new NoiseModel.Law(
            kind,
            new Shock(Math.sqrt(shared[0]), shared[1]),
            unit,
            kind == Kind.COUNT ? Math.max(1, own[2]) : own[2] * dispersionUnit,
            scale,
            hidden);
    return residuals.model(law);
  }

  /** Variance of a cell per unit of dispersion. */
  private double[][] caseVariance() {
    double mean = meanExposure();
    double[][] variance = new double[shape.units()][shape.periodCount()];
    for (int u = 0; u < variance.length; u++) {
      double level = residuals.level(u);
      for (int t = 0; t < variance[u].length; t++) {
        double exposure = shape.exposure(u, t);
        variance[u][t] =
            switch (kind) {
              case COUNT ->
                  scale * Math.max(residuals.expected(u, t), LEAST_RATE * level) / exposure;
              case RATE -> mean / exposure;
            };
        if (!(variance[u][t] > 0)) { // nobody was ever counted there
          variance[u][t] = scale * scale / (exposure * exposure);
        }
      }
    }
    return variance;
  }

  /** Harmonic, so that the variance of a cell is around 1 per unit of dispersion. */
  private double meanExposure() {
    double sum = 0;
    for (int u = 0; u < shape.units(); u++) {
      for (int t = 0; t < shape.periodCount(); t++) {
        sum += 1 / shape.exposure(u, t);
      }
    }
    return shape.units() * shape.periodCount() / sum;
  }

  /** Variance and correlation of the shocks of units, and the dispersion. */
  private double[] units(double[][] variance) {
    double[] whole = shape.clusterWeights();
    double[][] means = clusterMeans();
    List<double[]> series = new ArrayList<>();
    List<double[][]> noise = new ArrayList<>();
    for (int u = 0; u < shape.units(); u++) {
      double share = shape.weight(u) / whole[shape.cluster(u)];
      if (share > MOST_OF_CLUSTER || isSmall(u)) {
        continue;
      }
      double[] within = new double[shape.periodCount()];
      for (int t = 0; t < within.length; t++) {
        within[t] = (residuals.value(u, t) - means[shape.cluster(u)][t]) / Math.sqrt(1 - share);
      }
      series.add(within);
      noise.add(PathLikelihood.diagonal(variance[u]));
    }
    if (series.size() < 2) {
      return new double[] {0, 0, 1};
    }
    PathLikelihood likelihood = new PathLikelihood(series, noise);
    double total = likelihood.meanSquare();
    double least = kind == Kind.COUNT ? 1 : SMALLEST_SHARE * total;
    double start = kind == Kind.COUNT ? 1.2 : total / 2;
    return CompassSearch.maximise(
        p -> likelihood.at(p[0], p[1], p[2]),
        new double[] {total / 4, 0.3, start},
        new double[] {0, 0, least},
        new double[] {4 * total, 0.95, 1000 * Math.max(1, total)});
  }

  private boolean isSmall(int u) {
    double cases = 0;
    for (int t = 0; t < shape.periodCount(); t++) {
      cases += residuals.level(u) * shape.exposure(u, t) / hidden.scale() / shape.periodCount();
    }
    return hidden.below() > 0 && cases < ENOUGH_CASES;
  }

  /** Variance and correlation of the shocks of clusters. */
  private double[] clusters(double[][] variance, double own, double ownCorrelation, double factor) {
    int periods = shape.periodCount();
    double[] whole = shape.clusterWeights();
    double[][] means = clusterMeans();
    double all = 0;
    for (double weight : whole) {
      all += weight;
    }
    List<double[]> series = new ArrayList<>();
    List<double[][]> noise = new ArrayList<>();
    for (int k = 0; k < whole.length; k++) {
      double scaled = 1 / Math.sqrt(1 - Math.min(MOST_OF_CLUSTER, whole[k] / all));
      double[] path = new double[periods];
      for (int t = 0; t < periods; t++) {
        path[t] = scaled * means[k][t];
      }
      double[][] covariance = new double[periods][periods];
      for (int u = 0; u < shape.units(); u++) {
        if (shape.cluster(u) == k) {
          double share = shape.weight(u) / whole[k];
          for (int s = 0; s < periods; s++) {
            covariance[s][s] += share * share * factor * variance[u][s];
            for (int t = 0; t < periods; t++) {
              covariance[s][t] += share * share * own * Math.pow(ownCorrelation, Math.abs(s - t));
            }
          }
        }
      }
      series.add(path);
      noise.add(covariance);
    }
    if (series.size() < 2) {
      return new double[] {0, 0};
    }
    PathLikelihood likelihood = new PathLikelihood(series, noise);
    double total = likelihood.meanSquare();
    return CompassSearch.maximise(
        p -> likelihood.at(p[0], p[1], 1),
        new double[] {total / 2, 0.5},
        new double[] {0, 0},
        new double[] {9 * total, 0.95});
  }

  private double[][] clusterMeans() {
    double[] whole = shape.clusterWeights();
    double[][] means = new double[whole.length][shape.periodCount()];
    for (int u = 0; u < shape.units(); u++) {
      int k = shape.cluster(u);
      for (int t = 0; t < means[k].length; t++) {
        means[k][t] += shape.weight(u) / whole[k] * residuals.value(u, t);
      }
    }
    return means;
  }
}
