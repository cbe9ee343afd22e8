package fi.lape.jobs.release.report;

import fi.lape.jobs.plan.StudyPlan;
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
  private final HeadlineNumbers numbers;
  private final Robustness robustness;

  InfluenceChart(Words words, StudyPlan plan, Release release) {
    this.words = words;
    this.numbers = new HeadlineNumbers(words, plan);
    this.robustness = new Robustness(release);
  }

  /** The chart of a headline; nothing where no area was left out. */
  Optional<ChartView> of(Headline headline) {
    List<TableRow> rows =
        robustness.leftOut(headline).stream()
            .sorted(
                (a, b) ->
                    Double.compare(a.number("estimate_without"), b.number("estimate_without")))
            .toList();
    if (rows.isEmpty() || headline.row().isEmpty("estimate")) {
      return Optional.empty();
    }
    String unit = unit(headline);
    return Optional.of(
        ChartView.ofHeadline(
            "influence",
            headline,
            words,
            (prefix, width, height) -> draw(rows, headline, unit, prefix, width, height),
            300,
            300,
            words.get("chart.influence.alt", rows.size()),
            table(rows, headline, unit),
            words.get("chart.influence.note")));
  }

  /** A dose's slope stands for the same units of dose as in the table of headlines. */
  private String unit(Headline headline) {
    String unit = words.changeAxisUnit(headline.row().text("outcome_unit"));
    return numbers.doseStep(headline).axis(words, unit);
  }

  private double step(Headline headline) {
    return numbers.step(headline);
  }

  private String draw(
      List<TableRow> rows, Headline headline, String unit, String prefix, int width, int height) {
    double step = step(headline);
    List<Double> y = rows.stream().map(r -> r.number("estimate_without") * step).toList();
    List<Double> x = IntStream.range(0, rows.size()).mapToObj(i -> (double) i).toList();
    double own = headline.row().number("estimate") * step;
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
        .tips(table(rows, headline, unit).lines())
        .axis("x", words.get("chart.influence.x"), List.of(), List.of())
        .axis("y", unit, axis.breaks(), axis.labels(words.numbers()))
        .svg(prefix, width, height);
  }

  private TableView table(List<TableRow> rows, Headline headline, String unit) {
    double step = step(headline);
    int decimals = numbers.decimals(headline) + 1;
    TableMaker table =
        new TableMaker(
            words.get("chart.influence.table", unit),
            words.list("head.without-area", "head.estimate", "head.change-of", "head.sign-flips"));
    for (TableRow row : rows) {
      table
          .text(words.area(row.text("area_code")), row.text("area_code"))
          .number(words.numbers().signed(row.number("estimate_without") * step, decimals))
          .number(
              row.isEmpty("change")
                  ? Numbers.NONE
                  : words.numbers().signed(row.number("change") * step, decimals))
          .text(
              row.textIfAny("sign_flips")
                  .map(flips -> words.get("boolean." + flips))
                  .orElse(Numbers.NONE));
    }
    return table.done();
  }
}
