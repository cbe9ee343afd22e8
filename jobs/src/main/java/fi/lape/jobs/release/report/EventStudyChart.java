package fi.lape.jobs.release.report;

import fi.lape.jobs.plan.StudyPlan;
import fi.lape.jobs.release.table.Release;
import fi.lape.jobs.release.table.TableRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The effect by years since adoption with its intervals, and what could have been seen. */
final class EventStudyChart {
  private final Words words;
  private final StudyPlan plan;
  private final Release release;

  EventStudyChart(Words words, StudyPlan plan, Release release) {
    this.words = words;
    this.plan = plan;
    this.release = release;
  }

  /** The chart of a headline; nothing where its analysis has no estimates by event time. */
  Optional<ChartView> of(Headline headline) {
    List<TableRow> rows = rows(headline);
    if (rows.size() < 2) {
      return Optional.empty();
    }
    String unit = words.changeAxisUnit(headline.row().text("outcome_unit"));
    OptionalDouble mde = headline.row().numberIfAny("mde80");
    String alt =
        words.get(
            "chart.event.alt",
            words.outcome(headline.outcome()),
            words.treatment(headline.treatment()),
            rows.get(0).whole("event_time"),
            rows.get(rows.size() - 1).whole("event_time"));
    return Optional.of(
        ChartView.ofHeadline(
            "event",
            headline,
            words,
            (prefix, width, height) -> draw(rows, headline, mde, unit, prefix, width, height),
            340,
            320,
            alt,
            table(rows, unit),
            note(headline)));
  }

  private List<TableRow> rows(Headline headline) {
    return release
        .table("effect_estimate")
        .rows(
            r ->
                r.text("analysis").equals(headline.analysis())
                    && r.text("outcome").equals(headline.outcome())
                    && r.text("method").equals(headline.row().text("method"))
                    && r.text("estimand").equals("att-dynamic")
                    && !r.isEmpty("event_time")
                    && !r.isEmpty("estimate"));
  }

  private String draw(
      List<TableRow> rows,
      Headline headline,
      OptionalDouble mde,
      String unit,
      String prefix,
      int width,
      int height) {
    List<Double> time = new ArrayList<>();
    List<Double> estimate = new ArrayList<>();
    List<Double> low = new ArrayList<>();
    List<Double> high = new ArrayList<>();
    double least = -mde.orElse(0);
    double most = mde.orElse(0);
    for (TableRow row : rows) {
      time.add(row.number("event_time"));
      estimate.add(row.number("estimate"));
      low.add(row.numberIfAny("ci_low").orElse(row.number("estimate")));
      high.add(row.numberIfAny("ci_high").orElse(row.number("estimate")));
      least = Math.min(least, low.get(low.size() - 1));
      most = Math.max(most, high.get(high.size() - 1));
    }
    Plot plot = new Plot();
    Axis axis = Axis.of(least, most, height < 330 ? 4 : 6);
    breaks(plot, headline, time, axis, width);
    plot.horizontal(0, Plot.GREY, "solid");
    if (mde.isPresent()) {
      plot.horizontal(mde.getAsDouble(), Plot.VERMILION, "dashed");
      plot.horizontal(-mde.getAsDouble(), Plot.VERMILION, "dashed");
    }
    Map<String, Object> data = Map.of("t", time, "y", estimate, "lo", low, "hi", high);
    plot.layer(
        "errorbar",
        data,
        Map.of("x", "t", "ymin", "lo", "ymax", "hi"),
        Map.of("width", 0.18, "color", Plot.BLUE, "size", 0.9));
    plot.layer("point", data, Map.of("x", "t", "y", "y"), Map.of("color", Plot.BLUE, "size", 3.2));
    List<String> labels = time.stream().map(t -> words.numbers().signed(t, 0)).toList();
    return plot.axis("x", words.get("chart.event.x"), time, labels)
        .axis("y", unit, axis.breaks(), axis.labels(words.numbers()))
        .svg(prefix, width, height);
  }

  /** A year in which something else changed lies at another event time for every cohort. */
  private void breaks(Plot plot, Headline headline, List<Double> time, Axis axis, int width) {
    double first = time.get(0) - 0.5;
    double last = time.get(time.size() - 1) + 0.5;
    double top = axis.breaks().get(axis.breaks().size() - 1);
    double bottom = axis.breaks().get(0);
    List<Integer> cohorts = cohorts(headline);
    for (StudyPlan.SeriesBreak each : plan.breaks()) {
      if (cohorts.isEmpty() || !concerns(each, headline.outcome())) {
        continue;
      }
      double from = Math.max(first, each.year() - cohorts.get(cohorts.size() - 1) - 0.5);
      double to = Math.min(last, each.year() - cohorts.get(0) + 0.5);
      if (from < to) {
        plot.layer(
            "rect",
            Map.of("a", List.of(from), "b", List.of(to), "c", List.of(bottom), "d", List.of(top)),
            Map.of("xmin", "a", "xmax", "b", "ymin", "c", "ymax", "d"),
            Map.of("fill", "#DDDDDD", "alpha", 0.45, "size", 0));
        plot.layer(
            "text",
            Map.of(
                "x",
                List.of((from + to) / 2),
                "y",
                List.of(top),
                "l",
                List.of(Integer.toString(each.year()))),
            Map.of("x", "x", "y", "y", "label", "l"),
            Map.of("color", "#444444", "size", width < 500 ? 5.5 : 6, "vjust", "top"));
      }
    }
  }

  private static boolean concerns(StudyPlan.SeriesBreak each, String outcome) {
    return each.outcomes().contains("all") || each.outcomes().contains(outcome);
  }

  private List<Integer> cohorts(Headline headline) {
    return release
        .table("cohort_series")
        .rows(
            r ->
                r.text("outcome").equals(headline.outcome())
                    && r.text("treatment").equals(headline.treatment())
                    && !r.isEmpty("cohort"))
        .stream()
        .map(r -> r.whole("cohort"))
        .distinct()
        .sorted()
        .toList();
  }

  private String note(Headline headline) {
    StringBuilder note = new StringBuilder(words.get("chart.event.note"));
    for (StudyPlan.SeriesBreak each : plan.breaks()) {
      if (concerns(each, headline.outcome())) {
        note.append(' ')
            .append(
                words.get(
                    "chart.event.break",
                    each.year(),
                    words.known("break", Integer.toString(each.year()))));
      }
    }
    return note.toString();
  }

  private TableView table(List<TableRow> rows, String unit) {
    TableMaker table =
        new TableMaker(
            words.get("chart.event.table", unit),
            words.list("head.event-time", "head.estimate", "head.interval", "head.mde"));
    for (TableRow row : rows) {
      boolean interval = !row.isEmpty("ci_low") && !row.isEmpty("ci_high");
      double width =
          interval ? (row.number("ci_high") - row.number("ci_low")) / 2 : row.number("estimate");
      int decimals = Numbers.decimalsFor(width);
      table
          .text(words.numbers().signed(row.number("event_time"), 0))
          .number(words.numbers().signed(row.number("estimate"), decimals))
          .number(
              interval
                  ? words.numbers().range(row.number("ci_low"), row.number("ci_high"), decimals)
                  : Numbers.NONE)
          .number(
              row.isEmpty("mde80")
                  ? Numbers.NONE
                  : words.numbers().fixed(row.number("mde80"), decimals));
    }
    return table.done();
  }
}
