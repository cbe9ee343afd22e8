package fi.lape.estimators.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Compares numbers with a golden set, and says at the end how many and how close. What the page of
 * parity says of the set is held to; after all tests {@link ParityTable} prints all sets.
 */
public final class Parity {
  private static final Path PAGE = Path.of("../docs/parity.md");
  private static final NavigableMap<String, String> DONE = new ConcurrentSkipListMap<>();

  private final String set;
  private int compared;
  private double worst;
  private String worstAt = "-";

  public Parity(String set) {
    this.set = set;
  }

  /** Asserts |actual − expected| ≤ tolerance · max(|expected|, 1e-3). */
  public void compare(String at, double actual, double expected, double tolerance) {
    // Golden values near zero (differences of near-equal means) are held to an absolute 1e-3 scale.
    double gap = Math.abs(actual - expected) / Math.max(Math.abs(expected), 1e-3);
    compared++;
    if (gap > worst) {
      worst = gap;
      worstAt = at;
    }
    assertThat(gap).as("%s %s: %s, golden %s", set, at, actual, expected).isLessThan(tolerance);
  }

  /** Asserts that as many numbers were compared as the set is known to hold, and prints a line. */
  public void summary(int expected) {
    System.out.printf(
        "parity %-45s %6d numbers, worst relative gap %.1e (%s)%n", set, compared, worst, worstAt);
    assertThat(compared).as("numbers compared in %s", set).isEqualTo(expected);
    DONE.put(set, "%-52s %6d  %.1e".formatted(set, compared, worst));
    onPage().ifPresent(this::holdTo);
  }

  /** A row of the page: set, numbers, what the worst gap is below. */
  private Optional<String[]> onPage() {
    try {
      return Files.readAllLines(PAGE).stream()
          .map(line -> line.split(" *\\| *", -1))
          .filter(cells -> cells.length > 4 && cells[1].equals(set))
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void holdTo(String[] row) {
    assertThat(Integer.parseInt(row[2])).as("numbers of %s on the page", set).isEqualTo(compared);
    assertThat(worst).as("worst gap of %s, the page's", set).isLessThan(Double.parseDouble(row[3]));
  }

  /** Returns a line a set compared so far: its name, numbers compared, worst relative gap. */
  static List<String> done() {
    return List.copyOf(DONE.values());
  }
}
