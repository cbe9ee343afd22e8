package fi.lape.estimators.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fi.lape.estimators.calibration.NoiseModel.Hidden;
import fi.lape.estimators.calibration.NoiseModel.Kind;
import fi.lape.estimators.calibration.NoiseModel.Shock;
import fi.lape.estimators.did.GroupTimeAtt;
import fi.lape.estimators.did.GroupTimeSettings;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.inference.Inferred;
import fi.lape.estimators.inference.WildClusterTest;
import fi.lape.estimators.inference.WildClusterTest.Restriction;
import fi.lape.estimators.inference.WildClusterTest.Scores;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The quick p-value of one value against the enumeration pattern by pattern. */
class ExactPValueTest {
  @ParameterizedTest
  @CsvSource({
    "RESTRICTED,JACKKNIFE,11",
    "RESTRICTED,ORDINARY,12",
    "UNRESTRICTED,ORDINARY,7",
    "UNRESTRICTED,JACKKNIFE,10",
    "RESTRICTED,JACKKNIFE,3"
  })
  void itIsThatOfAllPatterns(Restriction restriction, Scores scores, int areas) {
    PanelShape shape = PlantedPanel.shape(areas, 6);
    int[] adoptions = PlantedPanel.adoptions(shape);
    OutcomeSimulator simulator =
        new OutcomeSimulator(
            shape,
            PlantedPanel.model(
                shape, Kind.RATE, new Shock(0.5, 0.5), Shock.NONE, 300, Hidden.NOTHING));
    WildClusterTest test = new WildClusterTest(restriction, scores);
    for (int r = 0; r < 8; r++) {
      double[][] values = simulator.draw(r, PlantedPanel.effect(shape, adoptions, 0.3));
      Estimated estimated =
          (Estimated)
              new GroupTimeAtt(GroupTimeSettings.of(Map.of()))
                  .fit(PlantedPanel.moments(shape, adoptions, values))
                  .effect(EffectKey.of("att-simple"))
                  .orElseThrow();
      Inferred slow = (Inferred) test.infer(estimated, 0.95);
      assertThat(test.exactPValues(estimated).orElseThrow().applyAsDouble(0))
          .isCloseTo(slow.pValue(), within(1e-15));
      for (double value : new double[] {-1, 0.1, 0.3, 2}) {
        assertThat(test.exactPValues(estimated).orElseThrow().applyAsDouble(value))
            .isCloseTo(test.pValue(estimated.regression().orElseThrow(), value), within(1e-15));
      }
      assertClose((Inferred) test.inferClosely(estimated, 0.95), slow);
      slow.low()
          .ifPresent(
              low -> {
                assertThat(test.exactPValues(estimated).orElseThrow().applyAsDouble(low - 1e-3))
                    .isLessThanOrEqualTo(0.05 + 2.0 / (1 << (areas - 1)));
                assertThat(test.exactPValues(estimated).orElseThrow().applyAsDouble(low + 1e-3))
                    .isGreaterThanOrEqualTo(0.05);
              });
    }
  }

  /** All but the ends are the same, and these to a thousandth of a standard error. */
  private static void assertClose(Inferred close, Inferred slow) {
    double error = slow.standardError().orElseThrow();
    assertThat(close.pValue()).isCloseTo(slow.pValue(), within(1e-15));
    assertThat(close.standardError()).isEqualTo(slow.standardError());
    assertThat(close.name()).isEqualTo(slow.name());
    assertThat(close.clustersEffective()).isEqualTo(slow.clustersEffective());
    assertThat(close.low().isPresent()).isEqualTo(slow.low().isPresent());
    assertThat(close.high().isPresent()).isEqualTo(slow.high().isPresent());
    slow.low()
        .ifPresent(
            low -> assertThat(close.low().orElseThrow()).isCloseTo(low, within(1e-3 * error)));
    slow.high()
        .ifPresent(
            high -> assertThat(close.high().orElseThrow()).isCloseTo(high, within(1e-3 * error)));
  }
}
