package fi.lape.estimators.segmented;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentedRegressionTest {
  private static final int[] YEARS = IntStream.rangeClosed(2010, 2021).toArray();
  private static final double[] SERIES = {
    4.1, 4.4, 4.2, 4.6, 4.5, 4.9, 4.7, 5.6, 5.2, 5.9, 5.4, 5.3
  };

  private static SegmentedRegression regression(int lag, Integer... leaveOut) {
    return new SegmentedRegression(
        new SegmentedSettings(2017, Set.of(leaveOut), OptionalInt.of(lag)));
  }

  /** statsmodels 0.15.0, OLS with cov_type HAC, maxlags and use_correction. */
  @ParameterizedTest
  @CsvSource({
    "0, 0.1396580580483738, 0.02811740665230959, 0.23691427390059389, 0.05519591068958259",
    "1, 0.08135795618480313, 0.016857014687954315, 0.15789745669417904, 0.04609369080412667",
    "3, 0.0653638934524502, 0.01439830133454296, 0.11756070857185784, 0.04015181470591989"
  })
  void coefficientsAndErrorsAreThoseOfStatsmodels(
      int lag, double level, double trend, double step, double bend) {
    SegmentedFit fit = regression(lag).fit(YEARS, SERIES).orElseThrow();
    assertThat(fit.coefficients())
        .usingComparatorWithPrecision(1e-10)
        .containsExactly(
            4.928571428571441, 0.11071428571428268, 0.6314285714285754, -0.15071428571427);
    double[][] covariance = fit.covariance();
    double[] errors = IntStream.range(0, 4).mapToDouble(j -> Math.sqrt(covariance[j][j])).toArray();
    assertThat(errors)
        .usingComparatorWithPrecision(1e-10)
        .containsExactly(level, trend, step, bend);
    assertThat(fit.levelChange().estimate()).isCloseTo(0.6314285714285754, within(1e-10));
    assertThat(fit.levelChange().standardError()).isCloseTo(step, within(1e-10));
    assertThat(fit.slopeChange().standardError()).isCloseTo(bend, within(1e-10));
    assertThat(fit.dof()).isEqualTo(8);
    assertThat(fit.expectedAtChange()).isCloseTo(4.928571428571441, within(1e-10));
  }

  /** statsmodels 0.15.0: durbin_watson and acorr_breusch_godfrey with one lag. */
  @Test
  void autocorrelationIsThatOfStatsmodels() {
    Autocorrelation found = regression(1).fit(YEARS, SERIES).orElseThrow().autocorrelation();
    assertThat(found.durbinWatson()).isCloseTo(3.253826312315107, within(1e-9));
    assertThat(found.breuschGodfrey()).isCloseTo(5.604882178570219, within(1e-9));
    assertThat(found.pValue()).isCloseTo(0.01791049932636734, within(1e-9));
    assertThat(found.lagOne()).isNegative();
  }

  /** (X'X)⁻¹ X'ΩX (X'X)⁻¹ with Ω written out, T × T, by dense matrices. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 4})
  void errorsAreThoseOfTheWholeMatrixAlsoWithAYearLeftOut(int lag) {
    Random random = new Random(lag);
    double[] y = random.doubles(12).toArray();
    SegmentedFit fit = regression(lag, 2017).fit(YEARS, y).orElseThrow();
    int[] years = IntStream.of(YEARS).filter(t -> t != 2017).toArray();
    RealMatrix x = new Array2DRowRealMatrix(11, 4);
    double[] used = new double[11];
    for (int t = 0; t < 11; t++) {
      int after = years[t] >= 2017 ? 1 : 0;
      x.setRow(t, new double[] {1, years[t] - 2017, after, after * (years[t] - 2017)});
      used[t] = y[years[t] - 2010];
    }
    RealMatrix bread = new LUDecomposition(x.transpose().multiply(x)).getSolver().getInverse();
    double[] beta = bread.multiply(x.transpose()).operate(used);
    double[] e = new ArrayRealVector(used).subtract(new ArrayRealVector(x.operate(beta))).toArray();
    RealMatrix omega = new Array2DRowRealMatrix(11, 11);
    for (int s = 0; s < 11; s++) {
      for (int t = 0; t < 11; t++) {
        double apart = Math.abs(years[s] - years[t]);
        omega.setEntry(s, t, Math.max(0, 1 - apart / (lag + 1)) * e[s] * e[t]);
      }
    }
    RealMatrix expected =
        bread
            .multiply(x.transpose().multiply(omega).multiply(x))
            .multiply(bread)
            .scalarMultiply(11.0 / 7);
    for (int i = 0; i < 4; i++) {
      assertThat(fit.covariance()[i])
          .usingComparatorWithPrecision(1e-10)
          .containsExactly(expected.getRow(i));
    }
    assertThat(fit.periods()).containsExactly(years);
  }

  @Test
  void aPlantedStepAndBendAreFound() {
    double[] y = new double[12];
    for (int t = 0; t < 12; t++) {
      int since = YEARS[t] - 2017;
      y[t] = 3 + 0.2 * since + (since >= 0 ? 1.5 - 0.4 * since : 0);
    }
    SegmentedFit fit = regression(1).fit(YEARS, y).orElseThrow();
    assertThat(fit.levelChange().estimate()).isCloseTo(1.5, within(1e-10));
    assertThat(fit.slopeChange().estimate()).isCloseTo(-0.4, within(1e-10));
    assertThat(regression(1).backTest(YEARS, y).rootMeanSquare().orElseThrow())
        .isCloseTo(0, within(1e-9));
  }

  @Test
  void theLagIsTheRuleOfThumbWhereNoneIsSet() {
    SegmentedRegression rule =
        new SegmentedRegression(new SegmentedSettings(2017, Set.of(), OptionalInt.empty()));
    assertThat(rule.fit(YEARS, SERIES).orElseThrow().lag()).isEqualTo(1); // ¾ · 2.29
    assertThatThrownBy(() -> new SegmentedSettings(2017, Set.of(), OptionalInt.of(-1)))
        .hasMessageStartingWith("SETTING_OUT_OF_RANGE: 'lag'");
  }

  @Test
  void fewPeriodsGiveNothing() {
    assertThat(regression(0).fit(Arrays.copyOfRange(YEARS, 5, 12), new double[7])).isEmpty();
    assertThat(regression(0).fit(Arrays.copyOf(YEARS, 8), new double[8])).isEmpty();
    assertThat(regression(0).fit(Arrays.copyOfRange(YEARS, 4, 10), new double[6])).isPresent();
  }

  /** 1, 2, 4, 4, 9 from 2012 to 2016: lines 2012-14 and 2012-15 by hand. */
  @Test
  void forecastErrorsByHand() {
    int[] years = {2012, 2013, 2014, 2015, 2016, 2017, 2018};
    double[] y = {1, 2, 4, 4, 9, 100, 100};
    BackTest test = regression(0).backTest(years, y);
    // 2012-14: mean 7/3, slope 3/2, forecasts 16/3 and 41/6; 2012-15: mean 11/4, slope 11/10, 5.5
    assertThat(test.errors())
        .extracting(BackTest.ForecastError::origin)
        .containsExactly(2014, 2014, 2015);
    assertThat(test.errors()).extracting(BackTest.ForecastError::horizon).containsExactly(1, 2, 1);
    assertThat(test.errors().stream().mapToDouble(BackTest.ForecastError::error).toArray())
        .usingComparatorWithPrecision(1e-12)
        .containsExactly(4 - 16 / 3.0, 9 - 41 / 6.0, 3.5);
    assertThat(test.rootMeanSquare(2).orElseThrow()).isCloseTo(13 / 6.0, within(1e-12));
    assertThat(test.rootMeanSquare(1).orElseThrow())
        .isCloseTo(Math.sqrt((16 / 9.0 + 12.25) / 2), within(1e-12));
    assertThat(test.rootMeanSquare(3)).isEmpty();
  }
}
