package fi.lape.jobs.register;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.stream.IntStream;

/** The calendar periods of a time of observation; days are days since 1970. */
final class PeriodGrid implements Serializable {
  private final int[] starts;

  private PeriodGrid(int[] starts) {
    this.starts = starts;
  }

  /** The periods that touch the days from one up to another, which is not counted. */
  static PeriodGrid of(PeriodLength length, int from, int to) {
    IntStream.Builder starts = IntStream.builder();
    LocalDate start = length.startOf(LocalDate.ofEpochDay(from));
    while (start.toEpochDay() < to) {
      starts.add((int) start.toEpochDay());
      start = length.next(start);
    }
    starts.add((int) start.toEpochDay());
    return new PeriodGrid(starts.build().toArray());
  }

  /** First day of the period of a day of the grid. */
  int startOf(int day) {
    return starts[index(day)];
  }

  /** First day after the period of a day of the grid. */
  int endOf(int day) {
    return starts[index(day) + 1];
  }

  private int index(int day) {
    int found = Arrays.binarySearch(starts, day);
    return found >= 0 ? found : -found - 2;
  }
}
