package fi.lape.jobs.release.report;

import fi.lape.jobs.plan.StudyPlan;
import fi.lape.jobs.release.table.TableRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Outcomes as they were, by thirds of the areas by grant per child: means of areas, children as
 * weights, no model.
 */
final class TertileChart {
  private static final int THIRDS = 3;

  private final Material material;
  private final Words words;
  private final StudyPlan plan;

  TertileChart(Material material) {
    this.material = material;
    this.words = material.words();
    this.plan = material.plan();
  }

  /** A chart for every outcome that is analysed on a dose. */
  List<ChartView> all() {
    Set<String> outcomes = new LinkedHashSet<>();
    for (StudyPlan.Analysis analysis : plan.analyses()) {
      if (plan.treatment(analysis.treatment()).kind().equals("dose")) {
        outcomes.addAll(analysis.outcome());
      }
    }
    return outcomes.stream().map(this::chart).flatMap(Optional::stream).toList();
  }

  /** Areas by third, the least grant per child first. */
  private List<List<String>> thirds() {
    List<TableRow> areas =
        new ArrayList<>(
            material.release().table("area_profile").rows(r -> !r.isEmpty("grant_eur_per_child")));
    areas.sort((a, b) -> Double.compare(dose(a), dose(b)));
    List<List<String>> thirds = new ArrayList<>();
    for (int third = 0; third < THIRDS; third++) {
      thirds.add(
          areas.subList(third * areas.size() / THIRDS, (third + 1) * areas.size() / THIRDS).stream()
              .map(r -> r.text("area_code"))
              .toList());
    }
    return thirds;
  }

  private static double dose(TableRow area) {
    return area.number("grant_eur_per_child");
  }

  private Optional<ChartView> chart(String outcome) {
    List<List<String>> thirds = thirds();
    if (thirds.stream().anyMatch(List::isEmpty)) {
      return Optional.empty();
    }
    Map<String, Map<Integer, Double>> means = new LinkedHashMap<>();
    for (int third = 0; third < THIRDS; third++) {
      Map<Integer, Double> mean = means(outcome, thirds.get(third));
      if (mean.isEmpty()) {
        return Optional.empty();
      }
      means.put(words.get("third." + (third + 1)), mean);
    }
    String unit = words.axisUnit(plan.outcome(outcome).effectUnit());
    return Optional.of(
        ChartView.of(
            "thirds-" + outcome,
            words.get("chart.thirds.title", words.outcome(outcome)),
            (prefix, width, height) -> draw(means, unit, prefix, width, height),
            320,
            320,
            words.get("chart.thirds.alt", words.outcome(outcome)),
            table(means, thirds, unit),
            words.get("chart.thirds.note", plan.pre().lastCleanYear())));
  }

  /** Means by year; a year in which an area of the third has no value has none either. */
  private Map<Integer, Double> means(String outcome, List<String> areas) {
    Map<Integer, double[]> sums = new TreeMap<>();
    Map<Integer, Integer> seen = new HashMap<>();
    for (TableRow row :
        material
            .release()
            .table("project_year")
            .rows(
                r ->
                    r.text("outcome").equals(outcome)
                        && areas.contains(r.text("area_code"))
                        && r.whole("year") >= plan.period().from()
                        && r.whole("year") <= plan.period().to()
                        && !r.isEmpty("value"))) {
      double[] sum = sums.computeIfAbsent(row.whole("year"), y -> new double[2]);
      sum[0] += row.number("value") * row.number("children_0_17");
      sum[1] += row.number("children_0_17");
      seen.merge(row.whole("year"), 1, Integer::sum);
    }
    Map<Integer, Double> means = new TreeMap<>();
    sums.forEach(
        (year, sum) -> {
          if (seen.get(year) == areas.size() && sum[1] > 0) {
            means.put(year, sum[0] / sum[1]);
          }
        });
    return means;
  }

  private String draw(
      Map<String, Map<Integer, Double>> means, String unit, String prefix, int width, int height) {
    List<Double> year = new ArrayList<>();
    List<Double> mean = new ArrayList<>();
    List<String> third = new ArrayList<>();
    means.forEach(
        (name, byYear) ->
            byYear.forEach(
                (y, m) -> {
                  year.add((double) y);
                  mean.add(m);
                  third.add(name);
                }));
    Map<String, Object> data = Map.of("x", year, "y", mean, "g", third);
    Axis axis =
        Axis.of(
            mean.stream().mapToDouble(d -> d).min().orElse(0),
            mean.stream().mapToDouble(d -> d).max().orElse(1),
            5);
    List<Double> breaks = new ArrayList<>();
    for (int y = plan.period().from(); y <= plan.period().to(); y++) {
      if (width > 500 || (y - plan.period().from()) % 3 == 0) {
        breaks.add((double) y);
      }
    }
    List<String> names = List.copyOf(means.keySet());
    return new Plot()
        .layer(
            "vline",
            Map.of(),
            Map.of(),
            Map.of(
                "xintercept",
                plan.pre().partialYear(),
                "color",
                Plot.GREY,
                "linetype",
                "dashed",
                "size",
                0.7))
        .layer(
            "line",
            data,
            Map.of("x", "x", "y", "y", "color", "g", "linetype", "g", "group", "g"),
            Map.of("size", 0.9))
        .layer(
            "point",
            data,
            Map.of("x", "x", "y", "y", "color", "g", "shape", "g"),
            Map.of("size", 2.4))
        .groups("color", names, Plot.COLOURS)
        .groups("shape", names, List.of(16, 17, 15))
        .groups("linetype", names, List.of("solid", "dashed", "dotted"))
        .axis("x", "", breaks, breaks.stream().map(b -> "%.0f".formatted(b)).toList())
        .axis("y", unit, axis.breaks(), axis.labels(words.numbers()))
        .svg(prefix, width, height);
  }

  private TableView table(
      Map<String, Map<Integer, Double>> means, List<List<String>> thirds, String unit) {
    List<String> head = new ArrayList<>(List.of(words.get("head.year")));
    head.addAll(means.keySet());
    TableMaker table = new TableMaker(words.get("chart.thirds.table", unit), head);
    for (int year = plan.period().from(); year <= plan.period().to(); year++) {
      table.text(Integer.toString(year));
      for (Map<Integer, Double> byYear : means.values()) {
        Double mean = byYear.get(year);
        table.number(mean == null ? Numbers.NONE : words.numbers().fixed(mean, 2));
      }
    }
    table.text(words.get("head.areas"));
    thirds.forEach(areas -> table.number(String.join(" ", areas)));
    return table.done();
  }
}
