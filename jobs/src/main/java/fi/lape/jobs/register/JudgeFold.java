package fi.lape.jobs.register;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Judges the rows of a child by one another: unknown children, events before birth, keys that occur
 * twice, two municipalities at once. Rows that {@link RowChecks} refused pass through untouched and
 * do not count. The rows come sorted by child, kind and all that they say.
 */
final class JudgeFold implements Iterator<Row> {
  private static final int CHILD = 0;
  private static final int KIND = 1;
  private static final int START = 2;
  private static final int END = 3;
  private static final int UNIT = 4;
  private static final int REPORTED = 5;
  private static final int D = 6;
  private static final int E = 7;
  private static final int FAULT = 10;

  private static final int CHILD_UNKNOWN = RowFault.CHILD_UNKNOWN.place();
  private static final int BEFORE_BIRTH = RowFault.BEFORE_BIRTH.place();
  private static final int CONTRADICTED = RowFault.CONTRADICTED.place();
  private static final int TWICE = RowFault.TWICE.place();
  private static final int ELSEWHERE_TOO = RowFault.ELSEWHERE_TOO.place();

  private final Iterator<Row> rows;
  private final Deque<Row> ready = new ArrayDeque<>();
  private Optional<Row> ahead = Optional.empty();

  JudgeFold(Iterator<Row> rows) {
    this.rows = rows;
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && (ahead.isPresent() || rows.hasNext())) {
      judgeNext();
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

  private void judgeNext() {
    Row first = ahead.orElseGet(rows::next);
    ahead = Optional.empty();
    if (!first.isNullAt(FAULT)) {
      ready.add(first);
      return;
    }
    List<Row> group = new ArrayList<>(List.of(first));
    while (rows.hasNext()) {
      Row row = rows.next();
      if (!row.isNullAt(FAULT)) {
        ready.add(row);
      } else if (Arrays.equals(first.<byte[]>getAs(CHILD), row.<byte[]>getAs(CHILD))) {
        group.add(row);
      } else {
        ahead = Optional.of(row);
        break;
      }
    }
    judge(group);
  }

  private void judge(List<Row> group) {
    Integer[] faults = new Integer[group.size()];
    keys(group, faults);
    Optional<Integer> birth = Optional.empty();
    for (int i = 0; i < faults.length; i++) {
      if (group.get(i).getInt(KIND) == ChildPeriods.CHILD && faults[i] == null) {
        birth = Optional.of(group.get(i).getInt(START));
      }
    }
    for (int i = 0; i < faults.length; i++) {
      Row row = group.get(i);
      if (row.getInt(KIND) != ChildPeriods.CHILD) {
        if (birth.isEmpty()) {
          faults[i] = CHILD_UNKNOWN;
        } else if (row.getInt(START) < birth.get()) {
          faults[i] = BEFORE_BIRTH;
        }
      }
    }
    elsewhere(group, faults, ChildPeriods.RESIDENCE);
    elsewhere(group, faults, ChildPeriods.PLACEMENT);
    for (int i = 0; i < faults.length; i++) {
      ready.add(faults[i] == null ? group.get(i) : refused(group.get(i), faults[i]));
    }
  }

  /** What makes two rows of a child two statements of one thing, by kind. */
  private static List<Integer> key(Row row) {
    return switch (row.getInt(KIND)) {
      case ChildPeriods.CHILD -> List.of(ChildPeriods.CHILD);
      case ChildPeriods.RESIDENCE ->
          List.of(ChildPeriods.RESIDENCE, row.getInt(START), row.getInt(REPORTED));
      case ChildPeriods.PLACEMENT ->
          List.of(ChildPeriods.PLACEMENT, row.getInt(START), row.getInt(D), row.getInt(E));
      default -> List.of(ChildPeriods.EVENT, row.getInt(START), row.getInt(D));
    };
  }

  private static boolean same(Row one, Row other) {
    for (int i = START; i <= E; i++) {
      if (one.getInt(i) != other.getInt(i)) {
        return false;
      }
    }
    return true;
  }

  private static void keys(List<Row> group, Integer[] faults) {
    Map<List<Integer>, List<Integer>> places = new HashMap<>();
    for (int i = 0; i < faults.length; i++) {
      places.computeIfAbsent(key(group.get(i)), k -> new ArrayList<>(1)).add(i);
    }
    for (List<Integer> twins : places.values()) {
      if (twins.size() > 1) {
        Row first = group.get(twins.get(0));
        boolean conflict = twins.stream().anyMatch(i -> !same(first, group.get(i)));
        for (int i : conflict ? twins : twins.subList(1, twins.size())) {
          faults[i] = conflict ? CONTRADICTED : TWICE;
        }
      }
    }
  }

  /** Rows in the order of their beginning: what overlaps with a kept one elsewhere is refused. */
  private static void elsewhere(List<Row> group, Integer[] faults, int kind) {
    Map<Integer, Integer> endOfUnit = new HashMap<>();
    for (int i = 0; i < faults.length; i++) {
      Row row = group.get(i);
      if (row.getInt(KIND) != kind || faults[i] != null) {
        continue;
      }
      int start = row.getInt(START);
      int unit = row.getInt(UNIT);
      boolean elsewhere =
          row.getInt(END) > start
              && endOfUnit.entrySet().stream()
                  .anyMatch(e -> e.getKey() != unit && e.getValue() > start);
      if (elsewhere) {
        faults[i] = ELSEWHERE_TOO;
      } else {
        endOfUnit.merge(unit, row.getInt(END), Math::max);
      }
    }
  }

  private static Row refused(Row row, int fault) {
    Object[] values = new Object[row.length()];
    for (int i = 0; i < values.length; i++) {
      values[i] = row.get(i);
    }
    values[FAULT] = fault;
    return RowFactory.create(values);
  }
}
