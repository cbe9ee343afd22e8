package fi.lape.estimators.had;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.QRDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Closed forms, and a slow second implementation with whole matrices. */
class BoundaryFitTest {
  private static final int UNITS = 60;

  private static double[] doses(SplittableRandom random) {
    // a grid, so that doses tie and lie at equal distances
    return random.doubles(UNITS).map(u -> Math.ceil(u * 40) / 32).toArray();
  }

  @ParameterizedTest
  @EnumSource(Kernel.class)
  void aLineIsMetExactlyAndACurveAfterCorrection(Kernel kernel) {
    double[] dose = doses(new SplittableRandom(1));
    double[] line = Arrays.stream(dose).map(d -> 3 - 2 * d).toArray();
    double[] curve = Arrays.stream(dose).map(d -> 3 - 2 * d + d * d).toArray();
    assertThat(BoundaryFit.of(dose, line, kernel, OptionalDouble.empty()).level())
        .isCloseTo(3, within(1e-12));
    BoundaryFit fit = BoundaryFit.of(dose, curve, kernel, OptionalDouble.of(1));
    assertThat(fit.correctedLevel()).isCloseTo(3, within(1e-11));
    assertThat(fit.level()).isLessThan(2.95);
  }

  @Test
  void withAUniformKernelOverAllUnitsTheLevelIsTheInterceptOfLeastSquares() {
    double[] dose = IntStream.rangeClosed(1, 24).mapToDouble(i -> i / 10.0).toArray();
    double[] noise = {0.3, -0.3, -0.3, 0.3};
    double[] change =
        IntStream.range(0, 24).mapToDouble(i -> 1 - 2 * dose[i] + noise[i % 4]).toArray();
    // the noise adds up to 0, also times 1, 2, 3, ...: least squares is 1 − 2 dose
    BoundaryFit fit = BoundaryFit.of(dose, change, Kernel.UNIFORM, OptionalDouble.of(2.4));
    assertThat(fit.level()).isCloseTo(1, within(1e-12));
    assertThat(fit.effectiveUnits()).isEqualTo(24);
    WasEstimate was = WasEstimate.of(dose, change, Kernel.UNIFORM, OptionalDouble.of(2.4), 0.95);
    assertThat(was.estimate()).isCloseTo(-2, within(1e-12));
    assertThat(was.meanChange()).isCloseTo(-1.5, within(1e-12));
    assertThat((was.low() + was.high()) / 2).isCloseTo(was.correctedEstimate(), within(1e-12));
    assertThat((was.high() - was.low()) / (2 * was.robustError()))
        .isCloseTo(1.959963984540054, within(1e-12));
  }

  @ParameterizedTest
  @EnumSource(Kernel.class)
  void levelsAndErrorsAreThoseOfTheMatrixFormulas(Kernel kernel) {
    SplittableRandom random = new SplittableRandom(7);
    double[] dose = doses(random);
    double[] change = Arrays.stream(dose).map(d -> Math.sin(d) + HadPanels.noise(random)).toArray();
    for (double h : new double[] {0.75, 1, 1.3}) {
      BoundaryFit fit = BoundaryFit.of(dose, change, kernel, OptionalDouble.of(h));
      Slow line = new Slow(dose, change, h, 1, kernel);
      Slow curve = new Slow(dose, change, h, 2, kernel);
      assertThat(fit.level()).isCloseTo(line.level, within(1e-11));
      assertThat(fit.error()).isCloseTo(line.error, within(1e-11));
      // with one bandwidth for both, taking the bias off a line gives the level of the curve
      assertThat(fit.correctedLevel()).isCloseTo(curve.level, within(1e-10));
      assertThat(fit.robustError()).isCloseTo(curve.error, within(1e-10));
    }
  }

  /** Weighted least squares by QR of √w X, errors from neighbours found by sorting distances. */
  private static final class Slow {
    private final double level;
    private final double error;

    Slow(double[] dose, double[] change, double h, int degree, Kernel kernel) {
      int[] in = IntStream.range(0, dose.length).filter(i -> k(dose[i] / h, kernel) > 0).toArray();
      RealMatrix x = new Array2DRowRealMatrix(in.length, degree + 1);
      RealMatrix root = new Array2DRowRealMatrix(in.length, in.length);
      for (int r = 0; r < in.length; r++) {
        root.setEntry(r, r, Math.sqrt(k(dose[in[r]] / h, kernel)));
        for (int j = 0; j <= degree; j++) {
          x.setEntry(r, j, Math.pow(dose[in[r]], j));
        }
      }
      RealMatrix map =
          new QRDecomposition(root.multiply(x)).getSolver().getInverse().multiply(root);
      double sum = 0;
      double squares = 0;
      for (int r = 0; r < in.length; r++) {
        double l = map.getEntry(0, r);
        sum += l * change[in[r]];
        double e = residual(dose, change, in, r);
        squares += l * l * e * e;
      }
      level = sum;
      error = Math.sqrt(squares);
    }

    private static double k(double u, Kernel kernel) {
      if (u > 1) {
        return 0;
      }
      return switch (kernel) {
        case EPANECHNIKOV -> 1 - u * u;
        case TRIANGULAR -> 1 - u;
        case UNIFORM -> 1;
      };
    }

    /** Neighbours: all within the third-smallest distance. */
    private static double residual(double[] dose, double[] change, int[] in, int r) {
      double[] distance =
          IntStream.range(0, in.length)
              .filter(s -> s != r)
              .mapToDouble(s -> Math.abs(dose[in[s]] - dose[in[r]]))
              .sorted()
              .toArray();
      double[] near =
          IntStream.range(0, in.length)
              .filter(s -> s != r && Math.abs(dose[in[s]] - dose[in[r]]) <= distance[2])
              .mapToDouble(s -> change[in[s]])
              .toArray();
      double mean = Arrays.stream(near).average().orElseThrow();
      return Math.sqrt(near.length / (near.length + 1.0)) * (change[in[r]] - mean);
    }
  }
}
