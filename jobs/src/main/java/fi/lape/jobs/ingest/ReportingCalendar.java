package fi.lape.jobs.ingest;

import java.time.LocalDate;
import java.util.List;

/**
 * What every regional project had to hand in, and the money the ministry granted to all of them.
 */
final class ReportingCalendar {
  /**
   * State grants to the regional projects, euros: Ministry of Social Affairs and Health 251/2016.
   */
  static final double GRANT_TOTAL_EUR = 19_000_000;

  /** Smallest difference of the total that is not rounding to cents. */
  static final double GRANT_TOLERANCE_EUR = 0.5;

  /**
   * A report that is expected of every project.
   *
   * @param number 0 is the plan
   */
  record Expected(int number, LocalDate from, LocalDate to) {}

  /** The seven reports, from the plan to the second follow-up year. */
  static final List<Expected> REPORTS =
      List.of(
          new Expected(0, LocalDate.of(2017, 1, 1), LocalDate.of(2018, 12, 31)),
          new Expected(1, LocalDate.of(2017, 1, 1), LocalDate.of(2017, 6, 30)),
          new Expected(2, LocalDate.of(2017, 7, 1), LocalDate.of(2017, 12, 31)),
          new Expected(3, LocalDate.of(2018, 1, 1), LocalDate.of(2018, 6, 30)),
          new Expected(4, LocalDate.of(2018, 7, 1), LocalDate.of(2018, 12, 31)),
          new Expected(5, LocalDate.of(2019, 1, 1), LocalDate.of(2019, 12, 31)),
          new Expected(6, LocalDate.of(2020, 1, 1), LocalDate.of(2020, 12, 31)));

  private ReportingCalendar() {}
}
