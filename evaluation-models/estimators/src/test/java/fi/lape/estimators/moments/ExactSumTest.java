package fi.lape.estimators.moments;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExactSumTest {
  private static double sum(List<Double> numbers) {
    long[] sums = new long[3 * ExactSum.CHUNKS];
    for (double number : numbers) {
      ExactSum.add(sums, ExactSum.CHUNKS, number);
    }
    for (int i = 0; i < ExactSum.CHUNKS; i++) {
      assertThat(sums[i]).as("a neighbour").isZero();
      assertThat(sums[2 * ExactSum.CHUNKS + i]).as("a neighbour").isZero();
    }
    return ExactSum.value(ExactSum.of(sums, ExactSum.CHUNKS));
  }

  private static double reference(List<Double> numbers) {
    return numbers.stream()
        .map(BigDecimal::new)
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .doubleValue();
  }

  @Test
  void aSumOfAnyNumbersIsTheNearestDouble() {
    Random random = new Random(3);
    for (int trial = 0; trial < 200; trial++) {
      List<Double> numbers = new ArrayList<>();
      int spread = 1 + random.nextInt(600);
      for (int i = 0; i < 100; i++) {
        numbers.add(random.nextGaussian() * Math.scalb(1.0, random.nextInt(2 * spread) - spread));
      }
      assertThat(sum(numbers)).isEqualTo(reference(numbers));
    }
  }

  @Test
  void whatCancelsIsGoneAndWhatIsLeftIsExact() {
    assertThat(sum(List.of(1e300, 1.0, -1e300))).isEqualTo(1.0);
    assertThat(sum(List.of(1e16, 1.0, -1e16))).isEqualTo(1.0);
    assertThat(sum(List.of(0.1, -0.1))).isZero();
    assertThat(sum(List.of(-1e-300, 1e-320))).isEqualTo(reference(List.of(-1e-300, 1e-320)));
    assertThat(sum(List.of())).isZero();
  }

  @Test
  void theEndsOfTheRangeOfDoublesAreSummed() {
    assertThat(sum(List.of(Double.MIN_VALUE, Double.MIN_VALUE))).isEqualTo(2 * Double.MIN_VALUE);
    assertThat(sum(List.of(-Double.MIN_VALUE))).isEqualTo(-Double.MIN_VALUE);
    assertThat(sum(List.of(Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE)))
        .isEqualTo(Double.MAX_VALUE);
    assertThat(sum(List.of(0.0, -0.0))).isZero();
  }

  @Test
  void theOrderAndThePartsChangeNoBit() {
    Random random = new Random(8);
    List<Double> numbers = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      numbers.add(random.nextGaussian() * Math.exp(20 * random.nextGaussian()));
    }
    double whole = sum(numbers);
    Collections.shuffle(numbers, random);
    assertThat(sum(numbers)).isEqualTo(whole);
    long[] first = new long[ExactSum.CHUNKS];
    long[] second = new long[ExactSum.CHUNKS];
    for (int i = 0; i < numbers.size(); i++) {
      ExactSum.add(i % 3 == 0 ? first : second, 0, numbers.get(i));
    }
    assertThat(ExactSum.value(ExactSum.of(first, 0).add(ExactSum.of(second, 0)))).isEqualTo(whole);
  }
}
