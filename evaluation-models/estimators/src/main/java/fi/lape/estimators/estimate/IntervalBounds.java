package fi.lape.estimators.estimate;

import fi.lape.estimators.moments.PanelMoments;

/**
 * The lowest and highest value an estimate can take when outcomes are known only as intervals.
 *
 * <p>With every outcome in midpoint ± half-width h, θ = Σ a·ȳ lies in θ ± Σ |a|·h̄, and both ends
 * are reached: the bounds are sharp, and say nothing of sampling error.
 *
 * @param low in the outcome's unit
 * @param high in the outcome's unit
 */
public record IntervalBounds(double low, double high) {
  /**
   * Bounds an estimate made from midpoints.
   *
   * @param midpoint the estimate from interval midpoints
   * @param contrast its weights
   * @param halfWidths a state of the same units and weights whose outcomes are the half-widths, 0
   *     where the value is known
   */
  public static IntervalBounds of(double midpoint, Contrast contrast, PanelMoments halfWidths) {
    double half = contrast.absoluteValue(halfWidths);
    return new IntervalBounds(midpoint - half, midpoint + half);
  }
}
