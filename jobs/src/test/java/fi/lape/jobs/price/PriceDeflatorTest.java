package fi.lape.jobs.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import fi.lape.jobs.failure.ExitCode;
import fi.lape.jobs.failure.JobException;
import fi.lape.jobs.price.PriceDeflator.Point;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PriceDeflatorTest {
  private static final List<Point> OLD =
      List.of(new Point(2010, 2013, 106.0), new Point(2010, 2014, 108.0));
  private static final List<Point> NEW =
      List.of(new Point(2015, 2015, 100.0), new Point(2015, 2018, 103.0));

  @Test
  void figuresOnTwoBasesWithoutACommonYearAreNotMixed() {
    assertThatThrownBy(() -> PriceDeflator.of(joined(OLD, NEW), 2018))
        .isInstanceOfSatisfying(
            JobException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.DATA))
        .hasMessage(
            "PRICE_INDEX_NOT_LINKED: the price index on base 2010 shares no year with the one on base 2015. Figures on two bases must not be mixed without a common year to link them. Add a year that both have to the price index file.");
  }

  @Test
  void aCommonYearLinksThem() {
    // 2015 stands at 108.8 on the older base and at 100 on the newer one.
    List<Point> linked = joined(joined(OLD, NEW), List.of(new Point(2010, 2015, 108.8)));
    PriceDeflator deflator = PriceDeflator.of(linked, 2018);
    assertThat(deflator.factor(2014)).isCloseTo(103.0 / (108.0 * 100 / 108.8), within(1e-12));
    assertThat(deflator.factor(2018)).isEqualTo(1);
  }

  @Test
  void aYearWithoutAFigureIsNamed() {
    assertThatThrownBy(() -> PriceDeflator.of(NEW, 2018).factor(2014))
        .hasMessageStartingWith(
            "PRICE_INDEX_GAP: the price index has no figure for 2014, only for 2015 to 2018.");
  }

  private static List<Point> joined(List<Point> some, List<Point> others) {
    List<Point> all = new ArrayList<>(some);
    all.addAll(others);
    return all;
  }
}
