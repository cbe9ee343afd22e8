package fi.lape.jobs.release.disclosure;

import fi.lape.jobs.failure.ExitCode;
import fi.lape.jobs.failure.JobException;
import fi.lape.jobs.release.table.ReleaseTable;
import fi.lape.jobs.release.table.TableRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/**
 * Tries to get hidden counts back from the released tables alone, by subtraction and by rate ×
 * children, knowing what every code means; shares no table with what did the hiding.
 *
 * <p>Two relations tie an area to its municipalities: the sum of the municipalities the producer
 * had not hidden is the area's lower count, and the sum of all lies between the lower and the
 * upper.
 */
public final class ReleasedFilesAttack {
  private static final double HALF_A_TENTH = 0.05;

  private final int minCount;
  private final List<OutcomeRule> rules;

  public ReleasedFilesAttack(int minCount, List<OutcomeRule> rules) {
    this.minCount = minCount;
    this.rules = List.copyOf(rules);
  }

  /**
   * Checks every year and outcome with counts of children.
   *
   * @throws JobException {@code DISCLOSURE_FAILED} naming the table and how many cells are exposed
   */
  public void check(ReleaseTable municipalities, ReleaseTable areas) {
    int exposed = 0;
    for (OutcomeRule rule : rules) {
      if (rule.kind() == OutcomeRule.Kind.CHILDREN) {
        Map<Integer, List<TableRow>> areaRows = byYear(areas, rule.outcome());
        for (Map.Entry<Integer, List<TableRow>> year :
            byYear(municipalities, rule.outcome()).entrySet()) {
          exposed +=
              exposed(rule, year.getValue(), areaRows.getOrDefault(year.getKey(), List.of()));
        }
      }
      if (rule.kind() == OutcomeRule.Kind.SHARE) {
        exposed += smallShares(rule, municipalities);
      }
    }
    if (exposed > 0) {
      throw new JobException(
          ExitCode.DISCLOSURE,
          "DISCLOSURE_FAILED",
          "%d hidden counts of children could be worked out from the tables municipality_year and project_year. A count below %d must stay uncertain. Nothing was published. This is a fault in the program; the lake is untouched."
              .formatted(exposed, minCount));
    }
  }

  private static Map<Integer, List<TableRow>> byYear(ReleaseTable table, String outcome) {
    Map<Integer, List<TableRow>> years = new TreeMap<>();
    for (TableRow row : table.rows(r -> r.text("outcome").equals(outcome))) {
      years.computeIfAbsent(row.whole("year"), y -> new ArrayList<>()).add(row);
    }
    return years;
  }

  /** Number of hidden cells of one outcome and year that the shown ones give away. */
  private int exposed(OutcomeRule rule, List<TableRow> municipalities, List<TableRow> areas) {
    int smallButShown = 0;
    Map<String, List<TableRow>> byArea = new HashMap<>();
    for (TableRow row : municipalities) {
      byArea.computeIfAbsent(row.text("area_code"), a -> new ArrayList<>()).add(row);
      OptionalDouble count = rule.count(row);
      boolean shown = !row.isEmpty("value") && count.isPresent();
      if (shown && count.getAsDouble() < minCount - Interval.ROUNDING) {
        smallButShown++;
      }
    }
    int exposed = smallButShown;
    for (TableRow area : areas) {
      LinkedTable table = new LinkedTable();
      exposed +=
          exposedIn(table, rule, area, byArea.getOrDefault(area.text("area_code"), List.of()));
    }
    return exposed;
  }

  private int exposedIn(
      LinkedTable table, OutcomeRule rule, TableRow area, List<TableRow> municipalities) {
    List<Integer> all = new ArrayList<>();
    List<Integer> notHiddenBySource = new ArrayList<>();
    for (TableRow row : municipalities) {
      Optional<LinkedCell> cell = cell(rule, row);
      if (cell.isPresent()) {
        int index = table.add(cell.get());
        boolean hiddenBySource = row.text("obs_status").equals("SUPPRESSED");
        if (!hiddenBySource) {
          notHiddenBySource.add(index);
        }
        if (!hiddenBySource || !row.isEmpty("value_high") || !row.isEmpty("count_high")) {
          all.add(index); // without an interval the area's total leaves it out
        }
      }
    }
    Optional<Total> total = total(rule, area, children(municipalities));
    if (total.isPresent()) {
      relate(table, total.get().low(), notHiddenBySource);
      relate(table, total.get().whole(), all);
      double most = total.get().high().high();
      if (most < minCount - Interval.ROUNDING && most > 0) {
        return 1;
      }
    }
    if (table.attack().contradicts()) {
      return 0; // the area's number is no sum of its municipalities', so subtraction tells nothing
    }
    return table.exposed().size();
  }

