package fi.lape.jobs.register;

import java.time.LocalDate;
import java.util.List;

/**
 * Everything the register knows of one child; days are days since 1970.
 *
 * @param birth first day of the month of birth, from which ages count
 * @param from first day observed
 * @param to day after the last one observed
 */
record ChildHistory(
    int birth,
    int from,
    int to,
    List<Residence> residences,
    List<Placement> placements,
    List<Event> events) {

  static final int ADULT = 18;

  /**
   * A spell of residence.
   *
   * @param end day from which it no longer holds; {@link Placement#OPEN} where there is none yet
   */
  record Residence(int start, int end, int unit) {}

  /** An event of a service, one of the measures from {@link Measure#OPEN_CARE_SUPPORT} on. */
  record Event(int day, int unit, Measure service, int visits) {}

  int adulthood() {
    return birthday(ADULT);
  }

  int birthday(int age) {
    return (int) LocalDate.ofEpochDay(birth).plusYears(age).toEpochDay();
  }
}
