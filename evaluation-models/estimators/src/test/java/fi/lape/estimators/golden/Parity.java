package fi.lape.estimators.golden;

import static org.assertj.core.api.Assertions.assertThat;

/** Compares numbers with a golden set, and says at the end how many and how close. */
public final class Parity {
  private final String set;
  private int compared;
  private double worst;
  private String worstAt = "-";

  public Parity(String set) {
    this.set = set;
  }

  /** Asserts |actual − expected| ≤ tolerance · max(|expected|, 1e-3). */
  public void compare(String at, double actual, double expected, double tolerance) {
    // Golden values near zero (differences of near-equal means) are held to an absolute 1e-3 scale.
    double gap = Math.abs(actual - expected) / Math.max(Math.abs(expected), 1e-3);
    compared++;
    if (gap > worst) {
      worst = gap;
      worstAt = at;
    }
    assertThat(gap).as("%s %s: %s, golden %s", set, at, actual, expected).isLessThan(tolerance);
  }

  /** Asserts that as many numbers were compared as the set is known to hold, and prints a line. */
  public void summary(int expected) {
    System.out.printf(
        "parity %-45s %6d numbers, worst relative gap %.1e (%s)%n", set, compared, worst, worstAt);
    assertThat(compared).as("numbers compared in %s", set).isEqualTo(expected);
  }
}
