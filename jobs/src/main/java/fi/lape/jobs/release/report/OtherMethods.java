package fi.lape.jobs.release.report;

import fi.lape.jobs.gold.Estimands;
import fi.lape.jobs.plan.StudyPlan.Analysis;
import fi.lape.jobs.release.table.TableRow;
import java.util.List;

/** The planned method and those that check it, one under the other. */
final class OtherMethods {
  private static final String IMPUTED = "-imputed";

  private final Material material;
  private final Words words;

  OtherMethods(Material material) {
    this.material = material;
    this.words = material.words();
  }

  TableView table() {
    TableMaker table =
        new TableMaker(
            words.get("second.table"),
            words.list(
                "head.outcome", "head.method", "head.estimate", "head.interval", "head.p-value"));
    for (Analysis analysis : material.plan().analyses()) {
      for (String outcome : analysis.outcome()) {
        List<TableRow> rows = rows(analysis, outcome);
        if (rows.size() > 1) {
          rows.forEach(row -> add(table, analysis, row));
        }
      }
    }
    return table.done(words.get("second.note"));
  }

  /** One number a method, the planned one first, then hidden counts drawn instead of halved. */
  private List<TableRow> rows(Analysis analysis, String outcome) {
    return material
        .release()
        .table("effect_estimate")
        .rows(
            r ->
                r.text("analysis").equals(analysis.id())
                    && r.text("outcome").equals(outcome)
                    && r.isEmpty("area")
                    && answers(r))
        .stream()
        .sorted(
            java.util.Comparator.comparing(
                (TableRow r) ->
                    r.text("method").equals(analysis.method())
                        ? r.text("estimand").endsWith(IMPUTED) ? 1 : 0
                        : 2))
        .toList();
  }

  private static boolean answers(TableRow row) {
    String headline = Estimands.headline(row.text("method"));
    String estimand = row.text("estimand");
    return !Estimands.describesOnly(row.text("method"))
        && (estimand.equals(headline) || estimand.equals(headline + IMPUTED));
  }

  private void add(TableMaker table, Analysis analysis, TableRow row) {
    boolean planned = row.text("method").equals(analysis.method());
    DoseStep dose = DoseStep.of(material.plan().treatment(analysis.treatment()));
    double step = dose.size();
    String name = words.known("method-name", row.text("method"));
    table
        .text(words.outcome(row.text("outcome")), words.treatment(row.text("treatment")))
        .text(
            row.text("estimand").endsWith(IMPUTED) ? words.get("second.imputed", name) : name,
            words.get(planned ? "second.planned" : "second.check"));
    if (row.isEmpty("estimate")) {
      table
          .text(
              words.code("estimate_status", row.text("estimate_status")),
              row.textIfAny("not_estimable_reason")
                  .map(new HeadlineNumbers(words, material.plan())::reasonInWords)
                  .orElse(""))
          .number(Numbers.NONE)
          .number(Numbers.NONE);
      return;
    }
    boolean interval = !row.isEmpty("ci_low") && !row.isEmpty("ci_high");
    int decimals =
        Numbers.decimalsFor(
            interval
                ? step * (row.number("ci_high") - row.number("ci_low")) / 2
                : step * row.number("estimate"));
    table
        .number(
            words.numbers().signed(row.number("estimate") * step, decimals),
            words.changeUnit(row.text("outcome_unit"))
                + (dose.isDose() ? ", " + dose.inWords(words) : ""))
        .number(
            interval
                ? words
                    .numbers()
                    .range(row.number("ci_low") * step, row.number("ci_high") * step, decimals)
                : Numbers.NONE,
            words.code("inference_status", row.text("inference_status")))
        .number(
            row.isEmpty("p_value") ? Numbers.NONE : words.numbers().pValue(row.number("p_value")));
  }
}
