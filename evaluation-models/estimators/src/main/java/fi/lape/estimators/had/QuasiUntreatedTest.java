package fi.lape.estimators.had;

import java.util.Arrays;
import java.util.Optional;

/**
 * Test that doses come arbitrarily close to zero: T = D₍₁₎ / (D₍₂₎ − D₍₁₎), p = 1/(1 + T).
 *
 * <p>If rejected, nobody is nearly untreated, and the level at dose zero is an extrapolation.
 *
 * @param smallest D₍₁₎
 * @param second D₍₂₎
 * @param statistic T; at the level α the test rejects above 1/α − 1
 * @param pValue of a T at least as large
 */
public record QuasiUntreatedTest(double smallest, double second, double statistic, double pValue) {

  /**
   * Tests doses above zero; empty if there are fewer than two or the two smallest are equal, which
   * the test does not allow for.
   */
  public static Optional<QuasiUntreatedTest> of(double[] dose) {
    double[] sorted = dose.clone();
    Arrays.sort(sorted);
    if (sorted.length < 2 || sorted[0] == sorted[1]) {
      return Optional.empty();
    }
    double statistic = sorted[0] / (sorted[1] - sorted[0]);
    return Optional.of(
        new QuasiUntreatedTest(sorted[0], sorted[1], statistic, 1 / (1 + statistic)));
  }

  /** Returns the statistic above which the test rejects at {@code size}. */
  public double critical(double size) {
    return 1 / size - 1;
  }
}
