package fi.lape.estimators.inference;

import fi.lape.estimators.estimate.ClusterRegression;

/**
 * The effective number of clusters G* = G / (1 + Γ), Γ the squared coefficient of variation of γ_k
 * = c'M⁻¹M_kM⁻¹c, for errors that are independent and of equal variance.
 *
 * @see <a href="https://doi.org/10.1162/REST_a_00639">Carter, Schnepel and Steigerwald (2017)</a>
 */
public final class EffectiveClusters {
  private EffectiveClusters() {}

  /** Returns G*, above 0 and at most the number of clusters. */
  public static double of(ClusterRegression regression) {
    double[] leverage = regression.clusterLeverage();
    double sum = 0;
    double squares = 0;
    for (double gamma : leverage) {
      sum += gamma;
      squares += gamma * gamma;
    }
    return sum * sum / squares; // the same as G / (1 + Γ)
  }
}
