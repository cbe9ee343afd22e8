package fi.lape.estimators.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fi.lape.estimators.calibration.NoiseModel.Hidden;
import fi.lape.estimators.calibration.NoiseModel.Kind;
import fi.lape.estimators.calibration.NoiseModel.Shock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeSimulatorTest {
  private static final PanelShape SHAPE = PlantedPanel.shape(3, 4);

  /** Means of 40 000 draws against mean and variance of the law: 5 Monte-Carlo errors. */
  @ParameterizedTest
  @CsvSource({"0.5,1", "0.5,3", "8,1", "11.9,1.2", "12.1,1", "40,1", "40,2.5", "700,1", "700,6"})
  void countsHaveTheMeanAndTheVarianceAskedFor(double mean, double dispersion) {
    DrawStream random = new DrawStream(3);
    int draws = 40_000;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < draws; i++) {
      double count = random.count(mean, dispersion);
      sum += count;
      squares += (count - mean) * (count - mean);
    }
    double variance = mean * dispersion;
    assertThat(sum / draws).isCloseTo(mean, within(5 * Math.sqrt(variance / draws)));
    assertThat(squares / draws / variance)
        .isCloseTo(1, within(5 * Math.sqrt((2 + 3 * dispersion / Math.min(mean, 4)) / draws)));
  }

  @Test
  void pathsHaveTheirVarianceAndCorrelation() {
    DrawStream random = new DrawStream(9);
    double[] path = random.path(new Shock(2, 0.6), 200_000);
    double squares = 0;
    double products = 0;
    for (int t = 1; t < path.length; t++) {
      squares += path[t] * path[t];
      products += path[t] * path[t - 1];
    }
    assertThat(squares / path.length).isCloseTo(4, within(0.15));
    assertThat(products / squares).isCloseTo(0.6, within(0.015));
  }

  @Test
  void theSameSeedGivesTheSameOutcomesAndAnotherOthers() {
    OutcomeSimulator simulator = new OutcomeSimulator(SHAPE, model(Hidden.NOTHING));
    double[][] none = new double[SHAPE.units()][PlantedPanel.PERIODS.length];
    long seed = OutcomeSimulator.seed("plan", "analysis", 7);
    assertThat(simulator.draw(seed, none)).isDeepEqualTo(simulator.draw(seed, none));
    for (long other :
        new long[] {
          OutcomeSimulator.seed("plan", "analysis", 8),
          OutcomeSimulator.seed("plan", "analysi", 7),
          OutcomeSimulator.seed("plana", "nalysis", 7)
        }) {
      assertThat(other).isNotEqualTo(seed);
    }
  }

  @Test
  void countsBelowTheLimitAreHiddenBehindTheMidpointAndOthersAreWhole() {
    OutcomeSimulator simulator = new OutcomeSimulator(SHAPE, model(new Hidden(5, 1000)));
    double[][] values = simulator.draw(1, new double[SHAPE.units()][PlantedPanel.PERIODS.length]);
    int hidden = 0;
    for (int u = 0; u < values.length; u++) {
      for (int t = 0; t < values[u].length; t++) {
        double count = values[u][t] * SHAPE.exposure(u, t) / 1000;
        assertThat(count).isCloseTo(Math.rint(count), within(1e-9));
        assertThat(count < 4.5).isEqualTo(Math.abs(count - 2) < 1e-9);
        hidden += count < 4.5 ? 1 : 0;
      }
    }
    assertThat(hidden).isBetween(5, SHAPE.units() * 11);
  }

  @Test
  void aPlantedEffectRaisesTheMeanByItself() {
    OutcomeSimulator simulator = new OutcomeSimulator(SHAPE, model(Hidden.NOTHING));
    double[][] none = new double[SHAPE.units()][PlantedPanel.PERIODS.length];
    double[][] one = new double[SHAPE.units()][PlantedPanel.PERIODS.length];
    one[2][3] = 1.5;
    double gap = 0;
    for (int r = 0; r < 4000; r++) {
      gap += (simulator.draw(r, one)[2][3] - simulator.draw(r, none)[2][3]) / 4000;
    }
    assertThat(gap).isCloseTo(1.5, within(0.25));
  }

  private static NoiseModel model(Hidden hidden) {
    return PlantedPanel.model(
        SHAPE, Kind.COUNT, new Shock(0.3, 0.5), new Shock(0.2, 0), 1.5, hidden);
  }
}
