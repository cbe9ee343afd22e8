package fi.lape.jobs.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import fi.lape.jobs.cost.ChainedPriceIndex.Point;
import fi.lape.jobs.failure.JobException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChainedPriceIndexTest {
  private static final double TOLERANCE = 1e-14;

  @Test
  void anOlderBaseIsLinkedInTheBaseYearOfTheNewer() {
    ChainedPriceIndex index =
        ChainedPriceIndex.of(
            List.of(
                new Point(2010, 2010, 100),
                new Point(2010, 2014, 105),
                new Point(2010, 2015, 108),
                new Point(2010, 2016, 109),
                new Point(2015, 2015, 100),
                new Point(2015, 2016, 102),
                new Point(2015, 2018, 104)));
    // 2010 is 100/108 of 2015, and 2018 is 104/100 of it.
    assertThat(index.deflator(2010, 2018).orElseThrow()).isCloseTo(1.04 * 1.08, within(TOLERANCE));
    assertThat(index.deflator(2014, 2018).orElseThrow())
        .isCloseTo(1.04 * 108 / 105, within(TOLERANCE));
    // Where both bases have a year the newer one counts.
    assertThat(index.deflator(2016, 2018).orElseThrow()).isCloseTo(104.0 / 102, within(TOLERANCE));
    assertThat(index.deflator(2018, 2018).orElseThrow()).isEqualTo(1);
    assertThat(index.deflator(2013, 2018)).isEmpty();
    assertThat(index.years()).containsExactly(2010, 2014, 2015, 2016, 2018);
  }

  @Test
  void basesWithoutACommonYearAreRefused() {
    assertThatThrownBy(
            () ->
                ChainedPriceIndex.of(
                    List.of(new Point(2010, 2010, 100), new Point(2015, 2015, 100))))
        .isInstanceOf(JobException.class)
        .hasMessage(
            "PRICE_INDEX_NOT_LINKED: the price index has the bases 2010 = 100 and 2015 = 100"
                + " without a common year. Levels of different bases cannot be compared unless one"
                + " year has both. Add the older base's values up to 2015 to"
                + " prices/price_index.csv.");
  }

  @Test
  void aValueThatIsNoPriceLevelIsRefused() {
    assertThatThrownBy(() -> ChainedPriceIndex.of(List.of(new Point(2015, 2016, 0))))
        .hasMessageStartingWith("PRICE_INDEX_INVALID: the price index of 2016 on base 2015 is 0.0");
    assertThatThrownBy(
            () ->
                ChainedPriceIndex.of(
                    List.of(new Point(2015, 2016, 101), new Point(2015, 2016, 102))))
        .hasMessageContaining("is 102.0 and was given as 101.0 too.");
  }
}
