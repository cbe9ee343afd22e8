package fi.lape.jobs.release.table;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One row, read by column name. Values are {@code String}, {@code Integer}, {@code Long}, {@code
 * Double}, {@code Boolean}, {@code LocalDate}, {@code Instant} or {@code List<String>}; an absent
 * value is asked for with the optional readers.
 */
public final class TableRow {
  private final Map<String, Integer> positions;
  private final Object[] values;

  TableRow(Map<String, Integer> positions, Object[] values) {
    this.positions = positions;
    this.values = values;
  }

  /** The value as it is, or nothing. */
  public Optional<Object> value(String column) {
    return Optional.ofNullable(values[position(column)]);
  }

  /** Whether the table has the column. */
  public boolean has(String column) {
    return positions.containsKey(column);
  }

  /** Whether the cell holds nothing. */
  public boolean isEmpty(String column) {
    return values[position(column)] == null;
  }

  /** A text that must be there. */
  public String text(String column) {
    return requireNonNull(values[position(column)], column + " is null").toString();
  }

  /** A text that may be absent. */
  public Optional<String> textIfAny(String column) {
    return value(column).map(Object::toString);
  }

  /** A number that must be there. */
  public double number(String column) {
    return ((Number) requireNonNull(values[position(column)], column + " is null")).doubleValue();
  }

  /** A number that may be absent. */
  public OptionalDouble numberIfAny(String column) {
    Object value = values[position(column)];
    return value == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(((Number) value).doubleValue());
  }

  /** A whole number that must be there. */
  public int whole(String column) {
    return Math.toIntExact(
        ((Number) requireNonNull(values[position(column)], column + " is null")).longValue());
  }

  /** A whole number that may be absent. */
  public Optional<Integer> wholeIfAny(String column) {
    return value(column).map(v -> Math.toIntExact(((Number) v).longValue()));
  }

  /** The texts of an array; none where the cell holds nothing. */
  public List<String> texts(String column) {
    Object value = values[position(column)];
    return value == null ? List.of() : ((List<?>) value).stream().map(Object::toString).toList();
  }

  /** The same row with one cell emptied or replaced. */
  public TableRow with(String column, Optional<?> value) {
    Object[] copy = values.clone();
    copy[position(column)] = value.orElse(null);
    return new TableRow(positions, copy);
  }

  /** The same row without the values of some cells. */
  public TableRow without(String... columns) {
    Object[] copy = values.clone();
    for (String column : columns) {
      copy[position(column)] = null;
    }
    return new TableRow(positions, copy);
  }

  private int position(String column) {
    Integer position = positions.get(column);
    if (position == null) {
      throw new IllegalArgumentException("no column " + column + " in " + positions.keySet());
    }
    return position;
  }
}
