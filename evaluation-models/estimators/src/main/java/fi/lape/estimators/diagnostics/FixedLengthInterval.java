package fi.lape.estimators.diagnostics;

import java.util.List;

/**
 * An interval of fixed length, estimate ± halfLength; all but the weights in the outcome's unit.
 *
 * @param estimate Σ a_i β̂_i
 * @param halfLength above 0
 * @param worstBias largest |bias| of the estimate over Δ^SD(M)
 * @param standardError of the estimate
 * @param weights a, one an event time; after adoption those asked for
 */
public record FixedLengthInterval(
    double estimate,
    double halfLength,
    double worstBias,
    double standardError,
    List<Double> weights) {
  public FixedLengthInterval {
    weights = List.copyOf(weights);
  }

  /** Returns the lower end. */
  public double low() {
    return estimate - halfLength;
  }

  /** Returns the upper end. */
  public double high() {
    return estimate + halfLength;
  }
}
