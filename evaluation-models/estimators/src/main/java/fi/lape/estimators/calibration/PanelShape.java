package fi.lape.estimators.calibration;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Everything about a panel but its outcomes. */
public final class PanelShape implements Serializable {
  private static final long serialVersionUID = 1;

  private final ArrayList<String> clusters;
  private final int[] cluster;
  private final double[] weight;
  private final double[][] exposure;
  private final int[] periods;

  /**
   * @param clusters names of the clusters (areas)
   * @param cluster place of every unit's cluster in {@code clusters}
   * @param weight one a unit, above 0
   * @param exposure people by unit and period, above 0; kept, not copied
   * @param periods increasing
   */
  public PanelShape(
      List<String> clusters, int[] cluster, double[] weight, double[][] exposure, int[] periods) {
    if (cluster.length != weight.length || cluster.length != exposure.length) {
      throw new IllegalArgumentException(
          "%d clusters, %d weights and %d exposures of units"
              .formatted(cluster.length, weight.length, exposure.length));
    }
    this.clusters = new ArrayList<>(clusters);
    this.cluster = cluster.clone();
    this.weight = weight.clone();
    this.exposure = exposure;
    this.periods = periods.clone();
  }

  /** Returns the number of units. */
  public int units() {
    return cluster.length;
  }

  /** Returns the names of the clusters. */
  public List<String> clusters() {
    return List.copyOf(clusters);
  }

  /** Returns the number of clusters. */
  public int clusterCount() {
    return clusters.size();
  }

  /** Returns the place of a unit's cluster. */
  public int cluster(int unit) {
    return cluster[unit];
  }

  /** Returns the name of a unit's cluster. */
  public String clusterOf(int unit) {
    return clusters.get(cluster[unit]);
  }

  /** Returns the weight of a unit. */
  public double weight(int unit) {
    return weight[unit];
  }

  /** Returns the people of a unit in a period. */
  public double exposure(int unit, int period) {
    return exposure[unit][period];
  }

  /** Returns the periods, increasing. */
  public int[] periods() {
    return periods.clone();
  }

  /** Returns the number of periods. */
  public int periodCount() {
    return periods.length;
  }

  /** Returns a period. */
  public int period(int t) {
    return periods[t];
  }

  /** Returns the weight of every cluster. */
  double[] clusterWeights() {
    double[] sums = new double[clusters.size()];
    for (int u = 0; u < cluster.length; u++) {
      sums[cluster[u]] += weight[u];
    }
    return sums;
  }

  /** Returns the same units weighing the same. */
  public PanelShape unweighted() {
    double[] equal = new double[weight.length];
    Arrays.fill(equal, 1);
    return new PanelShape(clusters, cluster, equal, exposure, periods);
  }
}
