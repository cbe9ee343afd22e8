package fi.lape.jobs.register;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One child's rows of the register as person-time and events by period, age group and municipality.
 *
 * <p>Every day counts once. Rows that overlap or touch are one <b>spell</b> in care, whose first
 * day is an entry and whose last day an exit; a spell that is open on the data date has no exit,
 * and the 18th birthday ends it as {@link Measure#AGED_OUT}. Within a spell the change from one row
 * to the next is a move when the form changes or when nothing but the row does; a new decision in
 * the same form is none. What comes before the time observed is known but not counted, so that a
 * first entry is a first one.
 */
final class ChildTimeline {
  private final ChildHistory child;
  private final PeriodGrid grid;
  private final int adulthood;
  private final int[] groupEnds;
  private final TreeMap<PeriodKey, int[]> rows = new TreeMap<>();

  private ChildTimeline(ChildHistory child, PeriodGrid grid) {
    this.child = child;
    this.grid = grid;
    this.adulthood = child.adulthood();
    this.groupEnds =
        Arrays.stream(AgeGroup.values()).mapToInt(g -> child.birthday(g.below())).toArray();
  }

  /**
   * The measures of every row, in the order of {@link Measure}; rows of zeros only do not occur.
   */
  static SortedMap<PeriodKey, int[]> of(ChildHistory child, PeriodGrid grid) {
    ChildTimeline timeline = new ChildTimeline(child, grid);
    timeline.residences();
    if (!child.placements().isEmpty()) {
      timeline.placements();
    }
    for (ChildHistory.Event event : child.events()) {
      timeline.count(event.day(), event.unit(), event.service(), event.visits());
    }
    return timeline.rows;
  }

  /** A part of a spell that one row of the register accounts for. */
  private record Segment(int start, int end, Placement row, boolean care) {}

  private void residences() {
    List<ChildHistory.Residence> sorted = new ArrayList<>(child.residences());
    sorted.sort(
        Comparator.comparingInt(ChildHistory.Residence::start)
            .thenComparingInt(ChildHistory.Residence::end)
            .thenComparingInt(ChildHistory.Residence::unit));
    int counted = child.birth();
    for (ChildHistory.Residence each : sorted) {
      int start = Math.max(each.start(), counted);
      int end = Math.min(each.end(), adulthood);
      days(start, end, each.unit(), Measure.DAYS_AT_RISK);
      counted = Math.max(counted, each.end());
    }
  }

  private void placements() {
    Optional<Segment> before = Optional.empty();
    for (Segment now : segments()) {
      Placement row = now.row();
      if (!now.care()) {
        days(now.start(), now.end(), row.unit(), Measure.DAYS_AFTER_CARE);
        continue;
      }
      days(now.start(), now.end(), row.unit(), Measure.DAYS_IN_CARE);
      days(now.start(), now.end(), row.unit(), row.form().days());
      if (before.isPresent() && before.get().end() == now.start()) {
        change(before.get().row(), now);
      } else {
        before.ifPresent(this::leave);
        enter(now, before);
      }
      before = Optional.of(now);
    }
    before.ifPresent(this::leave);
  }

  private void enter(Segment now, Optional<Segment> before) {
    int unit = now.row().unit();
    count(now.start(), unit, Measure.ENTRIES, 1);
    if (before.isEmpty()) {
      count(now.start(), unit, Measure.FIRST_ENTRIES, 1);
    } else if (now.start() < yearAfter(before.get().end())) {
      count(now.start(), unit, Measure.REENTRIES, 1);
    }
  }

  private void change(Placement from, Segment now) {
    Placement to = now.row();
    boolean otherForm = from.form() != to.form();
    if (otherForm || from.decision() == to.decision()) {
      count(now.start(), to.unit(), Measure.MOVES, 1);
    }
    if (otherForm) {
      count(now.start(), to.unit(), Measure.FORM_CHANGES, 1);
    }
  }

  private void leave(Segment last) {
    int end = last.end();
    if (end == adulthood) {
      count(end - 1, last.row().unit(), Measure.AGED_OUT, 1);
    } else if (child.placements().stream().noneMatch(p -> !p.isAfterCare() && p.isOn(end))) {
      count(end - 1, last.row().unit(), Measure.EXITS, 1);
    }
  }

  private static int yearAfter(int day) {
    return (int) LocalDate.ofEpochDay(day).plusYears(1).toEpochDay();
  }

  /** The days of care and after-care, each given to one row, in their order. */
  private List<Segment> segments() {
    int[] cuts = cuts();
    List<Segment> segments = new ArrayList<>();
    for (int i = 0; i + 1 < cuts.length; i++) {
      boolean care = cuts[i] < adulthood;
      Optional<Placement> row = care ? first(cuts[i], false) : Optional.empty();
      if (row.isEmpty()) {
        care = false;
        row = first(cuts[i], cuts[i] < adulthood);
      }
      if (row.isEmpty()) {
        continue;
      }
      Segment last = segments.isEmpty() ? null : segments.get(segments.size() - 1);
      if (last != null
          && last.end() == cuts[i]
          && last.row().equals(row.get())
          && last.care() == care) {
        segments.set(segments.size() - 1, new Segment(last.start(), cuts[i + 1], last.row(), care));
      } else {
        segments.add(new Segment(cuts[i], cuts[i + 1], row.get(), care));
      }
    }
    return segments;
  }

  /** The row that a day counts for: of after-care rows only, or of others; adults' have either. */
  private Optional<Placement> first(int day, boolean afterCareOnly) {
    boolean adult = day >= adulthood;
    Placement first = null;
    for (Placement each : child.placements()) {
      if (each.isOn(day)
          && (adult || each.isAfterCare() == afterCareOnly)
          && (first == null || each.goesBefore(first))) {
        first = each;
      }
    }
    return Optional.ofNullable(first);
  }

  /** Every day on which something begins or ends, from birth to the end of observation. */
  private int[] cuts() {
    int[] cuts = new int[2 * child.placements().size() + 1];
    int i = 0;
    cuts[i++] = clip(adulthood);
    for (Placement each : child.placements()) {
      cuts[i++] = clip(each.start());
      cuts[i++] = clip(each.end());
    }
    return Arrays.stream(cuts).sorted().distinct().toArray();
  }

  private int clip(int day) {
    return Math.max(child.birth(), Math.min(day, child.to()));
  }

  private void days(int start, int end, int unit, Measure measure) {
    int day = Math.max(start, child.from());
    int last = Math.min(end, child.to());
    while (day < last) {
      AgeGroup group = groupOn(day);
      int until = Math.min(last, Math.min(grid.endOf(day), groupEnds[group.place()]));
      add(new PeriodKey(grid.startOf(day), group, unit), measure, until - day);
      day = until;
    }
  }

  private void count(int day, int unit, Measure measure, int times) {
    if (day >= child.from() && day < child.to()) {
      add(new PeriodKey(grid.startOf(day), groupOn(day), unit), measure, times);
    }
  }

  private void add(PeriodKey key, Measure measure, int amount) {
    rows.computeIfAbsent(key, k -> new int[Measure.values().length])[measure.place()] += amount;
  }

  private AgeGroup groupOn(int day) {
    for (AgeGroup group : AgeGroup.values()) {
      if (day < groupEnds[group.place()]) {
        return group;
      }
    }
    return AgeGroup.ADULT;
  }
}
