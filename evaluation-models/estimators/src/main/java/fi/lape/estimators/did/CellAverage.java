package fi.lape.estimators.did;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.estimate.EffectKey;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * An average of cell effects, θ = Σ_j q_j θ_j with θ_j = Σ_{c∈j} W_c δ_c / Σ_{c∈j} W_c and W_c the
 * weight of the rows of cell c.
 *
 * @param key what it is
 * @param groups the j, disjoint; none if there is nothing to average
 * @param cohortShares whether group j is the j-th cohort and q_j its share of the weight
 */
public record CellAverage(EffectKey key, List<Group> groups, boolean cohortShares) {
  /**
   * Cells averaged by their weight.
   *
   * @param cohort the cohort they are of, where q is its share
   * @param share q
   * @param cells places in the list of cells
   */
  public record Group(int cohort, double share, List<Integer> cells) {
    public Group {
      cells = List.copyOf(cells);
    }

    double weight(double[] weights) {
      double sum = 0;
      for (int c : cells) {
        sum += weights[c];
      }
      return sum;
    }

    double value(double[] weights, double[] effects) {
      double whole = weight(weights);
      double sum = 0;
      for (int c : cells) {
        sum += weights[c] / whole * effects[c];
      }
      return sum;
    }
  }

  public CellAverage {
    requireNonNull(key, "key is null");
    groups = List.copyOf(groups);
  }

  /** Returns the weight of every cell in θ. */
  double[] cellWeights(double[] weights) {
    double[] shares = new double[weights.length];
    for (Group group : groups) {
      double whole = group.weight(weights);
      for (int c : group.cells()) {
        shares[c] += group.share() * (weights[c] / whole);
      }
    }
    return shares;
  }

  /** Returns what a row of each cell adds to ψ, per unit of weight, by moving the weights W. */
  double[] shareInfluence(double[] weights, double[] effects) {
    double[] influence = new double[weights.length];
    for (Group group : groups) {
      double whole = group.weight(weights);
      double mean = group.value(weights, effects);
      for (int c : group.cells()) {
        influence[c] += group.share() * (effects[c] - mean) / whole;
      }
    }
    return influence;
  }

  /** Returns what a unit of each cohort adds to ψ, per unit of weight, by moving the shares q. */
  NavigableMap<Integer, Double> cohortInfluence(
      double[] weights, double[] effects, NavigableMap<Integer, Double> cohortWeights) {
    NavigableMap<Integer, Double> influence = new TreeMap<>();
    if (cohortShares) {
      double whole = 0;
      double theta = 0;
      for (Group group : groups) {
        whole += cohortWeights.get(group.cohort());
        theta += group.share() * group.value(weights, effects);
      }
      for (Group group : groups) {
        influence.put(group.cohort(), (group.value(weights, effects) - theta) / whole);
      }
    }
    return influence;
  }
}
