package fi.lape.samples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class YearPathTest {

  private final YearPath path = YearPath.parse("2011:1.0|2015:3.0|2020:2.0");

  @Test
  void levelsBetweenTwoYearsLieOnALine() {
    assertThat(path.at(2013)).isEqualTo(2.0);
    assertThat(path.at(2015)).isEqualTo(3.0);
  }

  @Test
  void levelsOutsideTheYearsStayWhatTheyWereAtTheEnd() {
    assertThat(path.at(1990)).isEqualTo(1.0);
    assertThat(path.at(2060)).isEqualTo(2.0);
  }
}
