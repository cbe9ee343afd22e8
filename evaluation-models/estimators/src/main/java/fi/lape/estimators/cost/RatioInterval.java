package fi.lape.estimators.cost;

/** An interval of a ratio of cost to effect, or why there is none. */
public sealed interface RatioInterval {
  /**
   * The ends, euros per unit of effect.
   *
   * @param low below 0 where a programme that has an effect may save money
   */
  record Ends(double low, double high) implements RatioInterval {}

  /** No interval. */
  record Refused(NoRatio reason) implements RatioInterval {}
}
