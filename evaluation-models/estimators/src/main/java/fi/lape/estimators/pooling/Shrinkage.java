package fi.lape.estimators.pooling;

import java.util.List;

/**
 * The areas' own effects drawn towards what areas have in common, and how their errors go together;
 * as uncertain as a normal law with this mean and covariance. Immutable.
 */
public final class Shrinkage {
  private final List<String> areas;
  private final double[] means;
  private final double[][] covariance;

  /**
   * @param areas k names
   * @param means one an area
   * @param covariance k × k
   */
  public Shrinkage(List<String> areas, double[] means, double[][] covariance) {
    this.areas = List.copyOf(areas);
    this.means = means.clone();
    this.covariance = copy(covariance);
  }

  private static double[][] copy(double[][] rows) {
    double[][] copy = new double[rows.length][];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = rows[i].clone();
    }
    return copy;
  }

  /** Returns the names. */
  public List<String> areas() {
    return areas;
  }

  /** Returns the shrunken effects. */
  public double[] means() {
    return means.clone();
  }

  /** Returns the covariance of their errors. */
  public double[][] covariance() {
    return copy(covariance);
  }
}
