package fi.lape.estimators.diagnostics;

/** How much violation of parallel trends the finding "there is an effect" survives. */
public sealed interface Breakdown {
  /**
   * The largest bound at which the interval leaves out 0.
   *
   * @param bound M in the outcome's unit, or M̄, a ratio; to a thousandth of the standard error or
   *     of 1
   */
  record At(double bound) implements Breakdown {}

  /** The interval holds 0 at bound 0 already. */
  record Insignificant() implements Breakdown {}

  /**
   * The interval leaves out 0 at every bound tried.
   *
   * @param tried the largest
   */
  record Unbounded(double tried) implements Breakdown {}
}
