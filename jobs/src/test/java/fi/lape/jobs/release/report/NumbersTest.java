package fi.lape.jobs.release.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
  private final Numbers finnish = new Numbers(Language.FI);
  private final Numbers english = new Numbers(Language.EN);

  @Test
  void finnishHasADecimalCommaANoBreakSpaceAndARealMinus() {
    assertThat(finnish.fixed(-1234567.891, 2)).isEqualTo("\u22121\u00A0234\u00A0567,89");
    assertThat(finnish.fixed(1234, 0)).isEqualTo("1234");
    assertThat(finnish.signed(0.5, 1)).isEqualTo("+0,5");
    assertThat(english.fixed(1234567.891, 1)).isEqualTo("1,234,567.9");
  }

  @Test
  void aRoundedZeroHasNoSign() {
    assertThat(finnish.fixed(-0.004, 2)).isEqualTo("0,00");
    assertThat(finnish.signed(0.004, 2)).isEqualTo("0,00");
  }

  @Test
  void rangesHaveAnEnDashAndRoomForAMinus() {
    assertThat(finnish.range(1, 2.5, 1)).isEqualTo("1,0\u20132,5");
    assertThat(finnish.range(-3, 1, 0)).isEqualTo("\u22123\u00A0\u2013\u00A01");
  }

  @ParameterizedTest
  @CsvSource({"0.5,2", "0.05,3", "5,1", "53,0", "5300,0", "0.000001,4", "0,2"})
  void digitsAreNoFinerThanTwoOfTheUncertainty(double uncertainty, int decimals) {
    assertThat(Numbers.decimalsFor(uncertainty)).isEqualTo(decimals);
  }

  @Test
  void aPValueBelowAThousandthIsABound() {
    assertThat(finnish.pValue(0.00517)).isEqualTo("0,005");
    assertThat(finnish.pValue(0.0004)).isEqualTo("<\u00A00,001");
  }

  @Test
  void finnishNamesSortWithAAfterZ() {
    List<String> names = new java.util.ArrayList<>(List.of("Ähtäri", "Åland", "Zürich", "Akaa"));
    names.sort(Language.FI.collator()::compare);
    assertThat(names).containsExactly("Akaa", "Zürich", "Åland", "Ähtäri");
  }
}
