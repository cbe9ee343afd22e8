package fi.lape.jobs.release.report;

import fi.lape.jobs.release.table.TableRow;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The interval of the mean effect, by how far trends may differ after adoption. */
final class HonestChart {
  private static final double PER_CENT = 100;

  private final Material material;
  private final Words words;

  HonestChart(Material material) {
    this.material = material;
    this.words = material.words();
  }

  /** The chart of a headline; nothing where its analysis has no such intervals. */
  Optional<ChartView> of(Headline headline) {
    List<TableRow> rows =
        material
            .release()
            .table("honest_did")
            .rows(
                r ->
                    r.text("analysis").equals(headline.analysis())
                        && r.text("outcome").equals(headline.outcome())
                        && !r.isEmpty("ci_low"));
    if (rows.size() < 2) {
      return Optional.empty();
    }
    String unit = words.changeAxisUnit(headline.row().text("outcome_unit"));
    return Optional.of(
        ChartView.ofHeadline(
            "honest",
            headline,
            words,
            (prefix, width, height) -> draw(rows, unit, prefix, width, height),
            280,
            280,
            words.get("chart.honest.alt", rows.size()),
            table(rows, unit),
            words.get("chart.honest.note")));
  }

  private String draw(List<TableRow> rows, String unit, String prefix, int width, int height) {
    List<Double> bound = rows.stream().map(r -> r.number("bound_percent") / PER_CENT).toList();
    List<Double> low = rows.stream().map(r -> r.number("ci_low")).toList();
    List<Double> high = rows.stream().map(r -> r.number("ci_high")).toList();
    Axis axis =
        Axis.of(
            Math.min(0, low.stream().mapToDouble(d -> d).min().orElse(0)),
            Math.max(0, high.stream().mapToDouble(d -> d).max().orElse(1)),
            5);
    return new Plot()
        .horizontal(0, Plot.GREY, "solid")
        .layer(
            "errorbar",
            Map.of("x", bound, "lo", low, "hi", high),
            Map.of("x", "x", "ymin", "lo", "ymax", "hi"),
            Map.of("width", 0.12, "color", Plot.BLUE, "size", 1.1))
        .axis(
            "x",
            words.get("chart.honest.x"),
            bound,
            bound.stream().map(b -> words.numbers().fixed(b, 1)).toList())
        .axis("y", unit, axis.breaks(), axis.labels(words.numbers()))
        .svg(prefix, width, height);
  }

  private TableView table(List<TableRow> rows, String unit) {
    TableMaker table =
        new TableMaker(
            words.get("chart.honest.table", unit),
            words.list("head.bound", "head.interval", "head.holds-zero"));
    for (TableRow row : rows) {
      double low = row.number("ci_low");
      double high = row.number("ci_high");
      table
          .text(words.numbers().fixed(row.number("bound_percent") / PER_CENT, 1))
          .number(words.numbers().range(low, high, Numbers.decimalsFor((high - low) / 2)))
          .text(words.get("boolean." + (low <= 0 && high >= 0)));
    }
    return table.done();
  }
}
