package fi.lape.estimators.estimate;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What moves outcomes without treatment, Y_it(0) = α_i + λ_t + x_it'b; a unit's α_i is the mean of
 * its untreated outcomes less the rest.
 *
 * @param anticipation periods before adoption that count as treated already
 * @param periods λ_t of each period that untreated outcomes settle, 0 for the first of them
 * @param covariates b by name
 */
public record UntreatedTrend(
    int anticipation, Map<Integer, Double> periods, Map<String, Double> covariates) {
  public UntreatedTrend {
    periods = Collections.unmodifiableMap(new TreeMap<>(periods));
    covariates = Collections.unmodifiableMap(new TreeMap<>(covariates));
  }
}
