package fi.lape.estimators.inference;

/** What is done to the residuals of a cluster before they are squared. */
enum Adjustment {
  /** Nothing: CR0. */
  NONE,
  /** They are divided by the root of what the regression leaves of their variance: CR2. */
  ROOT,
  /** They are divided by what the regression leaves of it: CR3. */
  INVERSE;

  // Eigenvalues of I − H: where a cluster alone settles a coefficient, rounding leaves 1e-13.
  private static final double NOTHING_LEFT = 1e-9;

  /** Returns the factor of a direction; 0 where nothing is left, as in the pseudo-inverse. */
  double power(double left) {
    return switch (this) {
      case NONE -> 1;
      case ROOT -> left < NOTHING_LEFT ? 0 : 1 / Math.sqrt(left);
      case INVERSE -> left < NOTHING_LEFT ? 0 : 1 / left;
    };
  }
}
