package fi.lape.estimators.pooling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.junit.jupiter.api.Test;

/** Errors that go together, against the definitions written out with dense matrices. */
class CorrelatedPoolingTest {
  private static final AreaPooling REML =
      new AreaPooling(HeterogeneityEstimator.REML, PooledTest.KNAPP_HARTUNG, 0.95);
  private static final List<String> NAMES = List.of("A", "B", "C", "D", "E", "F");
  private static final double[] Y = {0.5, -0.9, 0.2, 1.4, -0.3, 0.1};

  private static RealMatrix covariance(long seed) {
    Random random = new Random(seed);
    RealMatrix root = new Array2DRowRealMatrix(6, 6);
    for (int i = 0; i < 6; i++) {
      for (int j = 0; j < 6; j++) {
        root.setEntry(i, j, 0.15 * random.nextGaussian() + (i == j ? 0.3 : 0) + 0.05);
      }
    }
    return root.multiply(root.transpose());
  }

  private static AreaEstimates areas(RealMatrix v) {
    return AreaEstimates.of(NAMES, Y, new double[] {1, 1, 1, 1, 1, 1}).withCovariance(v.getData());
  }

  private static RealMatrix inverse(RealMatrix matrix) {
    return new LUDecomposition(matrix).getSolver().getInverse();
  }

  /** Restricted log likelihood without constants: −½(log|Σ| + log|1'Σ⁻¹1| + r'Σ⁻¹r). */
  private static double likelihood(RealMatrix v, double tau2) {
    RealMatrix sigma = v.add(MatrixUtils.createRealIdentityMatrix(6).scalarMultiply(tau2));
    RealMatrix inverse = inverse(sigma);
    RealVector ones = new ArrayRealVector(6, 1);
    RealVector y = new ArrayRealVector(Y);
    double information = ones.dotProduct(inverse.operate(ones));
    double mean = ones.dotProduct(inverse.operate(y)) / information;
    RealVector r = y.subtract(ones.mapMultiply(mean));
    return -0.5
        * (Math.log(new LUDecomposition(sigma).getDeterminant())
            + Math.log(information)
            + r.dotProduct(inverse.operate(r)));
  }

  @Test
  void tauMaximisesTheRestrictedLikelihoodOfTheWholeMatrix() {
    for (long seed = 1; seed <= 6; seed++) {
      RealMatrix v = covariance(seed);
      double tau2 = REML.pool(areas(v)).tau2();
      double best = likelihood(v, tau2);
      for (double step : new double[] {1e-3, 1e-2, 0.1, 0.5}) {
        assertThat(likelihood(v, tau2 + step)).isLessThan(best);
        if (tau2 >= step) {
          assertThat(likelihood(v, tau2 - step)).isLessThan(best);
        }
      }
    }
  }

  @Test
  void meanErrorsAndShrunkenEffectsAreThoseOfTheWholeMatrix() {
    RealMatrix v = covariance(3);
    PooledEffects pooled = REML.pool(areas(v));
    double tau2 = pooled.tau2();
    assertThat(tau2).isPositive();
    RealMatrix inverse =
        inverse(v.add(MatrixUtils.createRealIdentityMatrix(6).scalarMultiply(tau2)));
    RealVector ones = new ArrayRealVector(6, 1);
    RealVector y = new ArrayRealVector(Y);
    double information = ones.dotProduct(inverse.operate(ones));
    double mean = ones.dotProduct(inverse.operate(y)) / information;
    RealVector r = y.subtract(ones.mapMultiply(mean));
    double scale = r.dotProduct(inverse.operate(r)) / 5;
    assertThat(pooled.mean().estimate()).isCloseTo(mean, within(1e-10));
    assertThat(pooled.mean().standardError())
        .isCloseTo(Math.sqrt(scale / information), within(1e-10));
    // u = τ²Σ⁻¹(y − μ); its error with the mean's: τ²I − τ⁴Σ⁻¹ + scale·vv'/(1'Σ⁻¹1), v = VΣ⁻¹1
    RealVector effects = r.mapMultiply(0).add(ones.mapMultiply(mean));
    effects = effects.add(inverse.operate(r).mapMultiply(tau2));
    RealVector left = v.operate(inverse.operate(ones));
    RealMatrix error =
        MatrixUtils.createRealIdentityMatrix(6)
            .scalarMultiply(tau2)
            .subtract(inverse.scalarMultiply(tau2 * tau2))
            .add(left.outerProduct(left).scalarMultiply(scale / information));
    Shrinkage shrinkage = REML.shrinkage(areas(v));
    for (int j = 0; j < 6; j++) {
      assertThat(shrinkage.means()[j]).isCloseTo(effects.getEntry(j), within(1e-10));
      assertThat(pooled.areas().get(j).effect()).isCloseTo(effects.getEntry(j), within(1e-10));
      assertThat(pooled.areas().get(j).standardError())
          .isCloseTo(Math.sqrt(error.getEntry(j, j)), within(1e-10));
      assertThat(shrinkage.covariance()[j])
          .usingComparatorWithPrecision(1e-10)
          .containsExactly(error.getRow(j));
      assertThat(pooled.areas().get(j).weightPercent())
          .isCloseTo(100 * inverse.operate(ones).getEntry(j) / information, within(1e-8));
    }
  }

