package fi.lape.jobs.release.report;

import fi.lape.jobs.plan.StudyPlan;
import fi.lape.jobs.release.table.Release;
import fi.lape.jobs.release.table.TableRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Each area's change after the last clean year against the grant it was given per child. */
final class DoseChart {
  private static final String GRANT = "grant-eur-per-child";

  private record Point(String area, double dose, double change) {}

  private final Words words;
  private final StudyPlan plan;
  private final Release release;

  DoseChart(Words words, StudyPlan plan, Release release) {
    this.words = words;
    this.plan = plan;
    this.release = release;
  }

  /** A chart for every outcome analysed on the state grant. */
  List<ChartView> all() {
    List<ChartView> charts = new ArrayList<>();
    for (StudyPlan.Analysis analysis : plan.analyses()) {
      if (plan.treatment(analysis.treatment()).measure().filter(GRANT::equals).isPresent()) {
        for (String outcome : analysis.outcome()) {
          chart(outcome).ifPresent(charts::add);
        }
      }
    }
    return charts;
  }

  private Optional<ChartView> chart(String outcome) {
    List<Point> points = points(outcome);
    if (points.size() < 3) {
      return Optional.empty();
    }
    String unit = words.changeAxisUnit(plan.outcome(outcome).effectUnit());
    String id = "dose-" + outcome;
    int clean = plan.pre().lastCleanYear();
    return Optional.of(
        new ChartView(
            id,
            words.get("chart.dose.title", words.outcome(outcome)),
            draw(points, unit, id + "-w", 720, 400),
            draw(points, unit, id + "-n", 380, 380),
            words.get("chart.dose.alt", points.size(), words.outcome(outcome)),
            table(points, unit),
            words.get("chart.dose.note", clean + 1, plan.period().to(), clean)));
  }

  private List<Point> points(String outcome) {
    Map<String, Double> before = new HashMap<>();
    Map<String, List<Double>> after = new HashMap<>();
    for (TableRow row :
        release
            .table("project_year")
            .rows(r -> r.text("outcome").equals(outcome) && !r.isEmpty("value"))) {
      int year = row.whole("year");
      if (year == plan.pre().lastCleanYear()) {
        before.put(row.text("area_code"), row.number("value"));
      } else if (year > plan.pre().lastCleanYear() && year <= plan.period().to()) {
        after
            .computeIfAbsent(row.text("area_code"), a -> new ArrayList<>())
            .add(row.number("value"));
      }
    }
    List<Point> points = new ArrayList<>();
    for (TableRow area : release.table("area_profile").rows()) {
      String code = area.text("area_code");
      OptionalDouble mean =
          after.getOrDefault(code, List.of()).stream().mapToDouble(d -> d).average();
      if (before.containsKey(code) && mean.isPresent() && !area.isEmpty("grant_eur_per_child")) {
        points.add(
            new Point(
                code, area.number("grant_eur_per_child"), mean.getAsDouble() - before.get(code)));
      }
    }
    return points;
  }

  private String draw(List<Point> points, String unit, String prefix, int width, int height) {
    List<Double> x = points.stream().map(Point::dose).toList();
    List<Double> y = points.stream().map(Point::change).toList();
    double left = x.stream().mapToDouble(d -> d).min().orElse(0);
    double right = x.stream().mapToDouble(d -> d).max().orElse(1);
    double low = Math.min(0, y.stream().mapToDouble(d -> d).min().orElse(0));
    double high = Math.max(0, y.stream().mapToDouble(d -> d).max().orElse(1));
    Axis across = Axis.of(left, right, width > 500 ? 6 : 4);
    Axis up = Axis.of(low, high, 6);
    double boxWidth = across.breaks().get(across.breaks().size() - 1) - across.breaks().get(0);
    double boxHeight = up.breaks().get(up.breaks().size() - 1) - up.breaks().get(0);
    List<LabelPlacement.Place> places =
        LabelPlacement.of(x, y, boxWidth * 34 / (width - 90), boxHeight * 15 / (height - 60));
    Plot plot = new Plot().horizontal(0, Plot.GREY, "solid");
    plot.layer(
        "point",
        Map.of("x", x, "y", y),
        Map.of("x", "x", "y", "y"),
        Map.of("color", Plot.BLUE, "size", 3));
    plot.layer(
        "text",
        Map.of(
            "x",
            places.stream().map(LabelPlacement.Place::x).toList(),
            "y",
            places.stream().map(LabelPlacement.Place::y).toList(),
            "l",
            points.stream().map(Point::area).toList()),
        Map.of("x", "x", "y", "y", "label", "l"),
        Map.of("color", "#222222", "size", 5.5));
    return plot.tips(
            points.stream()
                .map(
                    p ->
                        words.area(p.area())
                            + ": "
                            + words.numbers().fixed(p.dose(), 2)
                            + " · "
                            + words.numbers().signed(p.change(), 2))
                .toList())
        .axis("x", words.get("chart.dose.x"), across.breaks(), across.labels(words.numbers()))
        .axis("y", unit, up.breaks(), up.labels(words.numbers()))
        .svg(prefix, width, height);
  }

  private TableView table(List<Point> points, String unit) {
    TableMaker table =
        new TableMaker(
            words.get("chart.dose.table"),
            List.of(
                words.get("head.area"),
                words.get("head.grant-per-child", plan.pre().lastCleanYear()),
                words.get("head.change-in", unit)));
    points.stream()
        .sorted(
            (a, b) ->
                words.language().collator().compare(words.area(a.area()), words.area(b.area())))
        .forEach(
            p ->
                table
                    .text(words.area(p.area()), p.area())
                    .number(words.numbers().fixed(p.dose(), 2))
                    .number(words.numbers().signed(p.change(), 2)));
    return table.done();
  }
}
