package fi.lape.jobs.release.report;

import fi.lape.jobs.plan.Specification.Dimension;
import fi.lape.jobs.release.table.Release;
import fi.lape.jobs.release.table.TableRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The specification curve of a headline: every run by the size of its estimate, and below it, in
 * one line a choice, in what the run differs from the plan. Placebo years stand apart at the end.
 */
final class SpecificationChart {
  /** Lines below the curve that a plan's runs can be in, from the top. */
  private static final List<Dimension> LINES =
      List.of(
          Dimension.MAIN,
          Dimension.AREA,
          Dimension.ANTICIPATION,
          Dimension.CONTROLS,
          Dimension.WEIGHTS,
          Dimension.YEARS,
          Dimension.METHOD,
          Dimension.HIDDEN_CELLS,
          Dimension.PLACEBO_YEAR);

  /** Height of a line, as a share of the curve's. */
  private static final double LINE = 0.085;

  /** Empty places between the curve and the placebo years. */
  private static final int GAP = 1;

  private final Words words;
  private final SpecificationRuns runs;
  private final HeadlineNumbers numbers;

  SpecificationChart(Words words, fi.lape.jobs.plan.StudyPlan plan, Release release) {
    this.words = words;
    this.runs = new SpecificationRuns(release);
    this.numbers = new HeadlineNumbers(words, plan);
  }

  /** The chart of a headline; nothing where it has no number or was estimated only once. */
  Optional<ChartView> of(Headline headline) {
    List<TableRow> curve = runs.comparable(headline);
    if (headline.row().isEmpty("estimate") || curve.size() < 2) {
      return Optional.empty();
    }
    List<TableRow> placebos = runs.of(headline, Dimension.PLACEBO_YEAR.word());
    String unit = unit(headline);
    return Optional.of(
        ChartView.ofHeadline(
            "specification",
            headline,
            words,
            (prefix, width, height) -> draw(curve, placebos, headline, unit, prefix, width, height),
            470,
            470,
            words.get("chart.specification.alt", curve.size(), placebos.size()),
            new SpecificationTable(words, numbers).of(runs.all(headline), headline, unit),
            words.get("chart.specification.note")));
  }

  private String unit(Headline headline) {
    String unit = words.changeAxisUnit(headline.row().text("outcome_unit"));
    return numbers.doseStep(headline).axis(words, unit);
  }

  private String draw(
      List<TableRow> curve,
      List<TableRow> placebos,
      Headline headline,
      String unit,
      String prefix,
      int width,
      int height) {
    double step = numbers.step(headline);
    List<TableRow> drawn = new ArrayList<>(curve);
    drawn.addAll(placebos);
    double least = 0;
    double most = 0;
    for (TableRow row : drawn) {
      least = Math.min(least, row.numberIfAny("ci_low").orElse(row.number("estimate")) * step);
      most = Math.max(most, row.numberIfAny("ci_high").orElse(row.number("estimate")) * step);
    }
    Axis axis = Axis.of(least, most, 4);
    double bottom = axis.breaks().get(0);
    double line = LINE * (axis.breaks().get(axis.breaks().size() - 1) - bottom);
    List<Dimension> lines = LINES.stream().filter(d -> has(drawn, d)).toList();
    List<Double> breaks = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      breaks.add(bottom - line * (i + 1.2));
      labels.add(words.get("specification-line." + lines.get(i).word()));
    }
    Plot plot = new Plot();
    lines(plot, List.copyOf(breaks), drawn.size() + GAP); // the axis gets more breaks later
    plot.horizontal(0, Plot.GREY, "solid");
    plot.horizontal(headline.row().number("estimate") * step, Plot.VERMILION, "dashed");
    double size = width < 500 ? 1.6 : 2.4;
    for (int i = 0; i < lines.size(); i++) {
      marks(plot, drawn, curve.size(), lines.get(i), breaks.get(i), step, size);
    }
    breaks.addAll(axis.breaks());
    labels.addAll(axis.labels(words.numbers()));
    return plot.axis("x", words.get("chart.specification.x"), List.of(), List.of())
        .axis("y", unit, breaks, labels)
        .svg(prefix, width, height);
  }

  /** A thin line behind the marks of every choice. */
  private static void lines(Plot plot, List<Double> at, int places) {
    List<Double> left = at.stream().map(y -> -0.7).toList();
    List<Double> right = at.stream().map(y -> places - 0.3).toList();
    plot.layer(
        "segment",
        Map.of("x", left, "xend", right, "y", at, "yend", at),
        Map.of("x", "x", "xend", "xend", "y", "y", "yend", "yend"),
        Map.of("color", "#E0E0E0", "size", 0.5));
  }

  private static void marks(
      Plot plot,
      List<TableRow> drawn,
      int ofCurve,
      Dimension dimension,
      double line,
      double step,
      double size) {
    List<Double> x = new ArrayList<>();
    List<Double> estimate = new ArrayList<>();
    List<Double> low = new ArrayList<>();
    List<Double> high = new ArrayList<>();
    List<Double> choice = new ArrayList<>();
    for (int i = 0; i < drawn.size(); i++) {
      TableRow row = drawn.get(i);
      if (row.text("dimension").equals(dimension.word())) {
        double value = row.number("estimate") * step;
        x.add((double) (i < ofCurve ? i : i + GAP));
        estimate.add(value);
        low.add(row.isEmpty("ci_low") ? value : row.number("ci_low") * step);
        high.add(row.isEmpty("ci_high") ? value : row.number("ci_high") * step);
        choice.add(line);
      }
    }
    String colour =
        switch (dimension) {
          case MAIN -> Plot.VERMILION;
          case PLACEBO_YEAR -> Plot.GREY;
          default -> Plot.BLUE;
        };
    Map<String, Object> data = Map.of("x", x, "y", estimate, "lo", low, "hi", high, "c", choice);
    plot.layer(
            "linerange",
            data,
            Map.of("x", "x", "ymin", "lo", "ymax", "hi"),
            Map.of("color", colour, "size", 0.5, "alpha", 0.6))
        .layer("point", data, Map.of("x", "x", "y", "y"), Map.of("color", colour, "size", size))
        .layer(
            "point",
            data,
            Map.of("x", "x", "y", "c"),
            Map.of("color", colour, "size", size, "shape", 15));
  }

  private static boolean has(List<TableRow> rows, Dimension dimension) {
    return rows.stream().anyMatch(r -> r.text("dimension").equals(dimension.word()));
  }
}
