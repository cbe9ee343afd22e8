package fi.lape.jobs.register;

import java.time.LocalDate;
import java.time.Period;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The child panel the slow and obvious way: every day of a childhood is looked at by itself. Shares
 * nothing with {@link ChildTimeline} but the types that go in and come out.
 */
final class DayByDay {
  private final ChildHistory child;
  private final PeriodLength length;
  private final SortedMap<PeriodKey, int[]> rows = new TreeMap<>();

  private DayByDay(ChildHistory child, PeriodLength length) {
    this.child = child;
    this.length = length;
  }

  static SortedMap<PeriodKey, int[]> of(ChildHistory child, PeriodLength length) {
    DayByDay days = new DayByDay(child, length);
    days.walk();
    return days.rows;
  }

  private void walk() {
    Optional<Placement> yesterday = Optional.empty();
    boolean everPlaced = false;
    LocalDate left = LocalDate.MIN;
    // Before the first row and the first day observed there is nothing to see.
    int first = child.placements().stream().mapToInt(Placement::start).min().orElse(child.from());
    for (int day = Math.max(child.birth(), Math.min(first, child.from()));
        day < child.to();
        day++) {
      int today = day;
      if (age(day) < 18) {
        residence(day).ifPresent(unit -> add(today, unit, Measure.DAYS_AT_RISK, 1));
      }
      Optional<Placement> care = care(day);
      if (care.isPresent()) {
        Placement row = care.get();
        add(day, row.unit(), Measure.DAYS_IN_CARE, 1);
        add(day, row.unit(), days(row.form()), 1);
        if (yesterday.isEmpty()) {
          add(day, row.unit(), Measure.ENTRIES, 1);
          if (!everPlaced) {
            add(day, row.unit(), Measure.FIRST_ENTRIES, 1);
          } else if (LocalDate.ofEpochDay(day).isBefore(left.plusYears(1))) {
            add(day, row.unit(), Measure.REENTRIES, 1);
          }
          everPlaced = true;
        } else if (!yesterday.get().equals(row)) {
          boolean form = yesterday.get().form() != row.form();
          boolean decision = yesterday.get().decision() != row.decision();
          if (form || !decision) {
            add(day, row.unit(), Measure.MOVES, 1);
          }
          if (form) {
            add(day, row.unit(), Measure.FORM_CHANGES, 1);
          }
        }
        boolean tomorrow =
            child.placements().stream().anyMatch(p -> covers(p, today + 1) && !isAfterCare(p));
        if (age(day + 1) == 18) {
          add(day, row.unit(), Measure.AGED_OUT, 1);
        } else if (!tomorrow) {
          add(day, row.unit(), Measure.EXITS, 1);
        }
        left = LocalDate.ofEpochDay(day + 1);
      } else {
        boolean adult = age(day) >= 18;
        best(child.placements().stream()
                .filter(p -> covers(p, today) && (adult || isAfterCare(p)))
                .toList())
            .ifPresent(row -> add(today, row.unit(), Measure.DAYS_AFTER_CARE, 1));
      }
      yesterday = care;
      for (ChildHistory.Event event : child.events()) {
        if (event.day() == day) {
          add(day, event.unit(), event.service(), event.visits());
        }
      }
    }
  }

  private Optional<Placement> care(int day) {
    return age(day) >= 18
        ? Optional.empty()
        : best(child.placements().stream().filter(p -> covers(p, day) && !isAfterCare(p)).toList());
  }

  /** The later begun; of two begun together the longer, then the later in the code lists. */
  private static Optional<Placement> best(List<Placement> rows) {
    Comparator<Placement> order =
        Comparator.comparing(Placement::start)
            .thenComparing(Placement::end)
            .thenComparing(Placement::decision)
            .thenComparing(Placement::form)
            .thenComparing(Placement::unit);
    // The first of those that nothing goes before, as rows may be wholly alike.
    return rows.stream()
        .filter(p -> rows.stream().noneMatch(q -> order.compare(q, p) > 0))
        .findFirst();
  }

  private static boolean covers(Placement row, int day) {
    return day >= row.start() && day <= row.end() - 1;
  }

  private static boolean isAfterCare(Placement row) {
    return row.decision().equals(Placement.Decision.AFTER_CARE);
  }

  private Optional<Integer> residence(int day) {
    return child.residences().stream()
        .filter(r -> day >= r.start() && day < r.end())
        .min(
            Comparator.comparing(ChildHistory.Residence::start)
                .thenComparing(ChildHistory.Residence::end)
                .thenComparing(ChildHistory.Residence::unit))
        .map(ChildHistory.Residence::unit);
  }

  private static Measure days(Placement.Form form) {
    return switch (form) {
      case FOSTER_FAMILY -> Measure.DAYS_FOSTER_FAMILY;
      case PROFESSIONAL_FAMILY_HOME -> Measure.DAYS_PROFESSIONAL_FAMILY_HOME;
      case INSTITUTION -> Measure.DAYS_INSTITUTION;
      case OTHER -> Measure.DAYS_OTHER_FORM;
    };
  }

  private int age(int day) {
    return Period.between(LocalDate.ofEpochDay(child.birth()), LocalDate.ofEpochDay(day))
        .getYears();
  }

  private void add(int day, int unit, Measure measure, int amount) {
    if (day < child.from()) {
      return;
    }
    int age = age(day);
    AgeGroup group =
        age <= 6
            ? AgeGroup.UNDER_7
            : age <= 12 ? AgeGroup.UNDER_13 : age <= 17 ? AgeGroup.UNDER_18 : AgeGroup.ADULT;
    LocalDate date = LocalDate.ofEpochDay(day);
    LocalDate start =
        switch (length) {
          case MONTH -> date.withDayOfMonth(1);
          case QUARTER ->
              LocalDate.of(
                  date.getYear(),
                  date.getMonthValue() <= 3
                      ? 1
                      : date.getMonthValue() <= 6 ? 4 : date.getMonthValue() <= 9 ? 7 : 10,
                  1);
          case YEAR -> date.withDayOfYear(1);
        };
    rows.computeIfAbsent(
                new PeriodKey((int) start.toEpochDay(), group, unit),
                k -> new int[Measure.values().length])[measure.place()] +=
        amount;
  }
}