  private static void relate(LinkedTable table, Interval total, List<Integer> parts) {
    if (!parts.isEmpty()) {
      int cell =
          table.add(
              new LinkedCell(total.low(), LinkedCell.Status.FREE, total, Optional.empty(), 0));
      table.add(LinkedEquation.sum(cell, parts.stream().mapToInt(Integer::intValue).toArray()));
    }
  }

  private Optional<LinkedCell> cell(OutcomeRule rule, TableRow row) {
    return switch (row.text("conf_status")) {
      case "C" -> Optional.of(LinkedCell.primary(0, new Interval(0, minCount - 1)));
      case "D" ->
          Optional.of(LinkedCell.primary(minCount, Interval.atLeast(minCount), minCount - 1));
      default -> {
        OptionalDouble count = rule.count(row);
        yield count.isPresent()
            ? Optional.of(LinkedCell.fixed(count.getAsDouble()))
            : Optional.empty();
      }
    };
  }

  /** Children behind an area's rate: those of the municipalities that have a figure. */
  private static double children(List<TableRow> municipalities) {
    return municipalities.stream()
        .filter(r -> Set.of("PUBLISHED", "SUPPRESSED").contains(r.text("obs_status")))
        .mapToDouble(r -> r.number("children_0_17"))
        .sum();
  }

  /** The least and the greatest count an area's row allows, each as it is known. */
  private record Total(Interval low, Interval high) {
    Interval whole() {
      return new Interval(low.low(), high.high());
    }
  }

  /** What an area's row tells of its count; nothing when it is hidden. */
  private static Optional<Total> total(OutcomeRule rule, TableRow area, double children) {
    Optional<Interval> low = end(rule, area, "count_low", "value_low", children);
    Optional<Interval> high = end(rule, area, "count_high", "value_high", children);
    return low.isPresent() && high.isPresent()
        ? Optional.of(new Total(low.get(), high.get()))
        : Optional.empty();
  }

  /** A count is exact; a rate without one is released in tenths and known to half of one. */
  private static Optional<Interval> end(
      OutcomeRule rule, TableRow area, String count, String value, double children) {
    if (!area.isEmpty(count)) {
      return Optional.of(Interval.exactly(area.number(count)));
    }
    String column = area.isEmpty(value) ? "value" : value;
    if (area.isEmpty(column)) {
      return Optional.empty();
    }
    double middle = area.number(column) * children / rule.scale();
    double half = HALF_A_TENTH * children / rule.scale();
    return Optional.of(new Interval(middle - half, middle + half));
  }

  /** Shown shares whose numerator or remainder is small, or whose denominator is hidden. */
  private int smallShares(OutcomeRule rule, ReleaseTable municipalities) {
    OutcomeRule of =
        rules.stream()
            .filter(r -> r.outcome().equals(rule.of().orElseThrow()))
            .findFirst()
            .orElseThrow();
    Map<String, TableRow> denominators = new HashMap<>();
    for (TableRow row : municipalities.rows(r -> r.text("outcome").equals(of.outcome()))) {
      denominators.put(row.text("municipality_code") + row.whole("year"), row);
    }
    int small = 0;
    for (TableRow row :
        municipalities.rows(r -> r.text("outcome").equals(rule.outcome()) && !r.isEmpty("value"))) {
      TableRow below = denominators.get(row.text("municipality_code") + row.whole("year"));
      OptionalDouble denominator =
          below == null || below.isEmpty("value") ? OptionalDouble.empty() : of.count(below);
      if (denominator.isEmpty()) {
        small++;
        continue;
      }
      double numerator = row.number("value") * denominator.getAsDouble() / rule.scale();
      double least = Math.min(numerator, denominator.getAsDouble() - numerator);
      if (least < minCount - Interval.ROUNDING) {
        small++;
      }
    }
    return small;
  }
}
