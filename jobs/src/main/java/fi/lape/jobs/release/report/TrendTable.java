package fi.lape.jobs.release.report;

import fi.lape.jobs.release.table.TableRow;
import java.util.List;
import java.util.Optional;

/** What the years before adoption say, and how far trends may differ before a finding falls. */
final class TrendTable {
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
              number(headline, "pretrend-power"),
              find(headline, "pretrend-power").isPresent() ? unit : "")
          .number(number(headline, "honest-did"));
    }
    return table.done(words.get("trends.note"));
  }

  private String number(Headline headline, String diagnostic) {
    return find(headline, diagnostic)
        .filter(r -> !r.isEmpty("value"))
        .map(r -> words.numbers().fixed(r.number("value"), Numbers.decimalsFor(r.number("value"))))
        .orElse(Numbers.NONE);
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
