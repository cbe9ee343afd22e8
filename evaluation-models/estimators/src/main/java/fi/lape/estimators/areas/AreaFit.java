package fi.lape.estimators.areas;

import fi.lape.estimators.estimate.Reason;
import fi.lape.estimators.pooling.AreaEstimates;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The own effects of areas.
 *
 * @param effects of the areas that have one, sorted by area
 * @param refused the other areas, with the reason
 */
public record AreaFit(List<AreaEffect> effects, SortedMap<String, Reason> refused) {
  public AreaFit {
    effects = List.copyOf(effects);
    refused = Collections.unmodifiableSortedMap(new TreeMap<>(refused));
  }

  /** Returns the covariance of the effects, areas × areas, in their order. */
  public double[][] covariance() {
    double[][] covariance = new double[effects.size()][effects.size()];
    for (int j = 0; j < covariance.length; j++) {
      for (int l = 0; l < covariance.length; l++) {
        covariance[j][l] =
            effects
                    .get(j)
                    .estimated()
                    .influence()
                    .unitCovariance(effects.get(l).estimated().influence())
                + (j == l ? effects.get(j).extraVariance() : 0);
      }
    }
    return covariance;
  }

  /**
   * Returns the effects to be pooled, with their covariance.
   *
   * @throws fi.lape.estimators.error.EvaluationException {@code AREA_ESTIMATE_NOT_USABLE} if an
   *     area's units all changed alike
   */
  public AreaEstimates estimates() {
    double[][] covariance = covariance();
    double[] estimates = new double[covariance.length];
    double[] errors = new double[covariance.length];
    for (int j = 0; j < estimates.length; j++) {
      estimates[j] = effects.get(j).estimated().estimate();
      errors[j] = Math.sqrt(covariance[j][j]);
    }
    return AreaEstimates.of(effects.stream().map(AreaEffect::area).toList(), estimates, errors)
        .withCovariance(covariance);
  }
}
