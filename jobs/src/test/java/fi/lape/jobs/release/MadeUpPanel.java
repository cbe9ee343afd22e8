package fi.lape.jobs.release;

import fi.lape.schemas.CodeLists;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Outcomes of every municipality and year of {@link MadeUpLake}, counts drawn from one seed. */
final class MadeUpPanel {
  private final Random random;
  private final Map<String, Integer> children;
  private final Map<String, Integer> adoption;

  MadeUpPanel(Random random, Map<String, Integer> children, Map<String, Integer> adoption) {
    this.random = random;
    this.children = children;
    this.adoption = adoption;
  }

  /** Rows of {@code municipality_year}. */
  List<Map<String, Object>> municipalities() {
    List<Map<String, Object>> years = new ArrayList<>();
    Map<String, Double> areaShock = new HashMap<>();
    for (String municipality : children.keySet()) {
      double own = Math.exp(0.35 * random.nextGaussian());
      String area = CodeLists.standard().areaOf(municipality).orElseThrow();
      for (int year = MadeUpLake.FIRST; year <= MadeUpLake.LAST; year++) {
        double shock =
            areaShock.merge(
                area + year, 1 + 0.05 * random.nextGaussian(), (first, second) -> first);
        int n =
            Math.max(
                20, (int) Math.round(children.get(municipality) * (1 - 0.006 * (year - 2010))));
        boolean after = adoption.getOrDefault(municipality, 9999) <= year;
        count(
            years,
            municipality,
            year,
            "new-placements",
            n,
            poisson(n * 0.0045 * own * shock * (after ? 0.8 : 1)),
            1000);
        long placed = poisson(n * 0.0155 * own * shock);
        count(years, municipality, year, "placed-share", n, placed, 100);
        years.add(
            row(
                municipality,
                year,
                "child-psychiatry",
                n,
                Math.rint(10_000.0 * poisson(n * 0.02 * own) / n) / 10));
        years.add(
            row(
                municipality,
                year,
                "family-counselling",
                n,
                Math.rint(10_000.0 * poisson(n * 0.05 * own) / n) / 10));
        if (placed >= 5) {
          double share = Math.rint(1000.0 * Math.min(placed, poisson(placed * 0.4)) / placed) / 10;
          years.add(row(municipality, year, "institution-share", n, share));
        } else {
          Map<String, Object> missing = row(municipality, year, "institution-share", n, 0.0);
          missing.putAll(status(null, null, null, "MISSING"));
          years.add(missing);
        }
        years.add(row(municipality, year, "unemployment", n, 8 + random.nextGaussian()));
        years.add(
            row(
                municipality,
                year,
                "care-cost-per-child",
                n,
                600 * own * (1 + 0.1 * random.nextGaussian())));
      }
    }
    return years;
  }

  /** Rows of {@code project_year}: sums over the municipalities that have a figure. */
  static List<Map<String, Object>> areas(List<Map<String, Object>> years) {
    Map<List<Object>, List<Map<String, Object>>> byArea = new LinkedHashMap<>();
    for (Map<String, Object> row : years) {
      byArea
          .computeIfAbsent(
              List.of(row.get("area_code"), row.get("year"), row.get("outcome")),
              k -> new ArrayList<>())
          .add(row);
    }
    List<Map<String, Object>> areas = new ArrayList<>();
    byArea.forEach((key, rows) -> areas.add(area(key, rows)));
    return areas;
  }

  private long poisson(double mean) {
    if (mean > 60) {
      return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
    }
    double limit = Math.exp(-mean);
    double product = random.nextDouble();
    long count = 0;
    while (product > limit) {
      product *= random.nextDouble();
      count++;
    }
    return count;
  }

  private Map<String, Object> row(
      String municipality, int year, String outcome, int n, double value) {
    Map<String, Object> row = new HashMap<>();
    row.put("municipality_code", municipality);
    row.put("area_code", CodeLists.standard().areaOf(municipality).orElseThrow());
    row.put("region_code", CodeLists.standard().region(municipality, 2018).orElseThrow());
    row.put("year", year);
    row.put("outcome", outcome);
    row.put("children_0_17", (long) n);
    row.putAll(status(value, value, value, "PUBLISHED"));
    row.put("weight", (double) children.get(municipality));
    row.put("vintage", "made-up");
    row.put("origin", "synthetic");
    return row;
  }

  private static Map<String, Object> status(Double value, Double low, Double high, String status) {
    Map<String, Object> row = new HashMap<>();
    row.put("value", value);
    row.put("value_low", low);
    row.put("value_high", high);
    row.put("obs_status", status);
    return row;
  }

  private void count(
      List<Map<String, Object>> rows,
      String municipality,
      int year,
      String outcome,
      int n,
      long count,
      double scale) {
    Map<String, Object> row = row(municipality, year, outcome, n, scale * count / n);
    row.put("count_low", count);
    row.put("count_high", count);
    if (count < 5) {
      row.putAll(status(scale * 2 / n, 0.0, scale * 4 / n, "SUPPRESSED"));
      row.put("count_low", 0L);
      row.put("count_high", 4L);
    }
    rows.add(row);
  }

  private static Map<String, Object> area(List<Object> key, List<Map<String, Object>> rows) {
    Map<String, Object> area = new HashMap<>();
    area.put("area_code", key.get(0));
    area.put("year", key.get(1));
    area.put("outcome", key.get(2));
    long children = rows.stream().mapToLong(r -> (Long) r.get("children_0_17")).sum();
    area.put("children_0_17", children);
    area.put("origin", "synthetic");
    area.put(
        "hidden_municipalities",
        (int) rows.stream().filter(r -> r.get("obs_status").equals("SUPPRESSED")).count());
    boolean counts = rows.stream().allMatch(r -> r.get("count_low") != null);
    for (String column : List.of("value", "value_low", "value_high")) {
      double sum = 0;
      double weights = 0;
      for (Map<String, Object> row : rows) {
        if (row.get(column) != null) {
          sum += (Double) row.get(column) * (Long) row.get("children_0_17");
          weights += (Long) row.get("children_0_17");
        }
      }
      area.put(column, weights == 0 ? null : sum / weights);
    }
    if (counts) {
      area.put("count_low", rows.stream().mapToLong(r -> (Long) r.get("count_low")).sum());
      area.put("count_high", rows.stream().mapToLong(r -> (Long) r.get("count_high")).sum());
    }
    area.put("obs_status", area.get("value") == null ? "MISSING" : "PUBLISHED");
    return area;
  }
}
