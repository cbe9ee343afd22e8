package fi.lape.jobs.release.report;

import fi.lape.jobs.release.table.TableRow;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which months of which area no usable report covers. */
final class MissingReports {
  private static final Pattern PERIOD =
      Pattern.compile("(\\d{4}-\\d{2}-\\d{2}) to (\\d{4}-\\d{2}-\\d{2})");
  private static final int MONTHS = 12;

  /** A stretch without a report, in months since the first one of the chart. */
  private record Gap(String area, LocalDate from, LocalDate to) {}

  private final Material material;
  private final Words words;
  private final LocalDate start;

  MissingReports(Material material) {
    this.material = material;
    this.words = material.words();
    this.start = LocalDate.of(material.plan().pre().partialYear(), 1, 1);
  }

  /** The chart; nothing where no report with a known period is missing. */
  Optional<ChartView> chart() {
    List<Gap> gaps = gaps();
    if (gaps.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        ChartView.of(
            "reports",
            words.get("chart.reports.title"),
            (prefix, width, height) -> draw(gaps, prefix, width, height),
            420,
            420,
            words.get("chart.reports.alt", areas().size(), gaps.size()),
            table(gaps),
            words.get("chart.reports.note")));
  }

  private List<Gap> gaps() {
    List<Gap> gaps = new ArrayList<>();
    for (TableRow row :
        material
            .release()
            .table("data_flow")
            .rows(
                r ->
                    r.text("reason_code").equals("REPORT_PERIOD_MISSING")
                        && !r.isEmpty("area_code")
                        && !r.isEmpty("detail"))) {
      Matcher period = PERIOD.matcher(row.text("detail"));
      if (period.find()) {
        gaps.add(
            new Gap(
                row.text("area_code"),
                LocalDate.parse(period.group(1)),
                LocalDate.parse(period.group(2))));
      }
    }
    return gaps;
  }

  /** Codes of areas, the last in the order of names first: the chart counts from below. */
  private List<String> areas() {
    List<String> codes =
        new ArrayList<>(
            material.release().table("area_profile").rows().stream()
                .map(r -> r.text("area_code"))
                .toList());
    codes.sort((a, b) -> words.language().collator().compare(words.area(b), words.area(a)));
    return codes;
  }

  private double month(LocalDate day) {
    return MONTHS * (day.getYear() - start.getYear()) + day.getMonthValue() - 1;
  }

  private String draw(List<Gap> gaps, String prefix, int width, int height) {
    List<String> areas = areas();
    double last =
        Math.max(
            2 * MONTHS,
            MONTHS
                * Math.ceil(
                    gaps.stream().mapToDouble(g -> month(g.to()) + 1).max().orElse(0) / MONTHS));
    List<Double> place = new ArrayList<>();
    List<Double> below = new ArrayList<>();
    List<Double> above = new ArrayList<>();
    for (int i = 0; i < areas.size(); i++) {
      place.add((double) i);
      below.add(i - 0.38);
      above.add(i + 0.38);
    }
    Plot plot =
        new Plot()
            .layer(
                "rect",
                Map.of(
                    "a",
                    place.stream().map(p -> 0.0).toList(),
                    "b",
                    place.stream().map(p -> last).toList(),
                    "c",
                    below,
                    "d",
                    above),
                Map.of("xmin", "a", "xmax", "b", "ymin", "c", "ymax", "d"),
                Map.of("fill", "#DCEBF7", "size", 0))
            .layer(
                "rect",
                Map.of(
                    "a", gaps.stream().map(g -> month(g.from())).toList(),
                    "b", gaps.stream().map(g -> month(g.to()) + 1).toList(),
                    "c", gaps.stream().map(g -> areas.indexOf(g.area()) - 0.38).toList(),
                    "d", gaps.stream().map(g -> areas.indexOf(g.area()) + 0.38).toList()),
                Map.of("xmin", "a", "xmax", "b", "ymin", "c", "ymax", "d"),
                Map.of("fill", Plot.VERMILION, "color", "#000000", "size", 0.8));
    List<Double> halfYears = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    for (double at = 0; at <= last; at += MONTHS / 2.0) {
      halfYears.add(at);
      LocalDate day = start.plusMonths(Math.round(at));
      labels.add(day.getMonthValue() + "/" + day.getYear() % 100);
    }
    return plot.axis("x", words.get("chart.reports.x"), halfYears, labels)
        .axis(
            "y",
            "",
            place,
            areas.stream().map(a -> width > 500 ? words.area(a).split(" \\(", 2)[0] : a).toList())
        .svg(prefix, width, height);
  }

  private TableView table(List<Gap> gaps) {
    TableMaker table =
        new TableMaker(
            words.get("chart.reports.title"),
            words.list("head.area", "head.from-month", "head.to-month", "head.months"));
    for (Gap gap : gaps) {
      table
          .text(words.area(gap.area()), gap.area())
          .text(words.get("month", gap.from().getMonthValue(), gap.from().getYear()))
          .text(words.get("month", gap.to().getMonthValue(), gap.to().getYear()))
          .number(words.numbers().whole(month(gap.to()) - month(gap.from()) + 1));
    }
    return table.done();
  }
}
