package fi.lape.jobs.release.report;

import fi.lape.jobs.gold.Estimands;
import fi.lape.jobs.plan.RegisterAnalysis;
import fi.lape.jobs.plan.RegisterOutcome;
import fi.lape.jobs.release.table.TableRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the child register answers, and the same beside the indicators. */
final class RegisterTables {
  private final Material material;
  private final Words words;

  RegisterTables(Material material) {
    this.material = material;
    this.words = material.words();
  }

  /** A section with the register's answers under a heading of their own. */
  SectionMaker addTo(SectionMaker section) {
    return section
        .heading("register.title")
        .text("register.lead", material.plan().release().minCount())
        .table(comparison(), "", "none.comparison")
        .table(estimates(), "", "none.register");
  }

  private TableView comparison() {
    TableMaker table =
        new TableMaker(
            words.get("comparison.table"),
            words.list(
                "head.outcome",
                "head.method",
                "head.from-register",
                "head.from-indicators",
                "head.difference",
                "head.note"));
    for (TableRow row : material.release().table("source_comparison").rows()) {
      String unit = words.changeUnit(row.text("outcome_unit"));
      int decimals = decimals(row, "register_ci_low", "register_ci_high", "register_estimate");
      table
          .text(words.outcome(row.text("outcome")), words.outcome(row.text("indicator_outcome")))
          .text(words.known("method-name", row.text("method")))
          .number(number(row, "register_estimate", decimals), interval(row, "register_", decimals))
          .number(
              number(row, "indicator_estimate", decimals), interval(row, "indicator_", decimals))
          .number(number(row, "difference", decimals), row.isEmpty("difference") ? "" : unit)
          .text(words.code("comparison_notes", row.text("note")));
    }
    return table.done(words.get("comparison.note"));
  }

  private TableView estimates() {
    TableMaker table =
        new TableMaker(
            words.get("register.table"),
            words.list(
                "head.outcome",
                "head.population",
                "head.method",
                "head.estimate",
                "head.interval",
                "head.p-value"));
    for (TableRow row : rows()) {
      String unit = words.changeUnit(row.text("outcome_unit"));
      int decimals = decimals(row, "ci_low", "ci_high", "estimate");
      table
          .text(words.outcome(row.text("outcome")), words.treatment(row.text("treatment")))
          .text(words.code("register_populations", row.text("population")))
          .text(words.known("method-name", row.text("method")));
      if (row.isEmpty("estimate")) {
        table
            .text(
                words.code("estimate_status", row.text("estimate_status")),
                row.textIfAny("not_estimable_reason")
                    .map(new HeadlineNumbers(words, material.plan())::reasonInWords)
                    .orElse(""))
            .number(Numbers.NONE)
            .number(Numbers.NONE);
      } else {
        table
            .number(number(row, "estimate", decimals), unit)
            .number(
                interval(row, "", decimals),
                words.code("inference_status", row.text("inference_status")))
            .number(
                row.isEmpty("p_value")
                    ? Numbers.NONE
                    : words.numbers().pValue(row.number("p_value")),
                row.isEmpty("p_value_family")
                    ? ""
                    : words.get(
                        "register.family", words.numbers().pValue(row.number("p_value_family"))));
      }
    }
    return table.done(words.get("register.note"));
  }

  /** Overall numbers in the plan's order: of all children by every method, then of subgroups. */
  private List<TableRow> rows() {
    List<TableRow> rows = new ArrayList<>();
    for (RegisterAnalysis analysis : material.plan().registerAnalyses()) {
      for (RegisterOutcome outcome : analysis.outcomes()) {
        rows.addAll(
            material
                .release()
                .table("effect_estimate")
                .rows(
                    r ->
                        r.text("analysis").equals(analysis.id())
                            && r.text("outcome").equals(outcome.id())
                            && Estimands.isHeadline(r.text("method"), r.text("estimand"))
                            && (r.text("population").equals("register-all")
                                || r.text("method").equals(analysis.method()))));
      }
    }
    return rows;
  }

  private int decimals(TableRow row, String low, String high, String estimate) {
    if (!row.isEmpty(low) && !row.isEmpty(high)) {
      return Numbers.decimalsFor((row.number(high) - row.number(low)) / 2);
    }
    return row.isEmpty(estimate) ? 2 : Numbers.decimalsFor(row.number(estimate));
  }

  private String number(TableRow row, String column, int decimals) {
    return row.isEmpty(column)
        ? Numbers.NONE
        : words.numbers().signed(row.number(column), decimals);
  }

  private String interval(TableRow row, String source, int decimals) {
    Optional<String> range =
        row.isEmpty(source + "ci_low") || row.isEmpty(source + "ci_high")
            ? Optional.empty()
            : Optional.of(
                words
                    .numbers()
                    .range(
                        row.number(source + "ci_low"), row.number(source + "ci_high"), decimals));
    return range.orElse(Numbers.NONE);
  }
}
