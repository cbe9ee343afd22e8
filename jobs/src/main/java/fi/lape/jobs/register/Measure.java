package fi.lape.jobs.register;

import java.util.Locale;

/** What is counted for a child in a period, in the order of the columns of the panel. */
enum Measure {
  DAYS_AT_RISK(0),
  DAYS_IN_CARE(1),
  DAYS_FOSTER_FAMILY(2),
  DAYS_PROFESSIONAL_FAMILY_HOME(3),
  DAYS_INSTITUTION(4),
  DAYS_OTHER_FORM(5),
  DAYS_AFTER_CARE(6),
  ENTRIES(7),
  FIRST_ENTRIES(8),
  REENTRIES(9),
  EXITS(10),
  AGED_OUT(11),
  MOVES(12),
  FORM_CHANGES(13),
  OPEN_CARE_SUPPORT(14),
  FAMILY_COUNSELLING(15),
  HOME_HELP(16),
  PSYCHIATRY(17);

  private final int place;

  Measure(int place) {
    this.place = place;
  }

  /** Place among the measures, from 0. */
  int place() {
    return place;
  }

  String column() {
    return name().toLowerCase(Locale.ROOT);
  }
}
