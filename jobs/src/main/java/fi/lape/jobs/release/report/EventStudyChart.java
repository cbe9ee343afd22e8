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
        .table("event_study")
        .rows(
            r ->
                r.text("analysis").equals(headline.analysis())
                    && r.text("outcome").equals(headline.outcome()));
  }

  private String draw(
      List<TableRow> rows,
      Headline headline,
      OptionalDouble mde,
      String unit,
      String prefix,
      int width,
      int height) {
    List<Double> time = numbers(rows, "event_time");
    List<TableRow> banded = rows.stream().filter(r -> !r.isEmpty("band_low")).toList();
    List<TableRow> sure = rows.stream().filter(r -> !r.isEmpty("ci_low")).toList();
    List<TableRow> trend = rows.stream().filter(r -> !r.isEmpty("detectable_trend")).toList();
    double least = -mde.orElse(0);
    double most = mde.orElse(0);
    for (TableRow row : rows) {
      double estimate = row.number("estimate");
      least = Math.min(least, row.numberIfAny("band_low").orElse(estimate));
      most = Math.max(most, row.numberIfAny("band_high").orElse(estimate));
    }
    Plot plot = new Plot();
    Axis axis = Axis.of(least, most, height < 330 ? 4 : 6);
    breaks(plot, headline, time, axis, width);
    plot.layer(
        "ribbon",
        Map.of(
            "t", numbers(banded, "event_time"),
            "lo", numbers(banded, "band_low"),
            "hi", numbers(banded, "band_high")),
        Map.of("x", "t", "ymin", "lo", "ymax", "hi"),
        Map.of("fill", Plot.BLUE, "alpha", 0.14, "size", 0));
    plot.horizontal(0, Plot.GREY, "solid");
    if (mde.isPresent()) {
      plot.horizontal(mde.getAsDouble(), Plot.VERMILION, "dashed");
      plot.horizontal(-mde.getAsDouble(), Plot.VERMILION, "dashed");
    }
    for (int sign : new int[] {-1, 1}) {
      trend(plot, trend, sign, axis);
    }
    Map<String, Object> whiskers =
        Map.of(
            "t", numbers(sure, "event_time"),
            "lo", numbers(sure, "ci_low"),
            "hi", numbers(sure, "ci_high"));
    plot.layer(
        "errorbar",
        whiskers,
        Map.of("x", "t", "ymin", "lo", "ymax", "hi"),
        Map.of("width", 0.18, "color", Plot.BLUE, "size", 0.9));
    plot.layer(
        "point",
        Map.of("t", time, "y", numbers(rows, "estimate")),
        Map.of("x", "t", "y", "y"),
        Map.of("color", Plot.BLUE, "size", 3.2));
    List<Double> shown =
        time.stream().filter(t -> width > 500 || Math.round(t) % 2 == 0).toList(); // or they touch
    List<String> labels = shown.stream().map(t -> words.numbers().signed(t, 0)).toList();
    return plot.tips(table(rows, unit).lines())
        .axis("x", words.get("chart.event.x"), shown, labels)
        .axis("y", unit, axis.breaks(), axis.labels(words.numbers()))
        .svg(prefix, width, height);
  }

  /** The trend that would have been found, upwards or downwards, as far as the chart reaches. */
  private static void trend(Plot plot, List<TableRow> rows, int sign, Axis axis) {
    double bottom = axis.breaks().get(0);
    double top = axis.breaks().get(axis.breaks().size() - 1);
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    for (TableRow row : rows) {
      double at = sign * row.number("detectable_trend");
      if (at >= bottom && at <= top) {
        x.add(row.number("event_time"));
        y.add(at);
      }
    }
    plot.layer(
        "line",
        Map.of("x", x, "y", y),
        Map.of("x", "x", "y", "y"),
        Map.of("color", Plot.COLOURS.get(2), "linetype", "dotted", "size", 1));
  }

  private static List<Double> numbers(List<TableRow> rows, String column) {
    return rows.stream().map(r -> r.number(column)).toList();
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
            words.list(
                "head.event-time",
                "head.estimate",
                "head.interval",
                "head.band",
                "head.detectable-trend"));
    for (TableRow row : rows) {
      int decimals =
          Numbers.decimalsFor(
              row.isEmpty("ci_low") ? 1 : (row.number("ci_high") - row.number("ci_low")) / 2);
      table
          .text(words.numbers().signed(row.number("event_time"), 0))
          .number(
              row.isEmpty("ci_low")
                  ? words.get("reference")
                  : words.numbers().signed(row.number("estimate"), decimals))
          .number(range(row, "ci_low", "ci_high", decimals))
          .number(range(row, "band_low", "band_high", decimals))
          .number(
              row.isEmpty("detectable_trend") || row.isEmpty("ci_low")
                  ? Numbers.NONE
                  : "±"
                      + words.numbers().fixed(Math.abs(row.number("detectable_trend")), decimals));
    }
    return table.done();
  }

  private String range(TableRow row, String low, String high, int decimals) {
    return row.isEmpty(low) || row.isEmpty(high)
        ? Numbers.NONE
        : words.numbers().range(row.number(low), row.number(high), decimals);
  }
}
