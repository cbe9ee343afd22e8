package fi.lape.jobs.release.report;

import fi.lape.jobs.release.table.TableRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How probable it is that the component is worth its cost, by what a placement avoided is worth.
 */
final class AcceptabilityChart {
  private static final String CURVE = "acceptability-at-";
  private static final String FRONTIER = "acceptability-frontier-at-";
  private static final double THOUSAND = 1000;

  private final Material material;
  private final Words words;

  AcceptabilityChart(Material material) {
    this.material = material;
    this.words = material.words();
  }

  /** One chart with a curve for each analysis that has one; none where no analysis has. */
  List<ChartView> all() {
    Map<String, SortedMap<Integer, Double>> curves = curves(CURVE);
    if (curves.isEmpty()) {
      return List.of();
    }
    return List.of(
        ChartView.of(
            "acceptability",
            words.get("chart.acceptability.title"),
            (prefix, width, height) -> draw(curves, prefix, width, height),
            320,
            320,
            words.get("chart.acceptability.alt", curves.size()),
            table(curves, curves(FRONTIER)),
            words.get("chart.acceptability.note")));
  }

  private Map<String, SortedMap<Integer, Double>> curves(String measure) {
    Map<String, SortedMap<Integer, Double>> curves = new LinkedHashMap<>();
    for (TableRow row :
        material
            .release()
            .table("cost_effectiveness")
            .rows(r -> r.text("measure").startsWith(measure) && !r.isEmpty("value"))) {
      curves
          .computeIfAbsent(row.text("analysis"), a -> new TreeMap<>())
          .put(
              Integer.parseInt(row.text("measure").substring(measure.length())),
              row.number("value"));
    }
    return curves;
  }

  private String name(String analysis) {
    return words.treatment(material.plan().analysis(analysis).treatment());
  }

  private String draw(
      Map<String, SortedMap<Integer, Double>> curves, String prefix, int width, int height) {
    List<Double> worth = new ArrayList<>();
    List<Double> share = new ArrayList<>();
    List<String> curve = new ArrayList<>();
    double most = 0;
    for (Map.Entry<String, SortedMap<Integer, Double>> one : curves.entrySet()) {
      for (Map.Entry<Integer, Double> point : one.getValue().entrySet()) {
        worth.add(point.getKey() / THOUSAND);
        share.add(100 * point.getValue());
        curve.add(name(one.getKey()));
        most = Math.max(most, point.getKey() / THOUSAND);
      }
    }
    Map<String, Object> data = Map.of("x", worth, "y", share, "g", curve);
    Axis across = Axis.of(0, most, width > 500 ? 6 : 4);
    Axis up = Axis.of(0, 100, 4);
    List<String> names = curves.keySet().stream().map(this::name).distinct().toList();
    return new Plot()
        .horizontal(50, Plot.GREY, "dashed")
        .layer(
            "line",
            data,
            Map.of("x", "x", "y", "y", "color", "g", "linetype", "g", "group", "g"),
            Map.of("size", 1))
        .layer(
            "point",
            data,
            Map.of("x", "x", "y", "y", "color", "g", "shape", "g"),
            Map.of("size", 2.2))
        .groups("color", names, Plot.COLOURS)
        .groups("shape", names, List.of(16, 17, 15, 18, 3, 4, 8))
        .groups("linetype", names, List.of("solid", "dashed", "dotted", "dotdash", "longdash"))
        .axis(
            "x",
            words.get("chart.acceptability.x"),
            across.breaks(),
            across.labels(words.numbers()))
        .axis("y", "%", up.breaks(), up.labels(words.numbers()))
        .svg(prefix, width, height);
  }

  private TableView table(
      Map<String, SortedMap<Integer, Double>> curves,
      Map<String, SortedMap<Integer, Double>> frontiers) {
    List<String> head = new ArrayList<>(List.of(words.get("head.worth")));
    curves
        .keySet()
        .forEach(
            analysis -> {
              head.add(name(analysis));
              head.add(words.get("head.frontier", name(analysis)));
            });
    TableMaker table = new TableMaker(words.get("chart.acceptability.table"), head);
    for (int worth : curves.values().iterator().next().keySet()) {
      table.text(words.numbers().whole(worth));
      for (String analysis : curves.keySet()) {
        table.number(percent(curves.get(analysis).get(worth)));
        table.number(percent(frontiers.getOrDefault(analysis, new TreeMap<>()).get(worth)));
      }
    }
    return table.done(words.get("chart.acceptability.frontier"));
  }

  private String percent(Double share) {
    return share == null
        ? Numbers.NONE
        : words.numbers().fixed(100 * share, 1) + Numbers.NO_BREAK + "%";
  }
}
