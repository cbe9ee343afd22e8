package fi.lape.estimators.had;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import fi.lape.estimators.estimate.Effect;
import fi.lape.estimators.estimate.NotEstimable;
import fi.lape.estimators.estimate.Reason;
import fi.lape.estimators.estimate.Stated;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The panel of the method's page: ΔY is 1 − 2 D in 2017, 2 − 3 D in 2018, 0.5 in 2015. */
class HadEstimatorTest {
  private static final Map<String, String> WIDE =
      Map.of("kernel", "uniform", "bandwidth", "2.4", "start", "2017");
  private static final int UNITS = 24;
  private static final double TOLERANCE = 1e-9;

  /** Doses that do not change over time; noise + − − + adds up to 0, also times the dose. */
  private static Panel panel(double noise) {
    List<String> ids = new ArrayList<>();
    double[][] y = new double[UNITS][];
    double[][] dose = new double[UNITS][4];
    for (int i = 0; i < UNITS; i++) {
      double d = (i + 1) / 10.0;
      double e = (i % 4 == 0 || i % 4 == 3 ? 1 : -1) * noise;
      ids.add("%02d".formatted(i + 1));
      y[i] = new double[] {20.5 + e, 20, 20 + 1 - 2 * d + e, 20 + 2 - 3 * d + e};
      Arrays.fill(dose[i], d);
    }
    int[] never = new int[UNITS];
    Arrays.fill(never, Panel.NEVER);
    double[] weights = new double[UNITS];
    Arrays.fill(weights, 1);
    return new Panel(new int[] {2015, 2016, 2017, 2018}, ids, ids, never, weights, y)
        .withTreatment(dose);
  }

  @Test
  void everyPeriodIsANumberWithTheIntervalOfTheMethodItself() {
    List<Effect> effects = HadEstimator.of(WIDE).fit(panel(0.3)).effects();
    assertThat(effects).hasSize(3).allMatch(Stated.class::isInstance);
    double[] expected = {-2, -3, 0};
    int[] eventTimes = {0, 1, -1};
    for (int k = 0; k < 3; k++) {
      Stated stated = (Stated) effects.get(k);
      assertThat(stated.estimate()).isCloseTo(expected[k], within(TOLERANCE));
      assertThat(stated.key().eventTime()).hasValue(eventTimes[k]);
      assertThat(stated.key().estimand()).isEqualTo("was");
      assertThat(stated.inference()).isEqualTo("bias-corrected");
      assertThat(stated.units()).isEqualTo(UNITS);
    }
  }

  @Test
  void theIntervalIsThatOfHeterogeneousAdoptionAndThePValueGoesWithIt() {
    Panel panel = panel(0.3);
    Stated stated = (Stated) HadEstimator.of(WIDE).fit(panel).effects().get(0);
    WasEstimate was = HadEstimator.of(WIDE).analyse(panel).estimated(2017).orElseThrow().was();
    assertThat(List.of(stated.low(), stated.high())).containsExactly(was.low(), was.high());
    // 1.959964 is the 97.5 % quantile of the normal.
    double centre = (stated.low() + stated.high()) / 2;
    assertThat(stated.high() - centre).isCloseTo(1.959964 * stated.standardError(), within(1e-6));
    boolean holdsZero = stated.low() < 0 && stated.high() > 0;
    assertThat(stated.pValue() > 0.05).isEqualTo(holdsZero);
  }

  @Test
  void aPeriodWithoutNoiseIsRefusedByNameAndTheOthersStay() {
    // Given no bandwidth, units of like dose that changed exactly alike decide none.
    assertThat(HadEstimator.of(Map.of("start", "2017")).fit(panel(0)).effects())
        .filteredOn(NotEstimable.class::isInstance)
        .isNotEmpty()
        .allMatch(e -> ((NotEstimable) e).reason() == Reason.BANDWIDTH_NOT_DETERMINED);
  }

  @Test
  void aStartThatIsNoPeriodIsRefused() {
    assertThatThrownBy(() -> HadEstimator.of(Map.of("start", "spring")))
        .hasMessageStartingWith("SETTING_OUT_OF_RANGE: 'start' is 'spring' but must be a period");
  }
}
