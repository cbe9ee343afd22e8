package fi.lape.estimators.diagnostics;

import static java.util.Objects.requireNonNull;

/**
 * What is believed of δ, the difference in trends that the estimates would show without any effect.
 *
 * @param kind how the bound limits it
 * @param shape what is believed besides
 */
public record Restriction(Kind kind, Shape shape) {
  /** How the bound M limits δ. */
  public enum Kind {
    /**
     * Δ^SD(M): the slope changes by at most M between periods, |δ_{t+1} − 2δ_t + δ_{t−1}| ≤ M; M in
     * the outcome's unit.
     */
    SMOOTHNESS,
    /**
     * Δ^RM(M̄): after adoption no step |δ_{t+1} − δ_t| is larger than M̄ times the largest one
     * before; M̄ is a ratio.
     */
    RELATIVE_MAGNITUDES,
    /**
     * Δ^SDRM(M̄): from the reference on, no change of slope is larger than M̄ times the largest one
     * before; M̄ is a ratio.
     */
    RELATIVE_SMOOTHNESS
  }

  /** What is believed of the direction of δ. */
  public enum Shape {
    /** Nothing. */
    ANY,
    /** δ is 0 or more after adoption. */
    POSITIVE,
    /** δ is 0 or less after adoption. */
    NEGATIVE,
    /** δ never falls, over all periods. */
    INCREASING,
    /** δ never rises, over all periods. */
    DECREASING
  }

  public Restriction {
    requireNonNull(kind, "kind is null");
    requireNonNull(shape, "shape is null");
  }

  /** Returns the restriction without a shape. */
  public static Restriction of(Kind kind) {
    return new Restriction(kind, Shape.ANY);
  }

  /** Returns how many estimates before the reference the restriction needs to mean anything. */
  int preNeeded() {
    return switch (kind) {
      case SMOOTHNESS, RELATIVE_MAGNITUDES -> 1;
      case RELATIVE_SMOOTHNESS -> 2;
    };
  }
}