  @Test
  void errorsThatDoNotGoTogetherAreAsBefore() {
    double[] se = {0.2, 0.3, 0.25, 0.4, 0.35, 0.22};
    double[][] diagonal = new double[6][6];
    for (int j = 0; j < 6; j++) {
      diagonal[j][j] = se[j] * se[j];
    }
    AreaEstimates plain = AreaEstimates.of(NAMES, Y, se);
    PooledEffects before = REML.pool(plain);
    PooledEffects after = REML.pool(plain.withCovariance(diagonal));
    assertThat(after.tau2()).isCloseTo(before.tau2(), within(1e-12));
    assertThat(after.mean().standardError())
        .isCloseTo(before.mean().standardError(), within(1e-12));
    assertThat(after.logLikelihood()).isCloseTo(before.logLikelihood(), within(1e-10));
    assertThat(after.i2Percent()).isCloseTo(before.i2Percent(), within(1e-9));
    assertThat(REML.tau2Interval(plain.withCovariance(diagonal)).high())
        .isCloseTo(REML.tau2Interval(plain).high(), within(1e-9));
    assertThat(REML.leaveOneOut(plain.withCovariance(diagonal)).get(2).tau2())
        .isCloseTo(REML.leaveOneOut(plain).get(2).tau2(), within(1e-12));
    for (HeterogeneityEstimator estimator : HeterogeneityEstimator.values()) {
      AreaPooling pooling = new AreaPooling(estimator, PooledTest.NORMAL, 0.9);
      assertThat(pooling.pool(plain.withCovariance(diagonal)).tau2())
          .as(estimator.name())
          .isCloseTo(pooling.pool(plain).tau2(), within(1e-12));
    }
  }

  @Test
  void whatAllAreasShareIsNoDifferenceBetweenThem() {
    // a shock common to all adds s² to every entry: the mean is less certain, τ² is not moved
    double[][] v = new double[6][6];
    double[][] shared = new double[6][6];
    for (int i = 0; i < 6; i++) {
      v[i][i] = 0.04 + 0.01 * i;
      for (int j = 0; j < 6; j++) {
        shared[i][j] = v[i][j] + 0.5;
      }
    }
    AreaPooling normal = new AreaPooling(HeterogeneityEstimator.REML, PooledTest.NORMAL, 0.95);
    AreaEstimates plain = AreaEstimates.of(NAMES, Y, new double[] {1, 1, 1, 1, 1, 1});
    PooledEffects alone = normal.pool(plain.withCovariance(v));
    PooledEffects together = normal.pool(plain.withCovariance(shared));
    assertThat(together.tau2()).isCloseTo(alone.tau2(), within(1e-9));
    assertThat(together.mean().estimate()).isCloseTo(alone.mean().estimate(), within(1e-9));
    assertThat(Math.pow(together.mean().standardError(), 2))
        .isCloseTo(Math.pow(alone.mean().standardError(), 2) + 0.5, within(1e-9));
  }

  @Test
  void errorsThatRepeatEachOtherAreRefused() {
    double[][] v = new double[6][6];
    for (double[] row : v) {
      Arrays.fill(row, 0.3);
    }
    AreaEstimates plain = AreaEstimates.of(NAMES, Y, new double[] {1, 1, 1, 1, 1, 1});
    assertThatThrownBy(() -> plain.withCovariance(v))
        .hasMessageStartingWith("AREA_COVARIANCE_SINGULAR: the errors of the 6 areas");
  }
}
