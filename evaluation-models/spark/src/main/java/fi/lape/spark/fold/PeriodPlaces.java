package fi.lape.spark.fold;

import java.util.Arrays;

/** Places of periods, by a table where they lie close together. */
final class PeriodPlaces {
  private static final int WIDEST = 1 << 12;

  private final int[] periods;
  private final int[] table;

  PeriodPlaces(int[] periods) {
    this.periods = periods;
    long width = (long) periods[periods.length - 1] - periods[0] + 1;
    table = new int[width <= WIDEST ? (int) width : 0];
    Arrays.fill(table, -1);
    for (int t = 0; t < periods.length && table.length > 0; t++) {
      table[periods[t] - periods[0]] = t;
    }
  }

  /** Returns the place of a period; below 0 if it is none of them. */
  int of(int period) {
    if (table.length == 0) {
      return Arrays.binarySearch(periods, period);
    }
    int offset = period - periods[0];
    return offset >= 0 && offset < table.length ? table[offset] : -1;
  }
}
