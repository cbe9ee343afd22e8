package fi.lape.jobs.release.report;

import fi.lape.jobs.plan.StudyPlan.Analysis;
import fi.lape.jobs.release.table.TableRow;
import java.util.List;
import java.util.Optional;

/** What each analysis could be expected to show before it was made. */
final class PowerTable {
  private static final String MDE = "mde80";

  private final Material material;
  private final Words words;

  PowerTable(Material material) {
    this.material = material;
    this.words = material.words();
  }

  TableView table() {
    TableMaker table =
        new TableMaker(
            words.get("power.table"),
            words.list(
                "head.analysis",
                "head.treated-areas",
                "head.effective-areas",
                "head.mde-before",
                "head.mde-after",
                "head.leverage"));
    for (Analysis analysis : material.plan().analyses()) {
      for (String outcome : analysis.outcome()) {
        List<TableRow> rows = rows(analysis.id(), outcome);
        if (!rows.isEmpty()) {
          add(table, analysis, outcome, rows);
        }
      }
    }
    return table.done(words.get("power.note"));
  }

  private List<TableRow> rows(String analysis, String outcome) {
    return material
        .release()
        .table("power")
        .rows(r -> r.text("analysis").equals(analysis) && r.text("outcome").equals(outcome));
  }

  private void add(TableMaker table, Analysis analysis, String outcome, List<TableRow> rows) {
    DoseStep dose = DoseStep.of(material.plan().treatment(analysis.treatment()));
    double step = dose.size();
    Optional<Headline> headline =
        material.all().stream()
            .filter(h -> h.analysis().equals(analysis.id()) && h.outcome().equals(outcome))
            .findFirst();
    String unit = words.changeUnit(material.plan().outcome(outcome).effectUnit());
    String of = dose.inWords(words);
    Optional<TableRow> leverage = find(rows, "largest-leverage");
    table
        .text(words.outcome(outcome), words.treatment(analysis.treatment()) + " · " + analysis.id())
        .number(words.get("n-of-m", value(rows, "treated-areas", 1, 0), value(rows, "areas", 1, 0)))
        .number(value(rows, "effective-areas", 1, 1))
        .number(mde(find(rows, MDE).filter(r -> !r.isEmpty("value")), step, unit), of)
        .number(
            headline
                .filter(h -> !h.row().isEmpty(MDE))
                .map(h -> size(h.row().number(MDE) * step) + Numbers.NO_BREAK + unit)
                .orElse(Numbers.NONE),
            headline.filter(h -> !h.row().isEmpty(MDE)).map(h -> of).orElse(""))
        .number(
            leverage.map(r -> words.numbers().fixed(r.number("value"), 2)).orElse(Numbers.NONE),
            leverage.map(r -> words.area(r.text("subject").replace("area ", ""))).orElse(""));
  }

  private String mde(Optional<TableRow> row, double step, String unit) {
    return row.map(r -> size(r.number("value") * step) + Numbers.NO_BREAK + unit)
        .orElse(Numbers.NONE);
  }

  private String size(double value) {
    return words.numbers().fixed(value, Numbers.decimalsFor(value));
  }

  private static Optional<TableRow> find(List<TableRow> rows, String quantity) {
    return rows.stream().filter(r -> r.text("quantity").equals(quantity)).findFirst();
  }

  private String value(List<TableRow> rows, String quantity, double factor, int decimals) {
    return find(rows, quantity)
        .filter(r -> !r.isEmpty("value"))
        .map(r -> words.numbers().fixed(r.number("value") * factor, decimals))
        .orElse(Numbers.NONE);
  }
}
