package fi.lape.jobs.release.report;

import fi.lape.jobs.release.table.Release;
import fi.lape.jobs.release.table.TableRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The headline estimate without each area in turn. */
final class InfluenceChart {
  private final Words words;
  private final Release release;

  InfluenceChart(Words words, Release release) {
    this.words = words;
    this.release = release;
  }

  /** The chart of a headline; nothing where no area was left out. */
  Optional<ChartView> of(Headline headline) {
    List<TableRow> rows =
        release
            .table("influence")
            .rows(
                r ->
                    r.text("analysis").equals(headline.analysis())
                        && isOf(r.text("estimand"), headline)
                        && !r.isEmpty("estimate_without"))
            .stream()
            .sorted(
                (a, b) ->
                    Double.compare(a.number("estimate_without"), b.number("estimate_without")))
            .toList();
    if (rows.isEmpty() || headline.row().isEmpty("estimate")) {
      return Optional.empty();
    }
    String unit = words.changeAxisUnit(headline.row().text("outcome_unit"));
    String id = "influence-" + headline.analysis() + "-" + headline.outcome();
    return Optional.of(
        new ChartView(
            id,
            words.get("chart.influence.title", words.outcome(headline.outcome())),
            draw(rows, headline, unit, id + "-w", 720, 300),
            draw(rows, headline, unit, id + "-n", 380, 300),
            words.get("chart.influence.alt", rows.size()),
            table(rows, headline, unit),
            words.get("chart.influence.note")));
  }

  /** The estimand may carry its outcome after a colon where an analysis has several. */
  private static boolean isOf(String estimand, Headline headline) {
    String own = headline.row().text("estimand");
    return estimand.equals(own) || estimand.equals(own + ":" + headline.outcome());
  }

  private String draw(
      List<TableRow> rows, Headline headline, String unit, String prefix, int width, int height) {
    List<Double> y = rows.stream().map(r -> r.number("estimate_without")).toList();
    List<Double> x = IntStream.range(0, rows.size()).mapToObj(i -> (double) i).toList();
    double own = headline.row().number("estimate");
    Axis axis =
        Axis.of(
            Math.min(Math.min(0, own), y.get(0)),
            Math.max(Math.max(0, own), y.get(y.size() - 1)),
            5);
    double span = axis.breaks().get(axis.breaks().size() - 1) - axis.breaks().get(0);
    // A label of three letters, turned, is some 28 of the chart's pixels long.
    List<Double> above = y.stream().map(v -> v + span * 26 / (height - 60)).toList();
    List<String> labels = new ArrayList<>();
    rows.forEach(r -> labels.add(r.text("area_code")));
    return new Plot()
        .horizontal(0, Plot.GREY, "solid")
        .horizontal(own, Plot.VERMILION, "dashed")
        .layer(
            "point",
            Map.of("x", x, "y", y),
            Map.of("x", "x", "y", "y"),
            Map.of("color", Plot.BLUE, "size", 3))
        .layer(
            "text",
            Map.of("x", x, "y", above, "l", labels),
            Map.of("x", "x", "y", "y", "label", "l"),
            Map.of("color", "#222222", "size", width < 500 ? 4.6 : 5.2, "angle", 90))
        .axis("x", words.get("chart.influence.x"), List.of(), List.of())
        .axis("y", unit, axis.breaks(), axis.labels(words.numbers()))
        .svg(prefix, width, height);
  }

  private TableView table(List<TableRow> rows, Headline headline, String unit) {
    int decimals = headline.decimals() + 1;
    TableMaker table =
        new TableMaker(
            words.get("chart.influence.table", unit),
            words.list("head.without-area", "head.estimate", "head.change-of", "head.sign-flips"));
    for (TableRow row : rows) {
      table
          .text(words.area(row.text("area_code")), row.text("area_code"))
          .number(words.numbers().signed(row.number("estimate_without"), decimals))
          .number(
              row.isEmpty("change")
                  ? Numbers.NONE
                  : words.numbers().signed(row.number("change"), decimals))
          .text(
              row.textIfAny("sign_flips")
                  .map(flips -> words.get("boolean." + flips))
                  .orElse(Numbers.NONE));
    }
    return table.done();
  }
}
