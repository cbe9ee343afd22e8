package fi.lape.estimators.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TallyTest {
  /** By hand: estimates −3, −1, 1 of a truth of −2. */
  @Test
  void sumsAreThoseByHand() {
    Tally tally =
        Tally.of(-3, -2, true, true, 1)
            .plus(Tally.of(-1, -2, true, false, 2))
            .plus(Tally.FAILED)
            .plus(Tally.of(1, -2, false, true, 3));
    assertThat(tally.replicates()).isEqualTo(4);
    assertThat(tally.answered()).isEqualTo(3);
    assertThat(tally.bias()).isCloseTo(1, within(1e-15));
    assertThat(tally.sd()).isCloseTo(2, within(1e-15));
    assertThat(tally.biasError()).isCloseTo(2 / Math.sqrt(3), within(1e-15));
    assertThat(tally.meanStandardError()).isCloseTo(2, within(1e-15));
    assertThat(tally.coverage().value()).isCloseTo(2 / 3.0, within(1e-15));
    assertThat(tally.rejection().value()).isCloseTo(2 / 3.0, within(1e-15));
    assertThat(tally.signErrors().value()).isCloseTo(0.5, within(1e-15));
    assertThat(tally.wrong()).isEqualTo(1);
  }

  @Test
  void aShareOfNoneHasAnErrorAllTheSame() {
    Tally tally = Tally.NONE;
    for (int i = 0; i < 98; i++) {
      tally = tally.plus(Tally.of(0, 0, true, false, 1));
    }
    assertThat(tally.rejection().value()).isZero();
    assertThat(tally.rejection().error()).isCloseTo(Math.sqrt(0.01 * 0.99 / 98), within(1e-15));
    assertThat(tally.signErrors().value()).isZero();
  }
}
