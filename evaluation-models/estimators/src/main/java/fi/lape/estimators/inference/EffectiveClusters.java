package fi.lape.estimators.inference;

import fi.lape.estimators.estimate.ClusterRegression;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.SummedInfluence;
import fi.lape.estimators.estimate.UnitInfluence;
import java.util.Arrays;

/**
 * The effective number of clusters G* = G / (1 + Γ), Γ the squared coefficient of variation of γ_k
 * = c'M⁻¹M_kM⁻¹c, for errors that are independent and of equal variance.
 *
 * @see <a href="https://doi.org/10.1162/REST_a_00639">Carter, Schnepel and Steigerwald (2017)</a>
 */
public final class EffectiveClusters {
  private EffectiveClusters() {}

  /**
   * Returns G*, above 0 and at most the number of clusters. Where the estimate is not a regression,
   * γ_k is the sum of squared influence in the cluster, which estimates the same up to a factor.
   */
  public static double of(Estimated estimated) {
    if (estimated.regression().isPresent()) {
      return of(estimated.regression().get());
    }
    if (estimated.influence() instanceof UnitInfluence units) {
      return of(units.clusterSquares());
    }
    if (estimated.influence() instanceof SummedInfluence sums) {
      return sums.effectiveClusters();
    }
    return of(Arrays.stream(estimated.influence().clusterSums()).map(sum -> sum * sum).toArray());
  }

  /** Returns G*, above 0 and at most the number of clusters. */
  public static double of(ClusterRegression regression) {
    return of(regression.clusterLeverage());
  }

  private static double of(double[] leverage) {
    double sum = 0;
    double squares = 0;
    for (double gamma : leverage) {
      sum += gamma;
      squares += gamma * gamma;
    }
    return sum * sum / squares; // the same as G / (1 + Γ)
  }
}
