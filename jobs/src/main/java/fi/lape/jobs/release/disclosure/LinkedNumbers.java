package fi.lape.jobs.release.disclosure;

import fi.lape.jobs.disclose.Cell;
import fi.lape.jobs.disclose.CellTable;
import fi.lape.jobs.disclose.Relation;
import fi.lape.jobs.disclose.Suppression;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The numbers of one outcome and year and what ties them, put together as cells and relations and
 * protected by {@link Suppression}.
 *
 * <p>Sums of a few numbers (an area's municipalities) are solved one by one first, small ones to
 * the optimum; then everything is solved together, totals and means among it, and what that lacks
 * is hidden too.
 */
final class LinkedNumbers {
  /** Counts worked back from rates are doubles: far above their rounding, far below a child. */
  static final double ROUNDING = 1e-6;

  /** How many municipalities a reader would rather lose than a total, or a mean. */
  private static final double COST_OF_TOTAL = 5;

  private final int minCount;
  private final List<Cell> cells = new ArrayList<>();
  private final List<Relation> relations = new ArrayList<>();
  private final Map<Integer, List<Integer>> sums = new LinkedHashMap<>();
  private BitSet hidden = new BitSet();

  LinkedNumbers(int minCount) {
    this.minCount = minCount;
  }

  private int add(
      double value,
      Cell.Role role,
      double low,
      double high,
      Cell.Protection protection,
      double cost,
      boolean single) {
    cells.add(new Cell("cell " + cells.size(), value, role, low, high, protection, cost, single));
    return cells.size() - 1;
  }

  boolean isSmall(double count) {
    return count < minCount - ROUNDING;
  }

  /** A count of children: hidden for itself where it is small, else it may be hidden. */
  int count(double count) {
    if (isSmall(count)) {
      // A count worked back from a rounded rate may be a little above the largest small one.
      double high = Math.max(minCount - 1, count);
      return primary(count, high, high, Math.round(count) == 1);
    }
    return free(count, 1 + Math.log10(count) / 10);
  }

  /**
   * A part of a count that is shown to nobody, such as a municipality's share: as telling where it
   * is small as where what is left is small.
   */
  int withheldPart(double count, double of) {
    boolean small = isSmall(count) || isSmall(of - count);
    return primary(
        count,
        of,
        small ? minCount - 1 : 0,
        small && (Math.round(count) == 1 || Math.round(of - count) == 1));
  }

  /** The sum of an area: like a count, and dearer to hide. */
  int total(double count, List<Integer> parts) {
    int total =
        isSmall(count)
            ? primary(count, Math.max(minCount - 1, count), minCount - 1, false)
            : free(count, COST_OF_TOTAL);
    sums.put(total, List.copyOf(parts));
    relations.add(Relation.sum(total, ints(parts)));
    return total;
  }

  private int primary(double count, double high, double needed, boolean single) {
    double width = Math.min(high, needed);
    return add(count, Cell.Role.PRIMARY, 0, high, new Cell.Protection(0, 0, width), 1, single);
  }

  private int free(double count, double cost) {
    return add(
        count,
        Cell.Role.FREE,
        minCount,
        Double.POSITIVE_INFINITY,
        new Cell.Protection(0, 0, minCount - 1),
        cost,
        false);
  }

  /** A sum that everybody knows from elsewhere, to within an error. */
  void known(List<Integer> parts, double error) {
    double sum = parts.stream().mapToDouble(p -> cells.get(p).value()).sum();
    int total =
        add(
            sum,
            error == 0 ? Cell.Role.FIXED : Cell.Role.PRIMARY,
            sum - error,
            sum + error,
            new Cell.Protection(0, 0, 0),
            1,
            false);
    relations.add(Relation.sum(total, ints(parts)));
  }

  /** A mean, which may be withdrawn and need not stay uncertain then. */
  int mean(double mean) {
    return add(
        mean,
        Cell.Role.FREE,
        Double.NEGATIVE_INFINITY,
        Double.POSITIVE_INFINITY,
        new Cell.Protection(0, 0, 0),
        COST_OF_TOTAL,
        false);
  }

  /** Says that a mean's weight times it is the sum of the parts' weights times them. */
  void tie(int mean, double weight, List<Integer> parts, double[] weights) {
    relations.add(Relation.mean(mean, weight, ints(parts), weights));
  }

  /** Makes a number one that everybody has already: an earlier release showed it. */
  void publishedBefore(int cell) {
    Cell before = cells.get(cell);
    if (before.role() == Cell.Role.FREE) {
      cells.set(
          cell,
          new Cell(
              before.name(),
              before.value(),
              Cell.Role.FIXED,
              before.value(),
              before.value(),
              new Cell.Protection(0, 0, 0),
              before.cost(),
              false));
    }
  }

  double value(int cell) {
    return cells.get(cell).value();
  }

  ConfStatus status(int cell) {
    if (!hidden.get(cell)) {
      return ConfStatus.FREE;
    }
    return cells.get(cell).role() == Cell.Role.PRIMARY ? ConfStatus.PRIMARY : ConfStatus.SECONDARY;
  }

  /** Hides what must be hidden; false where it cannot be done. */
  boolean protect() {
    CellTable all = new CellTable(cells, relations);
    BitSet start = new BitSet();
    sums.forEach((total, parts) -> alone(total, parts).ifPresent(start::or));
    Optional<BitSet> together = Suppression.of(all, start);
    together.ifPresent(found -> hidden = found);
    return together.isPresent();
  }

  /** What one sum needs, its total and parts looked at alone. */
  private Optional<BitSet> alone(int total, List<Integer> parts) {
    List<Integer> members = new ArrayList<>(parts);
    members.add(total);
    if (members.stream().noneMatch(c -> cells.get(c).role() == Cell.Role.PRIMARY)) {
      return Optional.empty();
    }
    int[] positions = new int[parts.size()];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = i;
    }
    CellTable table =
        new CellTable(
            members.stream().map(cells::get).toList(),
            List.of(Relation.sum(parts.size(), positions)));
    return Suppression.of(table)
        .map(
            found -> {
              BitSet named = new BitSet();
              found.stream().forEach(i -> named.set(members.get(i)));
              return named;
            });
  }

  private static int[] ints(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).toArray();
  }
}
