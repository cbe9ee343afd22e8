package fi.lape.estimators.intertemporal;

/** Whose effects are averaged. */
public enum Switchers {
  /** Everybody whose treatment changed, effects of a lowered treatment with their sign turned. */
  BOTH,
  /** Units whose treatment was above their first one, on average, once it had changed. */
  IN,
  /** Units whose treatment was below it. */
  OUT;

  boolean contains(int direction) {
    return switch (this) {
      case BOTH -> true;
      case IN -> direction > 0;
      case OUT -> direction < 0;
    };
  }
}
