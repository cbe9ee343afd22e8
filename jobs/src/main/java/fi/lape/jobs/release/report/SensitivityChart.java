package fi.lape.jobs.release.report;

import fi.lape.jobs.release.table.TableRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How far the net benefit moves with one number at a time: the widest bar on top. */
final class SensitivityChart {
  private static final double MILLION = 1e6;

  private final Material material;
  private final Words words;

  SensitivityChart(Material material) {
    this.material = material;
    this.words = material.words();
  }

  /** A chart for each analysis with a net benefit. */
  List<ChartView> all() {
    return material.release().table("cost_sensitivity").rows().stream()
        .map(r -> r.text("analysis"))
        .distinct()
        .map(this::chart)
        .toList();
  }

  private ChartView chart(String analysis) {
    List<TableRow> rows =
        new ArrayList<>(
            material
                .release()
                .table("cost_sensitivity")
                .rows(r -> r.text("analysis").equals(analysis)));
    rows.sort((a, b) -> Double.compare(width(a), width(b)));
    String worth =
        rows.stream()
            .filter(r -> r.text("parameter").equals("worth"))
            .findFirst()
            .map(r -> words.numbers().whole(r.number("base")))
            .orElse(Numbers.NONE);
    return ChartView.of(
        "tornado-" + analysis,
        words.get(
            "chart.tornado.title", words.treatment(material.plan().analysis(analysis).treatment())),
        (prefix, width, height) -> draw(rows, prefix, width, height),
        280,
        300,
        words.get("chart.tornado.alt", rows.size()),
        table(rows),
        words.get("chart.tornado.note", worth));
  }

  private static double width(TableRow row) {
    return Math.abs(row.number("benefit_high") - row.number("benefit_low"));
  }

  private String draw(List<TableRow> rows, String prefix, int width, int height) {
    List<Double> place = new ArrayList<>();
    List<Double> from = new ArrayList<>();
    List<Double> to = new ArrayList<>();
    List<Double> below = new ArrayList<>();
    List<Double> above = new ArrayList<>();
    double least = 0;
    double most = 0;
    for (int i = 0; i < rows.size(); i++) {
      double a = rows.get(i).number("benefit_low") / MILLION;
      double b = rows.get(i).number("benefit_high") / MILLION;
      place.add((double) i);
      from.add(Math.min(a, b));
      to.add(Math.max(a, b));
      below.add(i - 0.3);
      above.add(i + 0.3);
      least = Math.min(least, Math.min(a, b));
      most = Math.max(most, Math.max(a, b));
    }
    Axis axis = Axis.of(least, most, width > 500 ? 6 : 4);
    return new Plot()
        .layer(
            "rect",
            Map.of("a", from, "b", to, "c", below, "d", above),
            Map.of("xmin", "a", "xmax", "b", "ymin", "c", "ymax", "d"),
            Map.of("fill", Plot.SKY, "color", Plot.BLUE, "size", 0.7))
        .layer(
            "vline", Map.of(), Map.of(), Map.of("xintercept", 0, "color", "#333333", "size", 0.7))
        .layer(
            "vline",
            Map.of(),
            Map.of(),
            Map.of(
                "xintercept",
                rows.get(0).number("benefit") / MILLION,
                "color",
                Plot.VERMILION,
                "linetype",
                "dashed",
                "size",
                0.9))
        .axis("x", words.get("chart.tornado.x"), axis.breaks(), axis.labels(words.numbers()))
        .axis(
            "y",
            "",
            place,
            rows.stream().map(r -> words.known("parameter-short", r.text("parameter"))).toList())
        .svg(prefix, width, height);
  }

  private TableView table(List<TableRow> rows) {
    TableMaker table =
        new TableMaker(
            words.get("chart.tornado.table"),
            words.list(
                "head.parameter",
                "head.taken",
                "head.range",
                "head.benefit-range",
                "head.threshold"));
    for (int i = rows.size() - 1; i >= 0; i--) {
      TableRow row = rows.get(i);
      double a = row.number("benefit_low") / MILLION;
      double b = row.number("benefit_high") / MILLION;
      table
          .text(words.known("parameter", row.text("parameter")))
          .number(value(row, "base"))
          .number(
              value(row, "low") + Numbers.NO_BREAK + "…" + Numbers.NO_BREAK + value(row, "high"))
          .number(words.numbers().range(Math.min(a, b), Math.max(a, b), 1))
          .number(row.isEmpty("threshold") ? words.get("no-threshold") : value(row, "threshold"));
    }
    return table.done(words.get("chart.tornado.threshold"));
  }

  /** Shares in per cent, rates with the digits they need, euros without. */
  private String value(TableRow row, String column) {
    double value = row.number(column);
    return switch (row.text("unit")) {
      case "share" -> words.numbers().fixed(100 * value, 0) + Numbers.NO_BREAK + "%";
      case "per-1000" -> words.numbers().fixed(value, 2);
      default -> words.numbers().whole(value);
    };
  }
}
