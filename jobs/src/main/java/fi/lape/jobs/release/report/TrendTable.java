package fi.lape.jobs.release.report;

import fi.lape.jobs.release.table.TableRow;
import java.util.List;
import java.util.Optional;

/** What the years before adoption say, and how far trends may differ before a finding falls. */
final class TrendTable {
  private static final double PER_CENT = 100;

  private final Material material;
  private final Words words;

  TrendTable(Material material) {
    this.material = material;
    this.words = material.words();
  }

  TableView table() {
    TableMaker table =
        new TableMaker(
            words.get("trends.table"),
            words.list("head.outcome", "head.pretrend-p", "head.slope", "head.breakdown"));
    for (Headline headline : material.all()) {
      Optional<TableRow> trend = find(headline, "pre-trend");
      if (trend.isEmpty()) {
        continue;
      }
      String unit = words.changeUnit(headline.row().text("outcome_unit"));
      table
          .text(words.outcome(headline.outcome()), words.treatment(headline.treatment()))
          .number(
              trend
                  .filter(r -> !r.isEmpty("value"))
                  .map(r -> words.numbers().pValue(r.number("value")))
                  .orElse(Numbers.NONE))
          .number(
              slope(headline).map(this::plain).orElse(Numbers.NONE),
              slope(headline).isPresent() ? unit : "")
          .number(breakdown(headline));
    }
    return table.done(words.get("trends.note"));
  }

  private String plain(double value) {
    return words.numbers().fixed(value, Numbers.decimalsFor(value));
  }

  /** A year after the reference the detectable trend is its slope. */
  private Optional<Double> slope(Headline headline) {
    return of("event_study", headline).stream()
        .filter(r -> r.whole("event_time") == 0 && !r.isEmpty("detectable_trend"))
        .findFirst()
        .map(r -> r.number("detectable_trend"));
  }

  /** The largest difference in trends tried at which the interval leaves zero out. */
  private String breakdown(Headline headline) {
    List<TableRow> tried = of("honest_did", headline);
    if (tried.isEmpty()) {
      return Numbers.NONE;
    }
    return tried.stream()
        .filter(r -> !r.isEmpty("ci_low"))
        .filter(r -> r.number("ci_low") > 0 || r.number("ci_high") < 0)
        .mapToDouble(r -> r.number("bound_percent") / PER_CENT)
        .max()
        .stream()
        .mapToObj(bound -> words.numbers().fixed(bound, 1))
        .findFirst()
        .orElseGet(() -> words.get("trends.holds-zero"));
  }

  private List<TableRow> of(String table, Headline headline) {
    return material
        .release()
        .table(table)
        .rows(
            r ->
                r.text("analysis").equals(headline.analysis())
                    && r.text("outcome").equals(headline.outcome()));
  }

  private Optional<TableRow> find(Headline headline, String diagnostic) {
    List<TableRow> rows =
        material
            .release()
            .table("diagnostic")
            .rows(
                r ->
                    r.text("analysis").equals(headline.analysis())
                        && r.text("diagnostic").equals(diagnostic)
                        && r.text("subject").equals(headline.outcome()));
    return rows.stream().findFirst();
  }
}
