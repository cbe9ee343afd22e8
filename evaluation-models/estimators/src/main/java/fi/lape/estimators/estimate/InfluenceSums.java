package fi.lape.estimators.estimate;

import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What is known of the influence of many effects where units cannot be brought together: its
 * products summed over units, and its sums by cluster. All is of ψ/n.
 */
public final class InfluenceSums {
  private static final double[][] NONE = {};

  private final double[][] products;
  private final Optional<List<String>> clusters;
  private final double[][] sums;
  private final double[][] squares;
  private final long[] influential;
  private final double[] fourths;

  private InfluenceSums(
      double[][] products,
      Optional<List<String>> clusters,
      double[][] sums,
      double[][] squares,
      long[] influential,
      double[] fourths) {
    this.products = products;
    this.clusters = clusters;
    this.sums = sums;
    this.squares = squares;
    this.influential = influential;
    this.fourths = fourths;
  }

  /**
   * Clusters hold many units. Arrays are kept, not copied.
   *
   * @param products effects × effects, summed over units
   * @param clusters sorted
   * @param sums effects × clusters
   * @param squares effects × clusters, summed over the units of a cluster
   */
  public static InfluenceSums ofClusters(
      double[][] products, List<String> clusters, double[][] sums, double[][] squares) {
    return new InfluenceSums(
        products, Optional.of(List.copyOf(clusters)), sums, squares, new long[0], new double[0]);
  }

  /**
   * Every unit is its own cluster. Arrays are kept, not copied.
   *
   * @param products effects × effects, summed over units
   * @param influential units whose influence is not 0, one number an effect
   * @param fourths fourth powers summed over units, one an effect
   */
  public static InfluenceSums ofUnits(double[][] products, long[] influential, double[] fourths) {
    return new InfluenceSums(products, Optional.empty(), NONE, NONE, influential, fourths);
  }

  boolean unitsAreClusters() {
    return clusters.isEmpty();
  }

  double product(int one, int other) {
    return products[one][other];
  }

  List<String> clusters(long units) {
    return clusters.orElseGet(
        () -> Collections.nCopies(Math.toIntExact(units), SummedInfluence.UNIT));
  }

  List<String> influential(int effect) {
    return Collections.nCopies(Math.toIntExact(influential[effect]), SummedInfluence.UNIT);
  }

  double[] sums(int effect) {
    return clusters.isEmpty() ? new double[0] : sums[effect];
  }

  double effectiveClusters(int effect) {
    double sum = products[effect][effect];
    double fourth = 0;
    if (clusters.isEmpty()) {
      fourth = fourths[effect];
    } else {
      for (double gamma : squares[effect]) {
        fourth += gamma * gamma;
      }
    }
    return sum * sum / fourth;
  }
}
