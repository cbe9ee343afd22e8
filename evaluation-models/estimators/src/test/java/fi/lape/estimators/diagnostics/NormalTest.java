package fi.lape.estimators.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;
import org.hipparchus.special.Erf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalTest {
  @Test
  void tailsAgreeWithTheErrorFunctionAndFarOutWithTheirExpansion() {
    for (double z = -8; z <= 8; z += 0.03125) {
      double expected = Erf.erfc(-z / Math.sqrt(2)) / 2;
      assertThat(NormalTail.below(z)).isCloseTo(expected, within(1e-13 * expected));
      if (z < 6) {
        assertThat(NormalTail.quantile(NormalTail.below(z))).isCloseTo(z, within(1e-7));
      }
    }
    // R: pnorm(-20) = 2.753624118606234e-89.
    assertThat(NormalTail.below(-20)).isCloseTo(2.753624118606234e-89, within(1e-102));
    assertThat(NormalTail.quantile(2.753624118606234e-89)).isCloseTo(-20, within(1e-12));
  }

  @Test
  void truncatedTailsAreRightWhereBothProbabilitiesUnderflow() {
    // P(Z > z | Z > a) → exp(−(z² − a²)/2)·a/z; at 60 the next term is 1/a² − 1/z².
    double z = 60.01;
    double expected = Math.exp(-(z * z - 3600) / 2) * 60 / z;
    assertThat(NormalTail.above(z, 60, Double.POSITIVE_INFINITY))
        .isCloseTo(expected, within(expected * 1e-6));
    assertThat(NormalTail.above(1, -2, 3))
        .isCloseTo(
            (NormalTail.below(3) - NormalTail.below(1))
                / (NormalTail.below(3) - NormalTail.below(-2)),
            within(1e-15));
    assertThat(NormalTail.above(1.5, 1, 2))
        .isCloseTo(
            (NormalTail.below(2) - NormalTail.below(1.5))
                / (NormalTail.below(2) - NormalTail.below(1)),
            within(1e-14));
  }

  /** Equal correlations ρ: given a common factor the components are independent. */
  private static double equicorrelated(int d, double rho, double from, double to) {
    GaussIntegrator rule = new GaussIntegratorFactory().legendre(200);
    double sum = 0;
    for (int k = 0; k < 200; k++) {
      double f = 9 * rule.getPoint(k);
      double root = Math.sqrt(1 - rho);
      double one =
          NormalTail.below((to - Math.sqrt(rho) * f) / root)
              - NormalTail.below((from - Math.sqrt(rho) * f) / root);
      sum += rule.getWeight(k) * 9 * NormalTail.density(f) * Math.pow(one, d);
    }
    return sum;
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0.5, 1e-13",
    "2, 0.9, 1e-11",
    "3, 0.2, 1e-12",
    "4, 0.8, 1e-10",
    "5, 0.5, 1e-5",
    "8, 0.3, 2e-5",
    "12, 0.7, 1e-4"
  })
  void rectanglesAgreeWithAnIntegralInOneDimension(int d, double rho, double tolerance) {
    double[][] covariance = new double[d][d];
    double[] low = new double[d];
    double[] high = new double[d];
    Arrays.fill(low, -1.5);
    Arrays.fill(high, 2.5);
    for (int i = 0; i < d; i++) {
      Arrays.fill(covariance[i], rho);
      covariance[i][i] = 1;
    }
    double gap =
        new NormalRectangle(covariance, low, high).probability()
            - equicorrelated(d, rho, -1.5, 2.5);
    System.out.printf("normal rectangle, %d dimensions: gap %.1e%n", d, gap);
    assertThat(gap).isCloseTo(0, within(tolerance));
  }

  /** E[X | a ≤ X ≤ b] of one normal has a closed form; independent ones do not matter to it. */
  @Test
  void theMeanInsideARectangleIsThatOfATruncatedNormal() {
    double[][] covariance = {{4, 0}, {0, 9}};
    double[] pull =
        new NormalRectangle(covariance, new double[] {-1, -2}, new double[] {3, 8}).pull();
    double inside = NormalTail.below(1.5) - NormalTail.below(-0.5);
    double mean = 2 * (NormalTail.density(-0.5) - NormalTail.density(1.5)) / inside;
    assertThat(4 * pull[0]).isCloseTo(mean, within(1e-12));
  }
}
