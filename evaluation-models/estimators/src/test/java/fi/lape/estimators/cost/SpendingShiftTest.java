package fi.lape.estimators.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpendingShiftTest {
  private static final List<AreaSpending> AREAS =
      List.of(
          new AreaSpending("A", 80, 20, 60, 40),
          new AreaSpending("B", 50, 50, 100, 100),
          new AreaSpending("C", 90, 10, 90, 10));

  /** 80 of 300 before, 150 of 400 after; weights 1/3 each before, 1/4, 1/2, 1/4 after. */
  @Test
  void theChangeIsWhatHappenedWithinAreasAndBetweenThem() {
    SpendingShift shift = SpendingShift.of(AREAS);
    assertThat(shift.shareBefore()).isCloseTo(80 / 300.0, within(1e-15));
    assertThat(shift.shareAfter()).isCloseTo(150 / 400.0, within(1e-15));
    assertThat(shift.within()).isCloseTo((1 / 3.0 + 1 / 4.0) / 2 * 0.2, within(1e-15));
    assertThat(shift.between())
        .isCloseTo(
            0.3 * (1 / 4.0 - 1 / 3.0) + 0.5 * (1 / 2.0 - 1 / 3.0) + 0.1 * (1 / 4.0 - 1 / 3.0),
            within(1e-15));
    assertThat(shift.within() + shift.between()).isCloseTo(shift.change(), within(1e-15));
  }

  @Test
  void theErrorIsTheJackknifeOfAreas() {
    double[] without = {
      110 / 300.0 - 60 / 200.0, 50 / 200.0 - 30 / 200.0, 140 / 300.0 - 70 / 200.0
    };
    double mean = (without[0] + without[1] + without[2]) / 3;
    double sum = 0;
    for (double one : without) {
      sum += (one - mean) * (one - mean);
    }
    assertThat(SpendingShift.of(AREAS).standardError())
        .isCloseTo(Math.sqrt(2 / 3.0 * sum), within(1e-15));
  }

  @Test
  void amountsThatCannotBeAreRefused() {
    assertThatThrownBy(() -> new AreaSpending("A", -1, 2, 3, 4))
        .hasMessageStartingWith(
            "COST_DATA_INVALID: area 'A' spent -1.0 and 2.0 before, 3.0 and 4.0 after.");
    assertThatThrownBy(() -> new AreaSpending("A", 0, 0, 3, 4))
        .hasMessageStartingWith("COST_DATA_INVALID");
    assertThatThrownBy(() -> SpendingShift.of(AREAS.subList(0, 2)))
        .hasMessageStartingWith("TOO_FEW_AREAS_TO_RESAMPLE: there are 2 areas");
  }
}
