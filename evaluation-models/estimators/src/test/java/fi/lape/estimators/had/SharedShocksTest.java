package fi.lape.estimators.had;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What the page says of intervals where the municipalities of an area share shocks. */
class SharedShocksTest {
  private static final int DRAWS = 1000;
  private static final int AREAS = 19;
  private static final int UNITS = 293;

  /** Coverage of 95 % intervals without an effect; unit noise 0.5, shocks of areas as given. */
  private static double coverage(double shock) {
    SplittableRandom random = new SplittableRandom(4);
    int covered = 0;
    for (int r = 0; r < DRAWS; r++) {
      double[] doseOfArea = random.doubles(AREAS).map(u -> u * u).toArray();
      double[] shockOfArea = new double[AREAS];
      for (int k = 0; k < AREAS; k++) {
        shockOfArea[k] = shock * HadPanels.noise(random);
      }
      double[] dose = new double[UNITS];
      double[] change = new double[UNITS];
      for (int i = 0; i < UNITS; i++) {
        dose[i] = doseOfArea[i % AREAS] * random.nextDouble() + 0.002 * random.nextDouble();
        change[i] = shockOfArea[i % AREAS] + 0.5 * HadPanels.noise(random);
      }
      WasEstimate was =
          WasEstimate.of(dose, change, Kernel.EPANECHNIKOV, OptionalDouble.empty(), 0.95);
      covered += was.low() <= 0 && 0 <= was.high() ? 1 : 0;
    }
    return covered / (double) DRAWS;
  }

  @Test
  void intervalsCoverWithIndependentUnitsAndAreTooShortWithSharedShocks() {
    double alone = coverage(0);
    double half = coverage(0.25);
    double equal = coverage(0.5);
    System.out.printf(
        "coverage of 95 %% intervals: shocks 0 %.3f, 0.25 %.3f, 0.5 %.3f%n", alone, half, equal);
    // binomial error of 95 % in 1 000 draws is 0.7 %
    assertThat(alone).isBetween(0.925, 0.975);
    assertThat(half).isLessThan(alone);
    assertThat(equal).isLessThan(half);
  }
}
