package fi.lape.jobs.release.report;

import fi.lape.estimators.segmented.SegmentedRegression;
import fi.lape.jobs.release.table.Release;
import fi.lape.jobs.release.table.TableRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Areas' own effects by themselves and drawn towards the others, with their mean and where another
 * area would lie; the numbers beside it say how sure any rank is.
 */
final class AreaEffectChart {
  private final Words words;
  private final Release release;

  AreaEffectChart(Words words, Release release) {
    this.words = words;
    this.release = release;
  }

  /** One chart an analysis, outcome and number; a change of slope only as its table. */
  List<ChartView> all() {
    Map<String, List<TableRow>> pools = new LinkedHashMap<>();
    for (TableRow row : release.table("area_effect").rows(r -> !r.isEmpty("shrunken_estimate"))) {
      if (!row.text("estimand").equals(SegmentedRegression.SLOPE)) {
        String key = row.text("analysis") + "-" + row.text("outcome") + "-" + row.text("estimand");
        pools.computeIfAbsent(key, k -> new ArrayList<>()).add(row);
      }
    }
    List<ChartView> charts = new ArrayList<>();
    pools.forEach((key, rows) -> charts.add(chart(key, rows)));
    return charts;
  }

  private ChartView chart(String key, List<TableRow> rows) {
    List<TableRow> sorted =
        rows.stream()
            .sorted(Comparator.comparingDouble(r -> r.number("shrunken_estimate")))
            .toList();
    TableRow first = sorted.get(0);
    String unit = words.changeAxisUnit(first.text("outcome_unit"));
    boolean describes = first.text("estimand").startsWith("descriptive");
    int decimals = Numbers.decimalsFor(first.number("mean_high") - first.number("mean_low"));
    return ChartView.of(
        "areas-" + key,
        words.get(
            describes ? "chart.areas.descriptive" : "chart.areas.title",
            words.outcome(first.text("outcome")),
            words.treatment(first.text("treatment"))),
        (prefix, width, height) -> draw(sorted, unit, prefix, width, height),
        360,
        340,
        words.get("chart.areas.alt", sorted.size()),
        table(sorted, unit, decimals),
        words.get(
            "chart.areas.note",
            words.numbers().signed(first.number("mean_effect"), decimals),
            words.numbers().range(first.number("mean_low"), first.number("mean_high"), decimals),
            words
                .numbers()
                .range(first.number("prediction_low"), first.number("prediction_high"), decimals),
            words.numbers().fixed(Math.sqrt(first.number("tau2")), decimals),
            words
                .numbers()
                .range(
                    Math.sqrt(first.number("tau2_low")),
                    Math.sqrt(first.number("tau2_high")),
                    decimals)));
  }

  private String draw(List<TableRow> rows, String unit, String prefix, int width, int height) {
    List<Double> left = IntStream.range(0, rows.size()).mapToObj(i -> i - 0.18).toList();
    List<Double> right = IntStream.range(0, rows.size()).mapToObj(i -> i + 0.18).toList();
    List<Double> place = IntStream.range(0, rows.size()).mapToObj(i -> (double) i).toList();
    List<Double> own = numbers(rows, "estimate");
    List<Double> drawn = numbers(rows, "shrunken_estimate");
    List<Double> low = numbers(rows, "shrunken_low");
    List<Double> high = numbers(rows, "shrunken_high");
    TableRow first = rows.get(0);
    double least = first.number("prediction_low");
    double most = first.number("prediction_high");
    for (int j = 0; j < rows.size(); j++) {
      least = Math.min(least, Math.min(own.get(j), low.get(j)));
      most = Math.max(most, Math.max(own.get(j), high.get(j)));
    }
    Axis axis = Axis.of(Math.min(0, least), Math.max(0, most), 6);
    double top = axis.breaks().get(axis.breaks().size() - 1);
    double span = top - axis.breaks().get(0);
    List<Double> above = place.stream().map(x -> top + span * 0.05).toList();
    List<String> codes = rows.stream().map(r -> r.text("area_code")).toList();
    return new Plot()
        .horizontal(0, Plot.GREY, "solid")
        .horizontal(first.number("mean_effect"), Plot.VERMILION, "solid")
        .horizontal(first.number("prediction_low"), Plot.VERMILION, "dashed")
        .horizontal(first.number("prediction_high"), Plot.VERMILION, "dashed")
        .layer(
            "point",
            Map.of("x", left, "y", own),
            Map.of("x", "x", "y", "y"),
            Map.of("color", Plot.GREY, "size", 2.4, "shape", 1))
        .layer(
            "errorbar",
            Map.of("x", right, "lo", low, "hi", high),
            Map.of("x", "x", "ymin", "lo", "ymax", "hi"),
            Map.of("width", 0.1, "color", Plot.BLUE, "size", 0.9))
        .layer(
            "point",
            Map.of("x", right, "y", drawn),
            Map.of("x", "x", "y", "y"),
            Map.of("color", Plot.BLUE, "size", 3))
        .layer(
            "text",
            Map.of("x", place, "y", above, "l", codes),
            Map.of("x", "x", "y", "y", "label", "l"),
            Map.of("color", "#222222", "size", width < 500 ? 4.6 : 5.2, "angle", 90))
        .axis("x", words.get("chart.areas.x"), List.of(), List.of())
        .axis("y", unit, axis.breaks(), axis.labels(words.numbers()))
        .svg(prefix, width, height);
  }

  private static List<Double> numbers(List<TableRow> rows, String column) {
    return rows.stream().map(r -> r.number(column)).toList();
  }

  private TableView table(List<TableRow> rows, String unit, int decimals) {
    TableMaker table =
        new TableMaker(
            words.get("chart.areas.table", unit),
            words.list(
                "head.area", "head.own", "head.drawn", "head.best-three", "head.rank-range"));
    for (TableRow row : rows) {
      table
          .text(words.area(row.text("area_code")), row.text("area_code"))
          .number(
              words.numbers().signed(row.number("estimate"), decimals),
              words.numbers().range(row.number("ci_low"), row.number("ci_high"), decimals))
          .number(
              words.numbers().signed(row.number("shrunken_estimate"), decimals),
              words
                  .numbers()
                  .range(row.number("shrunken_low"), row.number("shrunken_high"), decimals))
          .number(
              words.numbers().whole(100 * row.number("probability_best_three"))
                  + Numbers.NO_BREAK
                  + "%")
          .number(words.numbers().range(row.whole("rank_low"), row.whole("rank_high"), 0));
    }
    return table.done(words.get("chart.areas.ranks"));
  }
}
