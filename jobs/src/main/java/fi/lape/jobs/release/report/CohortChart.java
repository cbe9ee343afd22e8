package fi.lape.jobs.release.report;

import fi.lape.jobs.plan.StudyPlan;
import fi.lape.jobs.release.table.Release;
import fi.lape.jobs.release.table.TableRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Outcomes as they were, by adoption cohort: no model, only means. */
final class CohortChart {
  private static final List<String> LINES =
      List.of("solid", "dashed", "dotted", "dotdash", "longdash", "twodash", "solid");

  private final Words words;
  private final StudyPlan plan;
  private final Release release;

  CohortChart(Words words, StudyPlan plan, Release release) {
    this.words = words;
    this.plan = plan;
    this.release = release;
  }

  /** A chart for every outcome and adoption with a series, in the order of the plan. */
  List<ChartView> all() {
    Set<List<String>> pairs = new LinkedHashSet<>();
    for (StudyPlan.Analysis analysis : plan.analyses()) {
      for (String outcome : analysis.outcome()) {
        pairs.add(List.of(outcome, analysis.treatment()));
      }
    }
    List<ChartView> charts = new ArrayList<>();
    for (List<String> pair : pairs) {
      List<TableRow> rows =
          release
              .table("cohort_series")
              .rows(
                  r ->
                      r.text("outcome").equals(pair.get(0))
                          && r.text("treatment").equals(pair.get(1)));
      if (rows.stream().anyMatch(r -> !r.isEmpty("mean"))) {
        charts.add(chart(pair.get(0), pair.get(1), rows));
      }
    }
    return charts;
  }

  private ChartView chart(String outcome, String treatment, List<TableRow> rows) {
    Map<String, Map<Integer, TableRow>> cohorts = new TreeMap<>();
    Set<Integer> years = new TreeSet<>();
    for (TableRow row : rows) {
      cohorts.computeIfAbsent(name(row), c -> new TreeMap<>()).put(row.whole("year"), row);
      years.add(row.whole("year"));
    }
    String unit = words.axisUnit(plan.outcome(outcome).effectUnit());
    String id = "cohorts-" + outcome + "-" + treatment;
    return new ChartView(
        id,
        words.get("chart.cohorts.title", words.outcome(outcome), words.treatment(treatment)),
        draw(cohorts, years, unit, id + "-w", 720, 340),
        draw(cohorts, years, unit, id + "-n", 380, 340),
        words.get("chart.cohorts.alt", words.outcome(outcome), cohorts.size()),
        table(cohorts, years, unit),
        words.get("chart.cohorts.note"));
  }

  private String name(TableRow row) {
    return row.wholeIfAny("cohort").map(String::valueOf).orElse(words.get("cohort.never"));
  }

  private String draw(
      Map<String, Map<Integer, TableRow>> cohorts,
      Set<Integer> years,
      String unit,
      String prefix,
      int width,
      int height) {
    List<Double> year = new ArrayList<>();
    List<Double> mean = new ArrayList<>();
    List<String> cohort = new ArrayList<>();
    cohorts.forEach(
        (name, byYear) ->
            byYear.forEach(
                (y, row) ->
                    row.numberIfAny("mean")
                        .ifPresent(
                            m -> {
                              year.add((double) y);
                              mean.add(m);
                              cohort.add(name);
                            })));
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("x", year);
    data.put("y", mean);
    data.put("g", cohort);
    Axis axis =
        Axis.of(
            mean.stream().mapToDouble(d -> d).min().orElse(0),
            mean.stream().mapToDouble(d -> d).max().orElse(1),
            5);
    List<String> names = List.copyOf(cohorts.keySet());
    List<Double> breaks = new ArrayList<>();
    for (int y : years) {
      if (width > 500 || (y - plan.period().from()) % 3 == 0) {
        breaks.add((double) y);
      }
    }
    double start = plan.pre().partialYear();
    Plot plot =
        new Plot()
            .layer(
                "vline",
                Map.of(),
                Map.of(),
                Map.of("xintercept", start, "color", Plot.GREY, "linetype", "dashed", "size", 0.7));
    Map<String, String> mapping =
        Map.of("x", "x", "y", "y", "color", "g", "linetype", "g", "group", "g");
    plot.layer("line", data, mapping, Map.of("size", 0.9))
        .layer(
            "point",
            data,
            Map.of("x", "x", "y", "y", "color", "g", "shape", "g"),
            Map.of("size", 2.4))
        .layer(
            "text",
            Map.of(
                "x", List.of(start + 0.1),
                "y", List.of(axis.breaks().get(axis.breaks().size() - 1)),
                "l", List.of(words.get("chart.programme-starts"))),
            Map.of("x", "x", "y", "y", "label", "l"),
            Map.of("color", "#444444", "size", 5.5, "hjust", "left", "vjust", "top"));
    return plot.groups("color", names, Plot.COLOURS)
        .groups("shape", names, List.of(16, 17, 15, 18, 3, 4, 8))
        .groups("linetype", names, LINES)
        .axis("x", "", breaks, breaks.stream().map(b -> "%.0f".formatted(b)).toList())
        .axis("y", unit, axis.breaks(), axis.labels(words.numbers()))
        .svg(prefix, width, height);
  }

  private TableView table(
      Map<String, Map<Integer, TableRow>> cohorts, Set<Integer> years, String unit) {
    List<String> head = new ArrayList<>(List.of(words.get("head.year")));
    head.addAll(cohorts.keySet());
    TableMaker table = new TableMaker(words.get("chart.cohorts.table", unit), head);
    for (int year : years) {
      table.text(Integer.toString(year));
      for (Map<Integer, TableRow> byYear : cohorts.values()) {
        TableRow row = byYear.get(year);
        table.number(
            row == null || row.isEmpty("mean")
                ? Numbers.NONE
                : words.numbers().fixed(row.number("mean"), 2));
      }
    }
    table.text(words.get("head.municipalities"));
    for (Map<Integer, TableRow> byYear : cohorts.values()) {
      table.number(
          words.numbers().whole(byYear.values().iterator().next().number("municipalities")));
    }
    return table.done();
  }
}
