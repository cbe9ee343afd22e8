package fi.lape.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class RandomStreamTest {

  private static final int DRAWS = 40_000;

  /** Sample mean and variance; the tolerances below are five standard errors and more. */
  private static double[] moments(ToDoubleFunction<RandomStream> draw) {
    RandomStream stream = RandomStream.of(7, "moments");
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < DRAWS; i++) {
      double value = draw.applyAsDouble(stream);
      sum += value;
      squares += value * value;
    }
    double mean = sum / DRAWS;
    return new double[] {mean, squares / DRAWS - mean * mean};
  }

  @Test
  void gaussiansHaveMeanZeroAndVarianceOne() {
    double[] moments = moments(RandomStream::gaussian);
    assertThat(moments[0]).isCloseTo(0, within(0.03));
    assertThat(moments[1]).isCloseTo(1, within(0.05));
  }

  @Test
  void gammaHasMeanOneAndVarianceOneOverShapeBelowAndAboveShapeOne() {
    for (double shape : new double[] {0.5, 4, 150}) {
      double[] moments = moments(stream -> stream.gammaOfMeanOne(shape));
      assertThat(moments[0]).isCloseTo(1, within(0.04));
      assertThat(moments[1]).isCloseTo(1 / shape, within(0.12 / shape));
    }
  }

  @Test
  void poissonHasVarianceEqualToItsMeanAlsoBeyondOneBlock() {
    for (double mean : new double[] {0.3, 12, 95}) {
      double[] moments = moments(stream -> stream.poisson(mean));
      assertThat(moments[0]).isCloseTo(mean, within(0.03 * mean + 0.01));
      assertThat(moments[1]).isCloseTo(mean, within(0.06 * mean));
    }
  }

  @Test
  void negativeBinomialIsOverDispersedAsItsShapeSays() {
    double[] moments = moments(stream -> stream.negativeBinomial(20, 10));
    assertThat(moments[0]).isCloseTo(20, within(0.3));
    assertThat(moments[1]).isCloseTo(20 + 400.0 / 10, within(3.0));
  }

  @Test
  void binomialHasItsMeanAndVariance() {
    double[] moments = moments(stream -> stream.binomial(40, 0.3));
    assertThat(moments[0]).isCloseTo(12, within(0.1));
    assertThat(moments[1]).isCloseTo(8.4, within(0.4));
  }

  @Test
  void autoregressivePathsKeepTheirSpreadAndCorrelation() {
    double[] path = RandomStream.of(7, "path").autoregressive(DRAWS, 2, 0.85);
    double variance = 0;
    double covariance = 0;
    for (int i = 1; i < path.length; i++) {
      variance += path[i] * path[i] / (path.length - 1);
      covariance += path[i] * path[i - 1] / (path.length - 1);
    }
    assertThat(variance).isCloseTo(4, within(0.5));
    assertThat(covariance / variance).isCloseTo(0.85, within(0.02));
  }

  @Test
  void aStreamDependsOnSeedAndNameAlone() {
    double first = RandomStream.of(1, "a").uniform();
    assertThat(RandomStream.of(1, "a").uniform()).isEqualTo(first);
    assertThat(RandomStream.of(1, "b").uniform()).isNotEqualTo(first);
    assertThat(RandomStream.of(2, "a").uniform()).isNotEqualTo(first);
  }
}
