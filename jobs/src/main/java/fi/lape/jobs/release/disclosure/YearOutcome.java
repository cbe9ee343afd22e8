package fi.lape.jobs.release.disclosure;

import fi.lape.jobs.release.table.TableRow;
import fi.lape.schemas.CodeLists;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The linked table of one outcome in one year: municipality → area → country, and the means by
 * adoption cohort.
 *
 * <p>Counts that the producer of the data had hidden are unknown here too: no total holds them, so
 * no subtraction can give them back, and they are no cells of this table.
 */
final class YearOutcome {
  private static final int NEWEST_DIVISION = 2022;
  private static final String COUNTRY = "";
  private static final double HALF_A_TENTH = 0.05;

  /** A total that is known to so many small counts only narrows none of them. */
  private static final double MUCH = 5;

  private final OutcomeRule rule;
  private final int minCount;
  private final LinkedNumbers table;
  private final Map<String, Integer> municipalities = new LinkedHashMap<>();
  private final Map<String, Integer> areas = new LinkedHashMap<>();
  private final Map<Integer, Double> valuePerCount = new HashMap<>();
  private final Map<TableRow, Integer> means = new LinkedHashMap<>();
  private final List<TableRow> untraceable = new ArrayList<>();

  YearOutcome(OutcomeRule rule, int minCount) {
    this.rule = rule;
    this.minCount = minCount;
    table = new LinkedNumbers(minCount);
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
        int cell =
            rule.kind() == OutcomeRule.Kind.SHARE
                ? table.withheldPart(count.getAsDouble(), denominator)
                : table.count(count.getAsDouble());
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
        double sum = members.stream().mapToDouble(table::value).sum();
        areas.put(row.text("area_code"), table.total(sum, members));
        if (!isRatioOfSums(row, members, sum)) {
          addMean(row, "value", within, weights);
        }
      }
    }
    addKnownElsewhere(municipalityRows);
  }

  /**
   * Totals that others publish: of the country, and of the regions of the newest division, which
   * are the wellbeing areas outside Uusimaa. They differ from project areas by single
   * municipalities and hold the capital area and the rest of Uusimaa together.
   */
  private void addKnownElsewhere(List<TableRow> rows) {
    Map<String, List<Integer>> regions = new TreeMap<>();
    Map<String, Double> errors = new TreeMap<>();
    for (TableRow row : rows) {
      String code = row.text("municipality_code");
      String region = CodeLists.standard().region(code, NEWEST_DIVISION).orElse(COUNTRY);
      boolean share = rule.kind() == OutcomeRule.Kind.SHARE; // published with no common denominator
      for (String of : share ? Set.of(COUNTRY) : new TreeSet<>(List.of(region, COUNTRY))) {
        if (municipalities.containsKey(code)) {
          regions.computeIfAbsent(of, r -> new ArrayList<>()).add(municipalities.get(code));
        }
        double hidden = row.text("obs_status").equals("SUPPRESSED") ? (minCount - 1) / 2.0 : 0;
        errors.merge(of, hidden + roundingOf(row), Double::sum);
      }
    }
    regions.forEach(
        (region, members) -> {
          if (errors.get(region) < MUCH * (minCount - 1)) {
            table.known(members, errors.get(region));
          }
        });
  }

  /**
   * A rate without a count is published in tenths, so a total of children is known to half of one.
   */
  private double roundingOf(TableRow row) {
    return row.isEmpty("count_low") ? HALF_A_TENTH * row.number("children_0_17") / rule.scale() : 0;
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

  /**
   * Adds a cohort's mean. Estimates are differences of means with all their digits, so a mean of an
   * estimated cohort stays known however it is hidden.
   */
  void addCohort(
      TableRow mean, boolean stays, List<TableRow> memberRows, Map<String, Double> weights) {
    addMean(mean, "mean", memberRows, weights);
    if (stays && !untraceable.contains(mean)) {
      publishedBefore(means.get(mean));
    }
  }

  /** Adds a weighted mean as the relation it is, or remembers that it cannot be traced. */
  private void addMean(
      TableRow mean, String column, List<TableRow> memberRows, Map<String, Double> weights) {
    if (mean.isEmpty(column)) {
      return;
    }
    int total = table.mean(mean.number(column));
    means.put(mean, total);
    if (!tie(total, memberRows, weights) && !tie(total, memberRows, Map.of())) {
      untraceable.add(mean);
    }
  }

  /** Ties a mean to its municipalities; false where it is not their mean with these weights. */
  private boolean tie(int total, List<TableRow> rows, Map<String, Double> weights) {
    List<Integer> parts = new ArrayList<>();
    List<Double> coefficients = new ArrayList<>();
    double sumOfWeights = 0;
    double sum = 0;
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
      if (cell != null && weight != 0) {
        parts.add(cell);
        coefficients.add(weight * valuePerCount.get(cell));
      }
    }
    if (parts.isEmpty() || !isClose(sum / sumOfWeights, table.value(total))) {
      return false;
    }
    table.tie(
        total,
        sumOfWeights,
        parts,
        coefficients.stream().mapToDouble(Double::doubleValue).toArray());
    return true;
  }

  void municipalityPublishedBefore(TableRow row) {
    publishedBefore(municipalities.get(row.text("municipality_code")));
  }

  void areaPublishedBefore(TableRow row) {
    publishedBefore(areas.get(row.text("area_code")));
    publishedBefore(means.get(row));
  }

  void meanPublishedBefore(TableRow row) {
    publishedBefore(means.get(row));
  }

  private void publishedBefore(Integer cell) {
    if (cell != null) {
      table.publishedBefore(cell);
    }
  }

  /** Hides what must be hidden; false where it cannot be done. */
  boolean protect() {
    return table.protect();
  }

  /** Whether the municipality's count is known and so a cell of this table. */
  boolean holds(String municipality) {
    return municipalities.containsKey(municipality);
  }

  ConfStatus municipality(String code) {
    Integer cell = municipalities.get(code);
    return cell == null ? ConfStatus.FREE : table.status(cell);
  }

  ConfStatus area(TableRow area) {
    Integer cell = areas.get(area.text("area_code"));
    ConfStatus total = cell == null ? ConfStatus.FREE : table.status(cell);
    return total == ConfStatus.FREE ? mean(area) : total;
  }

  /** A mean whose making is not known is withdrawn as soon as anything of the outcome is hidden. */
  ConfStatus mean(TableRow mean) {
    Integer cell = means.get(mean);
    if (cell == null) {
      return ConfStatus.FREE;
    }
    boolean anyHidden = municipalities.values().stream().anyMatch(this::isHidden);
    return untraceable.contains(mean) && anyHidden ? ConfStatus.SECONDARY : table.status(cell);
  }

  private boolean isHidden(int cell) {
    return table.status(cell) != ConfStatus.FREE;
  }

  /** Counts of the municipalities that are shown in the end. */
  Map<String, Double> shownCounts() {
    Map<String, Double> shown = new HashMap<>();
    municipalities.forEach(
        (code, cell) -> {
          if (!isHidden(cell)) {
            shown.put(code, table.value(cell));
          }
        });
    return shown;
  }
}
