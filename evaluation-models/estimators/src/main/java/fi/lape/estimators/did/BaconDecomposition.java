package fi.lape.estimators.did;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.estimate.Effect;
import java.util.List;

/**
 * What a static two-way fixed effects coefficient is made of.
 *
 * @param coefficient the coefficient, or why there is none
 * @param comparisons by type, treated and control cohort; none if there is no coefficient
 */
public record BaconDecomposition(Effect coefficient, List<BaconComparison> comparisons) {
  public BaconDecomposition {
    requireNonNull(coefficient, "coefficient is null");
    comparisons = List.copyOf(comparisons);
  }

  /** Returns Σ weight · estimate, the coefficient up to rounding. */
  public double weightedSum() {
    double sum = 0;
    for (BaconComparison comparison : comparisons) {
      sum += comparison.weight() * comparison.effect().estimate();
    }
    return sum;
  }

  /** Returns the weight of all comparisons of a type, 0 to 1. */
  public double weight(BaconComparison.Type type) {
    double sum = 0;
    for (BaconComparison comparison : comparisons) {
      sum += comparison.type() == type ? comparison.weight() : 0;
    }
    return sum;
  }
}
