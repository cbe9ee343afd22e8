package fi.lape.jobs.release.disclosure;

import fi.lape.jobs.release.table.TableRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The linked table of one outcome in one year: municipality → area → country, and the means by
 * adoption cohort.
 *
 * <p>Counts that the producer of the data had hidden are unknown here too: no total holds them, so
 * no subtraction can give them back, and they are no cells of this table.
 */
final class YearOutcome {
  private final OutcomeRule rule;
  private final int minCount;
  private final LinkedTable table = new LinkedTable();
  private final Map<String, Integer> municipalities = new LinkedHashMap<>();
  private final Map<String, Integer> areas = new LinkedHashMap<>();
  private final Map<Integer, Double> valuePerCount = new HashMap<>();
  private final Map<TableRow, Integer> means = new LinkedHashMap<>();
  private final List<TableRow> untraceable = new ArrayList<>();

  YearOutcome(OutcomeRule rule, int minCount) {
    this.rule = rule;
    this.minCount = minCount;
  }

  /**
   * Adds the shown rows of municipalities.
   *
   * @param denominators for a share: the denominator's count by municipality, where it is shown
   */
  void addMunicipalities(List<TableRow> rows, Map<String, Double> denominators) {
    for (TableRow row : rows) {
      OptionalDouble count = count(row, denominators.get(row.text("municipality_code")));
      if (row.text("obs_status").equals("PUBLISHED") && count.isPresent()) {
        double denominator =
            denominators.getOrDefault(row.text("municipality_code"), Double.POSITIVE_INFINITY);
        int cell = table.add(cell(count.getAsDouble(), denominator));
        municipalities.put(row.text("municipality_code"), cell);
        double of = Math.min(denominator, row.number("children_0_17"));
        valuePerCount.put(cell, rule.scale() / of);
      }
    }
  }

  private OptionalDouble count(TableRow row, Double denominator) {
    if (rule.kind() != OutcomeRule.Kind.SHARE) {
      return rule.count(row);
    }
    OptionalDouble value = row.numberIfAny("value");
    return value.isEmpty() || denominator == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(value.getAsDouble() * denominator / rule.scale());
  }

  /** A share's numerator is as telling as what is left of the denominator. */
  private LinkedCell cell(double count, double denominator) {
    boolean share = rule.kind() == OutcomeRule.Kind.SHARE;
    boolean small = isSmall(count) || (share && isSmall(denominator - count));
    if (small && share) {
      return LinkedCell.primary(count, new Interval(0, denominator), minCount - 1);
    }
    if (small) {
      // A count worked back from a rounded rate may be a little above the largest small one.
      return LinkedCell.primary(count, new Interval(0, Math.max(minCount - 1, count)));
    }
    return LinkedCell.shown(count, minCount);
  }

  private boolean isSmall(double count) {
    return count < minCount - Interval.ROUNDING;
  }

  /**
   * Adds the areas' totals and the country's, which is public elsewhere. An area's value that is no
   * ratio of sums is tied to its municipalities as a weighted mean instead.
   */
  void addAreas(
      List<TableRow> areaRows, List<TableRow> municipalityRows, Map<String, Double> weights) {
    for (TableRow row : areaRows) {
      List<TableRow> within =
          municipalityRows.stream()
              .filter(m -> m.text("area_code").equals(row.text("area_code")))
              .toList();
      List<Integer> members = new ArrayList<>();
      for (TableRow municipality : within) {
        Integer cell = municipalities.get(municipality.text("municipality_code"));
        if (cell != null) {
          members.add(cell);
        }
      }
      if (!members.isEmpty()) {
        double sum = members.stream().mapToDouble(c -> table.cell(c).count()).sum();
        int area =
            table.add(
                isSmall(sum)
                    ? LinkedCell.primary(sum, new Interval(0, Math.max(minCount - 1, sum)))
                    : LinkedCell.shown(sum, minCount));
        areas.put(row.text("area_code"), area);
        table.add(LinkedEquation.sum(area, ints(members)));
        if (!isRatioOfSums(row, members, sum)) {
          addMean(row, "value", within, weights);
        }
      }
    }
    List<Integer> all = List.copyOf(areas.values());
    if (!all.isEmpty()) {
      double sum = all.stream().mapToDouble(c -> table.cell(c).count()).sum();
      table.add(LinkedEquation.sum(table.add(LinkedCell.fixed(sum)), ints(all)));
    }
  }

