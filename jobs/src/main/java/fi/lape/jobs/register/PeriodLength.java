package fi.lape.jobs.register;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;

/** How long a period of the child panel is. */
public enum PeriodLength {
  MONTH(1),
  QUARTER(3),
  YEAR(12);

  private final int months;

  PeriodLength(int months) {
    this.months = months;
  }

  /** The code of the list {@code period_lengths}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The length with a code.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static PeriodLength of(String code) {
    return Arrays.stream(values())
        .filter(length -> length.code().equals(code))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no period length '" + code + "'"));
  }

  /** First day of the calendar period that a day lies in. */
  LocalDate startOf(LocalDate day) {
    return LocalDate.of(day.getYear(), (day.getMonthValue() - 1) / months * months + 1, 1);
  }

  /** First day of the next period. */
  LocalDate next(LocalDate start) {
    return start.plusMonths(months);
  }
}
