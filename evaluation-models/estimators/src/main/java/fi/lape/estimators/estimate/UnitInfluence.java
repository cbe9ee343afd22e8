package fi.lape.estimators.estimate;

import fi.lape.estimators.panel.Panel;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;

/** The influence function ψ of an estimate, unit by unit, in the order of the panel. */
public final class UnitInfluence implements Influence {
  private final double[] values;
  private final List<String> clusters;
  private final double[] clusterSums;
  private final double[] clusterSquares;

  /**
   * @param panel the panel the estimate was made from
   * @param values ψ, one a unit of the panel, finite
   */
  public UnitInfluence(Panel panel, double[] values) {
    if (values.length != panel.size()) {
      throw new IllegalArgumentException(values.length + " values for " + panel.size() + " units");
    }
    this.values = values.clone();
    TreeSet<String> names = new TreeSet<>();
    for (int i = 0; i < values.length; i++) {
      names.add(panel.cluster(i));
    }
    clusters = List.copyOf(names);
    clusterSums = new double[clusters.size()];
    clusterSquares = new double[clusters.size()];
    for (int i = 0; i < values.length; i++) {
      int k = Collections.binarySearch(clusters, panel.cluster(i));
      clusterSums[k] += values[i];
      clusterSquares[k] += values[i] * values[i];
    }
  }

  /** Returns ψ of unit {@code i}. */
  public double of(int i) {
    return values[i];
  }

  @Override
  public long units() {
    return values.length;
  }

  @Override
  public List<String> clusters() {
    return clusters;
  }

  @Override
  public double[] clusterSums() {
    return clusterSums.clone();
  }

  /** Returns Σψ_i² over the units of each cluster. */
  public double[] clusterSquares() {
    return clusterSquares.clone();
  }

  @Override
  public double sumOfSquares() {
    return product(this);
  }

  @Override
  public double unitCovariance(Influence other) {
    if (!(other instanceof UnitInfluence same) || same.values.length != values.length) {
      throw new IllegalArgumentException("influences of different kinds have no covariance");
    }
    double n = values.length;
    return product(same) / n / n;
  }

  private double product(UnitInfluence other) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += values[i] * other.values[i];
    }
    return sum;
  }
}
