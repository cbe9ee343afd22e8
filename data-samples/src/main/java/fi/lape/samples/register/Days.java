package fi.lape.samples.register;

import java.time.LocalDate;

/** Days since 1970 as plain numbers, which is how lives are lived. */
final class Days {
  private Days() {}

  /** First day of a month; months beyond 12 run into the years that follow. */
  static int of(int year, int month) {
    return (int) LocalDate.of(year + (month - 1) / 12, (month - 1) % 12 + 1, 1).toEpochDay();
  }

  /** Calendar year of a day. */
  static int year(int day) {
    return LocalDate.ofEpochDay(day).getYear();
  }
}
