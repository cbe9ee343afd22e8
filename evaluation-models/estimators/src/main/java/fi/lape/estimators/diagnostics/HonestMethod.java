package fi.lape.estimators.diagnostics;

/** How an interval under a restriction is made. */
public enum HonestMethod {
  /**
   * Shortest interval of fixed length; {@link Restriction.Kind#SMOOTHNESS} without a shape only.
   */
  FLCI,
  /** Inverts the conditional test; nothing is simulated. */
  CONDITIONAL,
  /** A least-favourable test of size α/10 first, whose critical value is simulated. */
  CONDITIONAL_LEAST_FAVOURABLE,
  /**
   * A fixed-length interval of level 1 − α/10 first; {@link Restriction.Kind#SMOOTHNESS} with any
   * shape.
   */
  CONDITIONAL_FLCI
}
