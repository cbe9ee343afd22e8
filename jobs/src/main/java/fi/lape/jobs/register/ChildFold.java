package fi.lape.jobs.register;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * Folds the sorted rows of a task child by child. A row is child, kind, a, b, c, d, e as {@link
 * ChildPeriods} packs it; children come one after the other, each with its own row first.
 */
final class ChildFold implements Iterator<Row> {
  static final StructType SCHEMA =
      StructType.fromDDL(
          "child BINARY, period_start INT, unit INT, age_group INT, sex INT, origin INT, "
              + Stream.of(Measure.values())
                  .map(m -> m.column() + " INT")
                  .collect(Collectors.joining(", ")));

  private static final int FIXED = 6;
  private static final Placement.Form[] FORMS = Placement.Form.values();
  private static final Placement.Decision[] DECISIONS = Placement.Decision.values();
  private static final Measure[] SERVICES = {
    Measure.OPEN_CARE_SUPPORT, Measure.FAMILY_COUNSELLING, Measure.HOME_HELP, Measure.PSYCHIATRY
  };

  private final Iterator<Row> rows;
  private final PeriodLength length;
  private final Deque<Row> ready = new ArrayDeque<>();
  private Optional<Row> ahead = Optional.empty();
  private Optional<PeriodGrid> grid = Optional.empty();
  private int gridFrom;
  private int gridTo;

  ChildFold(Iterator<Row> rows, PeriodLength length) {
    this.rows = rows;
    this.length = length;
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && (ahead.isPresent() || rows.hasNext())) {
      fold();
    }
    return !ready.isEmpty();
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the task has no further row");
    }
    return ready.remove();
  }

  private void fold() {
    Row child = ahead.orElseGet(rows::next);
    ahead = Optional.empty();
    byte[] id = child.getAs(0);
    List<ChildHistory.Residence> residences = new ArrayList<>();
    List<Placement> placements = new ArrayList<>();
    List<ChildHistory.Event> events = new ArrayList<>();
    while (rows.hasNext()) {
      Row row = rows.next();
      if (!Arrays.equals(id, row.<byte[]>getAs(0))) {
        ahead = Optional.of(row);
        break;
      }
      int a = row.getInt(2);
      int b = row.getInt(3);
      int unit = row.getInt(4);
      switch (row.getInt(1)) {
        case ChildPeriods.RESIDENCE -> residences.add(new ChildHistory.Residence(a, b, unit));
        case ChildPeriods.PLACEMENT ->
            placements.add(
                new Placement(a, b, unit, FORMS[row.getInt(5)], DECISIONS[row.getInt(6)]));
        case ChildPeriods.EVENT ->
            events.add(new ChildHistory.Event(a, unit, SERVICES[row.getInt(5)], b));
        default -> throw new IllegalStateException("a child is in the register twice");
      }
    }
    if (child.getInt(1) != ChildPeriods.CHILD) {
      throw new IllegalStateException("rows of a child that is not in the register");
    }
    int to = child.getInt(4) + 1;
    ChildHistory history =
        new ChildHistory(child.getInt(2), child.getInt(3), to, residences, placements, events);
    ChildTimeline.of(history, gridOf(child.getInt(3), to)).entrySet().stream()
        .map(row -> output(id, child, row))
        .forEach(ready::add);
  }

  /** Nearly always the grid of the child before. */
  private PeriodGrid gridOf(int from, int to) {
    if (grid.isEmpty() || gridFrom != from || gridTo != to) {
      grid = Optional.of(PeriodGrid.of(length, from, to));
      gridFrom = from;
      gridTo = to;
    }
    return grid.get();
  }

  private static Row output(byte[] id, Row child, Map.Entry<PeriodKey, int[]> row) {
    PeriodKey key = row.getKey();
    int[] measures = row.getValue();
    Object[] values = new Object[FIXED + measures.length];
    values[0] = id;
    values[1] = key.periodStart();
    values[2] = key.unit();
    values[3] = key.ageGroup().place();
    values[4] = child.getInt(5);
    values[5] = child.getInt(6);
    for (int i = 0; i < measures.length; i++) {
      values[FIXED + i] = measures[i];
    }
    return RowFactory.create(values);
  }
}
