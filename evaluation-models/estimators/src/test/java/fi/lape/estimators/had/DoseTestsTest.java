package fi.lape.estimators.had;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fi.lape.estimators.had.LinearityTest.Null;
import fi.lape.estimators.had.LinearityTest.Variance;
import org.junit.jupiter.api.Test;

/** Both tests on numbers small enough for pen and paper. */
class DoseTestsTest {
  private static final double[] DOSE = {4, 1, 3, 2};
  private static final double[] CHANGE = {1, 0, 0, 1}; // in order of dose: 0, 1, 0, 1

  @Test
  void theStatisticOfQuasiUntreatedUnitsIsTheSmallestDoseOverTheGapToTheNext() {
    QuasiUntreatedTest test = QuasiUntreatedTest.of(new double[] {0.9, 0.5, 0.2}).orElseThrow();
    assertThat(test.statistic()).isCloseTo(0.2 / 0.3, within(1e-12));
    assertThat(test.pValue()).isCloseTo(0.6, within(1e-12));
    assertThat(test.critical(0.05)).isCloseTo(19, within(1e-12));
  }

  @Test
  void equalSmallestDosesHaveNoTest() {
    assertThat(QuasiUntreatedTest.of(new double[] {0.2, 0.5, 0.2})).isEmpty();
    assertThat(QuasiUntreatedTest.of(new double[] {0.2})).isEmpty();
  }

  @Test
  void linearityComparesResidualsWithStepsBetweenNeighbours() {
    // residuals ∓1/2: s²_lin = 1/3, s²_diff = 1/2, products of neighbours 1/4
    LinearityTest any = LinearityTest.of(DOSE, CHANGE, Null.CONSTANT, Variance.ANY).orElseThrow();
    assertThat(any.residualVariance()).isCloseTo(1 / 3.0, within(1e-12));
    assertThat(any.differenceVariance()).isCloseTo(0.5, within(1e-12));
    assertThat(any.statistic()).isCloseTo(-4 / 3.0, within(1e-12));
    assertThat(any.pValue()).isCloseTo(0.9087887802741321, within(1e-12)); // Φ(4/3)
    LinearityTest equal =
        LinearityTest.of(DOSE, CHANGE, Null.CONSTANT, Variance.EQUAL).orElseThrow();
    assertThat(equal.statistic()).isCloseTo(-2 / 3.0, within(1e-12));
  }

  @Test
  void linearityOfALineWithoutErrorHasNoTest() {
    double[] line = {9.1, 3.1, 7.1, 5.1}; // 1.1 + 2 dose
    assertThat(LinearityTest.of(DOSE, line, Null.LINEAR, Variance.ANY)).isEmpty();
    assertThat(LinearityTest.of(DOSE, line, Null.CONSTANT, Variance.ANY)).isPresent();
  }
}