  private boolean isRatioOfSums(TableRow area, List<Integer> members, double sum) {
    OptionalDouble low = area.numberIfAny("count_low");
    if (low.isPresent()) {
      return isClose(low.getAsDouble(), sum);
    }
    if (rule.kind() == OutcomeRule.Kind.SHARE) {
      double denominator =
          members.stream().mapToDouble(c -> rule.scale() / valuePerCount.get(c)).sum();
      return area.isEmpty("value")
          || isClose(area.number("value"), rule.scale() * sum / denominator);
    }
    String column = area.isEmpty("value_low") ? "value" : "value_low";
    return area.isEmpty(column)
        || isClose(area.number(column) * area.number("children_0_17") / rule.scale(), sum);
  }

  private static boolean isClose(double a, double b) {
    return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b));
  }

  /** Adds a weighted mean as the relation it is, or remembers that it cannot be traced. */
  void addMean(
      TableRow mean, String column, List<TableRow> memberRows, Map<String, Double> weights) {
    if (mean.isEmpty(column)) {
      return;
    }
    Optional<LinkedEquation> relation = Optional.empty();
    int total = table.add(LinkedCell.withdrawable(mean.number(column)));
    means.put(mean, total);
    for (boolean byBaseYear : new boolean[] {true, false}) {
      if (relation.isEmpty()) {
        relation = relation(total, memberRows, byBaseYear ? weights : Map.of());
      }
    }
    if (relation.isPresent()) {
      table.add(relation.get());
    } else {
      untraceable.add(mean);
    }
  }

  private Optional<LinkedEquation> relation(
      int total, List<TableRow> rows, Map<String, Double> weights) {
    List<Integer> parts = new ArrayList<>();
    List<Double> coefficients = new ArrayList<>();
    double sumOfWeights = 0;
    double sum = 0;
    double constant = 0;
    for (TableRow row : rows) {
      OptionalDouble value = row.numberIfAny("value");
      if (value.isEmpty()) {
        continue;
      }
      double weight =
          weights.getOrDefault(row.text("municipality_code"), row.number("children_0_17"));
      sumOfWeights += weight;
      sum += weight * value.getAsDouble();
      Integer cell = municipalities.get(row.text("municipality_code"));
      if (cell == null || weight == 0) {
        constant += weight * value.getAsDouble();
      } else {
        parts.add(cell);
        coefficients.add(weight * valuePerCount.get(cell));
      }
    }
    double mean = table.cell(total).count();
    if (parts.isEmpty() || !isClose(sum / sumOfWeights, mean)) {
      return Optional.empty();
    }
    parts.add(table.add(LinkedCell.fixed(constant)));
    coefficients.add(1.0);
    return Optional.of(
        LinkedEquation.weighted(
            total,
            sumOfWeights,
            ints(parts),
            coefficients.stream().mapToDouble(Double::doubleValue).toArray()));
  }

  private static int[] ints(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Hides what must be hidden; false where it cannot be done. */
  boolean protect() {
    return table.protect();
  }

  /** Whether the municipality's count is known and so a cell of this table. */
  boolean holds(String municipality) {
    return municipalities.containsKey(municipality);
  }

  LinkedCell.Status municipality(String code) {
    Integer cell = municipalities.get(code);
    return cell == null ? LinkedCell.Status.FREE : table.cell(cell).status();
  }

  LinkedCell.Status area(TableRow area) {
    Integer cell = areas.get(area.text("area_code"));
    LinkedCell.Status total = cell == null ? LinkedCell.Status.FREE : table.cell(cell).status();
    return total == LinkedCell.Status.FREE ? mean(area) : total;
  }

  /** A mean whose making is not known is withdrawn as soon as anything of the outcome is hidden. */
  LinkedCell.Status mean(TableRow mean) {
    Integer cell = means.get(mean);
    if (cell == null) {
      return LinkedCell.Status.FREE;
    }
    boolean anyHidden = municipalities.values().stream().anyMatch(c -> table.cell(c).isHidden());
    return untraceable.contains(mean) && anyHidden
        ? LinkedCell.Status.SECONDARY
        : table.cell(cell).status();
  }

  /** Counts of the municipalities that are shown in the end. */
  Map<String, Double> shownCounts() {
    Map<String, Double> shown = new HashMap<>();
    municipalities.forEach(
        (code, cell) -> {
          if (!table.cell(cell).isHidden()) {
            shown.put(code, table.cell(cell).count());
          }
        });
    return shown;
  }
}
