package fi.lape.jobs.release.attack;

import fi.lape.jobs.disclose.PublishedTable;
import fi.lape.jobs.disclose.Range;
import fi.lape.jobs.release.disclosure.OutcomeRule;
import fi.lape.jobs.release.table.TableRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/**
 * Hidden counts of one outcome and year, from all releases that show the same data, by linear
 * programming over everything that ties them.
 *
 * <p>Two relations tie an area to its municipalities: the sum of those the producer had not hidden
 * is the area's lower count, and the sum of all lies between the lower and the upper. A mean by
 * adoption cohort ties the municipalities that adopted in its year.
 */
final class BlockAttack {
  private static final double HALF_A_TENTH = 0.05;
  private static final double ROUNDING = 1e-6;

  private final int minCount;
  private final Block now;
  private final List<Block> together;
  private final PublishedTable table = new PublishedTable();
  private final Map<String, Integer> numbers = new TreeMap<>();
  private final Map<Integer, Double> needed = new LinkedHashMap<>();
  private final Map<Integer, String> names = new LinkedHashMap<>();

  /**
   * @param together the block and those of earlier releases that are read with it
   * @param withMeans whether means by cohort are used
   */
  BlockAttack(int minCount, Block now, List<Block> together, boolean withMeans) {
    this.minCount = minCount;
    this.now = now;
    this.together = List.copyOf(together);
    now.municipalities().forEach(this::addNumber);
    for (Block block : this.together) {
      for (TableRow area : block.areas()) {
        tieArea(block, area);
      }
      if (withMeans) {
        block.means().forEach(mean -> new MeanTie(block, mean).add(table, numbers));
      }
    }
  }

  private void addNumber(String code, TableRow row) {
    Optional<Range> own = range(now, row);
    if (own.isEmpty()) {
      return;
    }
    Range known = own.get();
    for (Block block : together) {
      Optional<Range> other =
          Optional.ofNullable(block.municipalities().get(code)).flatMap(r -> range(block, r));
      if (other.isPresent() && overlap(known, other.get())) {
        known = known.meet(other.get());
      }
    }
    boolean hidden = own.get().width() > 0;
    int number =
        known.width() > 0 ? table.hidden(known.low(), known.high()) : table.shown(known.low());
    numbers.put(code, number);
    if (hidden) {
      needed.put(number, Math.min(minCount - 1, own.get().width()));
      names.put(number, code);
    }
  }

  /** A number that was revised is not the same number. */
  private static boolean overlap(Range a, Range b) {
    return Math.max(a.low(), b.low()) <= Math.min(a.high(), b.high()) + ROUNDING;
  }

  /** What a row alone tells of its count; empty where there is none. */
  static Optional<Range> range(Block block, TableRow row) {
    boolean hidden = row.isEmpty("value");
    if (!hidden) {
      OptionalDouble count = block.rule().count(row);
      return count.isPresent()
          ? Optional.of(new Range(count.getAsDouble(), count.getAsDouble()))
          : Optional.empty();
    }
    if (!row.isEmpty("count_low") && !row.isEmpty("count_high")) {
      return Optional.of(new Range(row.number("count_low"), row.number("count_high")));
    }
    return switch (row.text("conf_status")) {
      case "C" -> Optional.of(new Range(0, block.minCount() - 1));
      case "D" -> Optional.of(new Range(block.minCount(), Double.POSITIVE_INFINITY));
      default -> Optional.empty();
    };
  }

  private void tieArea(Block block, TableRow area) {
    List<TableRow> rows = block.within(area.text("area_code"));
    List<Integer> all = new ArrayList<>();
    List<Integer> notHiddenBySource = new ArrayList<>();
    for (TableRow row : rows) {
      Integer number = numbers.get(row.text("municipality_code"));
      if (number != null && range(block, row).isPresent()) {
        boolean bySource = row.text("obs_status").equals("SUPPRESSED");
        if (!bySource) {
          notHiddenBySource.add(number);
        }
        if (!bySource || !row.isEmpty("value_high") || !row.isEmpty("count_high")) {
          all.add(number); // without an interval the area's total leaves it out
        }
      }
    }
    double children =
        rows.stream().filter(Block::hasFigure).mapToDouble(r -> r.number("children_0_17")).sum();
    Optional<Range> low = end(block.rule(), area, "count_low", "value_low", children);
    Optional<Range> high = end(block.rule(), area, "count_high", "value_high", children);
    if (low.isPresent() && high.isPresent()) {
      tie(low.get(), notHiddenBySource);
      tie(new Range(low.get().low(), high.get().high()), all);
    }
  }

  private void tie(Range total, List<Integer> parts) {
    if (!parts.isEmpty()) {
      double[] ones = new double[parts.size()];
      Arrays.fill(ones, 1);
      table.tie(
          total.low(), total.high(), parts.stream().mapToInt(Integer::intValue).toArray(), ones);
    }
  }

  /** A count is exact; a rate without one is released in tenths and known to half of one. */
  static Optional<Range> end(
      OutcomeRule rule, TableRow area, String count, String value, double children) {
    if (!area.isEmpty(count)) {
      return Optional.of(new Range(area.number(count), area.number(count)));
    }
    String column = area.isEmpty(value) ? "value" : value;
    if (area.isEmpty(column)) {
      return Optional.empty();
    }
    double middle = area.number(column) * children / rule.scale();
    double half = HALF_A_TENTH * children / rule.scale();
    return Optional.of(new Range(middle - half, middle + half));
  }

  /** Whether some of what is read cannot be true together. */
  boolean contradicts() {
    return needed.keySet().stream().anyMatch(table::contradicts);
  }

  /** Codes of municipalities whose hidden count is known too closely. */
  Set<String> exposed() {
    return named(table.narrower(needed));
  }

  /** The same for somebody who knows his own. */
  Set<String> exposedKnowing(OwnCount own) {
    Integer number = numbers.get(own.municipality());
    return number == null || !needed.containsKey(number)
        ? Set.of()
        : named(table.narrowerKnowing(number, own.count(), needed));
  }

  int attacked() {
    return needed.size();
  }

  private Set<String> named(List<Integer> found) {
    Set<String> codes = new LinkedHashSet<>();
    found.forEach(number -> codes.add(names.get(number)));
    return codes;
  }
}
