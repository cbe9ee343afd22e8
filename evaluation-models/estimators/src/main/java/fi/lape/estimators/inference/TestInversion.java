package fi.lape.estimators.inference;

import java.util.OptionalDouble;

/**
 * The p-values of a test for every value of an effect, and the interval of values it does not
 * reject, searched from the estimate outwards by steps and then by halving.
 *
 * @param imposes whether draws are made with the value tested imposed, or around the estimate
 * @param floor the smallest p-value the test may give
 * @param ties whether a draw as large as the observed statistic counts
 */
record TestInversion(GapDraws draws, boolean imposes, double floor, boolean ties) {
  private static final double ROUNDING = 1e-12;
  private static final int MOST_STEPS = 60;
  private static final int HALVINGS = 45;
  // After so many, all but a few thousand of the patterns are settled in what is left.
  private static final int HALVINGS_OF_ALL = 6;

  /** Returns the p-value of the value that lies {@code gap} below the estimate. */
  double pValue(double gap) {
    return Math.max(floor, draws.pValue(imposed(gap), gap, ties));
  }

  /** A p-value that equals alpha rejects, also where 1 − level is a rounding short of it. */
  private static boolean isKept(double p, double alpha) {
    return p > alpha * (1 + ROUNDING);
  }

  private double imposed(double gap) {
    return imposes ? gap : 0;
  }

  /**
   * Returns where p falls to alpha on one side of the estimate, or empty if it never does.
   *
   * @param step a standard error, below 0 for the lower end
   */
  OptionalDouble edge(double theta, double step, double alpha) {
    double inside = 0;
    double outside = step;
    for (int j = 0; isKept(pValue(-outside), alpha); j++) {
      if (j == MOST_STEPS) {
        return OptionalDouble.empty();
      }
      inside = outside;
      outside += step;
    }
    for (int j = 0; j < HALVINGS_OF_ALL; j++) {
      double middle = (inside + outside) / 2;
      if (isKept(pValue(-middle), alpha)) {
        inside = middle;
      } else {
        outside = middle;
      }
    }
    GapDraws.Settled settled = draws.settle(imposed(-inside), imposed(-outside), -inside, -outside);
    for (int j = HALVINGS_OF_ALL; j < HALVINGS; j++) {
      double middle = (inside + outside) / 2;
      double p = Math.max(floor, settled.pValue(imposed(-middle), -middle, ties));
      if (isKept(p, alpha)) {
        inside = middle;
      } else {
        outside = middle;
      }
    }
    return OptionalDouble.of(theta + (inside + outside) / 2);
  }
}
