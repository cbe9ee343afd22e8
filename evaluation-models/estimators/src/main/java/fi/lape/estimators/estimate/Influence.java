package fi.lape.estimators.estimate;

import java.util.ArrayList;
import java.util.List;

/**
 * What every unit contributes to the error of an estimate θ: ψ_i = n · ∂θ/∂(log w_i), the influence
 * function with units weighted as the panel weighs them.
 */
public sealed interface Influence permits MomentInfluence, SummedInfluence, UnitInfluence {
  /** Returns n, the number of units of the panel. */
  long units();

  /** Returns the clusters of the panel, sorted. */
  List<String> clusters();

  /** Returns Σψ_i over the units of each cluster. */
  double[] clusterSums();

  /** Returns the clusters whose sum is not 0, sorted. */
  default List<String> influential() {
    double[] sums = clusterSums();
    List<String> influential = new ArrayList<>();
    for (int k = 0; k < sums.length; k++) {
      if (sums[k] != 0) {
        influential.add(clusters().get(k));
      }
    }
    return List.copyOf(influential);
  }

  /** Returns Σψ_i². */
  double sumOfSquares();

  /**
   * Returns Σψ_i φ_i / n², the covariance when units are independent; no small-sample factor.
   *
   * @throws IllegalArgumentException if the other is of another kind or panel
   */
  double unitCovariance(Influence other);

  /** Returns Σ_k (Σ_{i∈k} ψ_i)(Σ_{i∈k} φ_i) / n², the covariance when only clusters are. */
  default double clusterCovariance(Influence other) {
    double[] mine = clusterSums();
    double[] theirs = other.clusterSums();
    double n = units();
    double sum = 0;
    for (int k = 0; k < mine.length; k++) {
      sum += mine[k] / n * (theirs[k] / n);
    }
    return sum;
  }
}
