package fi.lape.samples;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** The reports every project owes, in order. */
final class ReportCalendar {

  /**
   * A report that is due.
   *
   * @param municipalityYear the year whose municipality codes the report uses
   */
  record Due(
      int number,
      String type,
      LocalDate from,
      LocalDate to,
      LocalDate submitted,
      int municipalityYear) {

    String fileName() {
      return String.format(Locale.ROOT, "%02d-%s.json", number, type);
    }
  }

  private ReportCalendar() {}

  static List<Due> all() {
    return List.of(
        due(0, "plan", "2017-01-01", "2018-12-31", "2017-01-31", 2017),
        due(1, "interim", "2017-01-01", "2017-06-30", "2017-08-31", 2017),
        due(2, "interim", "2017-07-01", "2017-12-31", "2018-02-28", 2017),
        due(3, "interim", "2018-01-01", "2018-06-30", "2018-08-31", 2018),
        due(4, "final", "2018-07-01", "2018-12-31", "2019-02-28", 2018),
        due(5, "follow-up", "2019-01-01", "2019-12-31", "2020-02-28", 2019),
        due(6, "follow-up", "2020-01-01", "2020-12-31", "2021-02-26", 2020));
  }

  private static Due due(
      int number, String type, String from, String to, String submitted, int year) {
    return new Due(
        number, type, LocalDate.parse(from), LocalDate.parse(to), LocalDate.parse(submitted), year);
  }
}
