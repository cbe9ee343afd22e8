package fi.lape.jobs.release.report;

import fi.lape.jobs.release.table.TableRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the component did to budgets, year by year, with the interval of the care cost. */
final class BudgetChart {
  private static final String BUDGET = "budget-impact-";
  private static final String BOTH = "both";
  private static final double MILLION = 1e6;

  private final Material material;
  private final Words words;

  BudgetChart(Material material) {
    this.material = material;
    this.words = material.words();
  }

  List<ChartView> all() {
    Map<String, SortedMap<Integer, Map<String, TableRow>>> analyses = new LinkedHashMap<>();
    for (TableRow row :
        material
            .release()
            .table("cost_effectiveness")
            .rows(r -> r.text("measure").startsWith(BUDGET) && !r.isEmpty("value"))) {
      String[] parts = row.text("measure").substring(BUDGET.length()).split("-", 2);
      analyses
          .computeIfAbsent(row.text("analysis"), a -> new TreeMap<>())
          .computeIfAbsent(Integer.parseInt(parts[0]), y -> new LinkedHashMap<>())
          .put(parts[1], row);
    }
    List<ChartView> charts = new ArrayList<>();
    analyses.forEach((analysis, years) -> charts.add(chart(analysis, years)));
    return charts;
  }

  private ChartView chart(String analysis, SortedMap<Integer, Map<String, TableRow>> years) {
    return ChartView.of(
        "budget-" + analysis,
        words.get(
            "chart.budget.title", words.treatment(material.plan().analysis(analysis).treatment())),
        (prefix, width, height) -> draw(years, prefix, width, height),
        300,
        300,
        words.get("chart.budget.alt", years.firstKey(), years.lastKey()),
        table(years),
        words.get("chart.budget.note"));
  }

  private String draw(
      SortedMap<Integer, Map<String, TableRow>> years, String prefix, int width, int height) {
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    List<Double> at = new ArrayList<>();
    List<Double> low = new ArrayList<>();
    List<Double> high = new ArrayList<>();
    double least = 0;
    double most = 0;
    for (Map.Entry<Integer, Map<String, TableRow>> year : years.entrySet()) {
      TableRow row = year.getValue().get(BOTH);
      if (row == null) {
        continue;
      }
      x.add((double) year.getKey());
      y.add(row.number("value") / MILLION);
      least = Math.min(least, row.numberIfAny("ci_low").orElse(row.number("value")) / MILLION);
      most = Math.max(most, row.numberIfAny("ci_high").orElse(row.number("value")) / MILLION);
      if (!row.isEmpty("ci_low") && !row.isEmpty("ci_high")) {
        at.add((double) year.getKey());
        low.add(row.number("ci_low") / MILLION);
        high.add(row.number("ci_high") / MILLION);
      }
    }
    Axis axis = Axis.of(least, most, 5);
    return new Plot()
        .layer(
            "bar",
            Map.of("x", x, "y", y),
            Map.of("x", "x", "y", "y"),
            Map.of("stat", "identity", "fill", Plot.SKY, "color", Plot.BLUE, "width", 0.6))
        .layer(
            "errorbar",
            Map.of("x", at, "lo", low, "hi", high),
            Map.of("x", "x", "ymin", "lo", "ymax", "hi"),
            Map.of("width", 0.15, "color", "#333333", "size", 0.9))
        .horizontal(0, Plot.GREY, "solid")
        .axis("x", "", x, x.stream().map(b -> "%.0f".formatted(b)).toList())
        .axis("y", words.get("chart.budget.y"), axis.breaks(), axis.labels(words.numbers()))
        .svg(prefix, width, height);
  }

  private TableView table(SortedMap<Integer, Map<String, TableRow>> years) {
    TableMaker table =
        new TableMaker(
            words.get("chart.budget.table"),
            words.list(
                "head.year", "payer.state", "payer.municipality", "payer.both", "head.interval"));
    years.forEach(
        (year, rows) -> {
          table.text(Integer.toString(year));
          for (String payer : List.of("state", "municipality", BOTH)) {
            table.number(
                Optional.ofNullable(rows.get(payer))
                    .map(r -> millions(r.number("value")))
                    .orElse(Numbers.NONE));
          }
          table.number(
              Optional.ofNullable(rows.get(BOTH))
                  .filter(r -> !r.isEmpty("ci_low") && !r.isEmpty("ci_high"))
                  .map(
                      r ->
                          words
                              .numbers()
                              .range(
                                  r.number("ci_low") / MILLION, r.number("ci_high") / MILLION, 1))
                  .orElse(Numbers.NONE));
        });
    return table.done();
  }

  private String millions(double value) {
    return words.numbers().fixed(value / MILLION, 1);
  }
}
