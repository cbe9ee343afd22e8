package fi.lape.estimators.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fi.lape.estimators.calibration.NoiseModel.Hidden;
import fi.lape.estimators.calibration.NoiseModel.Kind;
import fi.lape.estimators.calibration.NoiseModel.Shock;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Noise that was planted is found again, on the mean of several panels. */
class NoiseFitTest {
  private static final int PANELS = 12;
  private static final PanelShape SHAPE = PlantedPanel.shape(19, 16);
  private static final int[] ADOPTIONS = PlantedPanel.adoptions(SHAPE);

  /** Means over panels of what was found. */
  private record Found(
      double areaSd, double areaRho, double unitSd, double unitRho, double dispersion) {}

  private static Found found(NoiseModel truth, double effect) {
    OutcomeSimulator simulator = new OutcomeSimulator(SHAPE, truth);
    double[] sums = new double[5];
    for (int r = 0; r < PANELS; r++) {
      double[][] values =
          simulator.draw(
              OutcomeSimulator.seed("noise", "fit", r),
              PlantedPanel.effect(SHAPE, ADOPTIONS, effect));
      NoiseModel fit =
          NoiseFit.of(
              SHAPE,
              values,
              List.of(ADOPTIONS),
              truth.law().kind(),
              truth.law().scale(),
              truth.law().hidden());
      sums[0] += fit.law().area().sd() * fit.law().area().sd() / PANELS;
      sums[1] += fit.law().area().correlation() / PANELS;
      sums[2] += fit.law().unit().sd() * fit.law().unit().sd() / PANELS;
      sums[3] += fit.law().unit().correlation() / PANELS;
      sums[4] += fit.law().dispersion() / PANELS;
    }
    return new Found(Math.sqrt(sums[0]), sums[1], Math.sqrt(sums[2]), sums[3], sums[4]);
  }

  @Test
  void shocksOfAreasAndOverdispersionOfCountsAreFound() {
    NoiseModel truth =
        PlantedPanel.model(SHAPE, Kind.COUNT, new Shock(0.6, 0.7), Shock.NONE, 1.8, Hidden.NOTHING);
    Found found = found(truth, 0);
    assertThat(found.areaSd()).isCloseTo(0.6, within(0.09));
    assertThat(found.areaRho()).isCloseTo(0.7, within(0.12));
    assertThat(found.dispersion()).isCloseTo(1.8, within(0.15));
    assertThat(found.unitSd()).isLessThan(0.35);
  }

  @Test
  void hiddenCellsAndAnEffectAreNotTakenForNoise() {
    NoiseModel truth =
        PlantedPanel.model(
            SHAPE, Kind.COUNT, new Shock(0.6, 0.7), Shock.NONE, 1.8, new Hidden(5, 1000));
    Found found = found(truth, -2);
    assertThat(found.areaSd()).isCloseTo(0.6, within(0.1));
    assertThat(found.areaRho()).isCloseTo(0.7, within(0.15));
    assertThat(found.dispersion()).isCloseTo(1.8, within(0.2));
  }

  @Test
  void shocksOfUnitsAreToldFromThoseOfAreasAndFromSampling() {
    NoiseModel truth =
        PlantedPanel.model(
            SHAPE, Kind.RATE, new Shock(0.3, 0.5), new Shock(0.5, 0.8), 300, Hidden.NOTHING);
    Found found = found(truth, 0);
    assertThat(found.unitSd()).isCloseTo(0.5, within(0.06));
    assertThat(found.unitRho()).isCloseTo(0.8, within(0.06));
    assertThat(found.dispersion()).isCloseTo(300, within(20.0));
    assertThat(found.areaSd()).isCloseTo(0.3, within(0.06));
    assertThat(found.areaRho()).isCloseTo(0.5, within(0.2));
  }

  @Test
  void withoutSharedShocksNoneIsFound() {
    NoiseModel truth =
        PlantedPanel.model(SHAPE, Kind.COUNT, Shock.NONE, Shock.NONE, 1, Hidden.NOTHING);
    Found found = found(truth, 0);
    assertThat(found.areaSd()).isLessThan(0.25); // sampling alone moves area means by 0.5
    assertThat(found.dispersion()).isCloseTo(1, within(0.1));
  }
}
