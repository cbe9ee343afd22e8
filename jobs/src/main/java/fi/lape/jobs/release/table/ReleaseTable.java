package fi.lape.jobs.release.table;

import fi.lape.schemas.Column;
import fi.lape.schemas.Contract;
import fi.lape.schemas.LogicalType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A table with the columns of a release contract, its rows in the order of the key.
 *
 * <p>An empty cell of a key sorts first. Two rows with the same key are a fault of the program.
 */
public final class ReleaseTable {
  private final Contract contract;
  private final List<TableRow> rows;

  private ReleaseTable(Contract contract, List<TableRow> rows) {
    this.contract = contract;
    this.rows = List.copyOf(rows);
  }

  /**
   * A table of rows given as column → value; a column that is not named is empty.
   *
   * @throws IllegalArgumentException for an unknown column, an empty required cell or a key twice
   */
  public static ReleaseTable of(Contract contract, List<? extends Map<String, ?>> records) {
    Map<String, Integer> positions = positions(contract);
    List<TableRow> rows = new ArrayList<>();
    for (Map<String, ?> each : records) {
      Object[] values = new Object[positions.size()];
      each.forEach(
          (column, value) -> {
            if (!positions.containsKey(column)) {
              throw new IllegalArgumentException(contract.name() + " has no column " + column);
            }
            Column promised = contract.columns().get(positions.get(column));
            values[positions.get(column)] = value == null ? null : typed(promised, value);
          });
      rows.add(new TableRow(positions, values));
    }
    return sorted(contract, rows);
  }

  private static Object typed(Column column, Object value) {
    LogicalType type = column.type();
    if (type == LogicalType.DOUBLE && value instanceof Number number) {
      return number.doubleValue();
    }
    if (type == LogicalType.LONG && value instanceof Number number) {
      return number.longValue();
    }
    if (type == LogicalType.INT && value instanceof Number number) {
      return Math.toIntExact(number.longValue());
    }
    return value;
  }

  private static ReleaseTable sorted(Contract contract, List<TableRow> rows) {
    for (Column column : contract.columns()) {
      for (TableRow row : column.required() ? rows : List.<TableRow>of()) {
        if (row.isEmpty(column.name())) {
          throw new IllegalArgumentException(
              "%s.%s is empty but required".formatted(contract.name(), column.name()));
        }
      }
    }
    Comparator<TableRow> order = order(contract);
    List<TableRow> inOrder = new ArrayList<>(rows);
    inOrder.sort(order);
    for (int i = 1; i < inOrder.size(); i++) {
      if (order.compare(inOrder.get(i - 1), inOrder.get(i)) == 0) {
        throw new IllegalArgumentException(
            "%s has the same key twice, columns %s"
                .formatted(contract.name(), contract.primaryKey()));
      }
    }
    return new ReleaseTable(contract, inOrder);
  }

  private static Comparator<TableRow> order(Contract contract) {
    List<String> key = contract.primaryKey();
    return (a, b) -> {
      for (String column : key) {
        int order = compare(a.value(column), b.value(column));
        if (order != 0) {
          return order;
        }
      }
      return 0;
    };
  }

  @SuppressWarnings("unchecked") // one column holds one type, and each type of a key is comparable
  private static int compare(Optional<Object> a, Optional<Object> b) {
    if (a.isEmpty() || b.isEmpty()) {
      return Boolean.compare(a.isPresent(), b.isPresent());
    }
    return ((Comparable<Object>) a.get()).compareTo(b.get());
  }

  private static Map<String, Integer> positions(Contract contract) {
    Map<String, Integer> positions = new HashMap<>();
    for (Column column : contract.columns()) {
      positions.put(column.name(), positions.size());
    }
    return Map.copyOf(positions);
  }

  /** The contract's name. */
  public String name() {
    return contract.name();
  }

  /** The promise the table keeps. */
  public Contract contract() {
    return contract;
  }

  /** All rows in key order. */
  public List<TableRow> rows() {
    return rows;
  }

  /** The rows of a kind, in key order. */
  public List<TableRow> rows(Predicate<TableRow> wanted) {
    return rows.stream().filter(wanted).toList();
  }

  /** The same table with every row replaced; keys stay as they are. */
  public ReleaseTable map(UnaryOperator<TableRow> change) {
    return new ReleaseTable(contract, rows.stream().map(change).toList());
  }

  /** The same table without the rows of a kind. */
  public ReleaseTable without(Predicate<TableRow> unwanted) {
    return new ReleaseTable(contract, rows(unwanted.negate()));
  }
}
