package fi.lape.jobs.release.report;

import fi.lape.jobs.release.table.TableRow;
import java.util.List;
import java.util.Set;

/** Runs of some kinds, such as placebo years, of every headline together. */
final class ChoiceTable {
  private final Material material;
  private final Words words;
  private final HeadlineNumbers numbers;
  private final SpecificationTable specifications;

  ChoiceTable(Material material) {
    this.material = material;
    this.words = material.words();
    this.numbers = new HeadlineNumbers(words, material.plan());
    this.specifications = new SpecificationTable(words, numbers);
  }

  /**
   * The runs with a number or a reason.
   *
   * @param headlines whose runs are shown
   * @param withPlanned whether the planned run stands before them
   */
  TableView of(
      List<Headline> headlines,
      String caption,
      Set<String> dimensions,
      boolean withPlanned,
      String note) {
    TableMaker table =
        new TableMaker(
            words.get(caption),
            words.list(
                "head.outcome",
                "head.specification",
                "head.estimate",
                "head.interval",
                "head.p-value"));
    SpecificationRuns runs = new SpecificationRuns(material.release());
    for (Headline headline : headlines) {
      List<TableRow> wanted =
          runs.all(headline).stream()
              .filter(r -> dimensions.contains(r.text("dimension")))
              .toList();
      if (wanted.stream().allMatch(r -> r.isEmpty("estimate"))) {
        continue;
      }
      for (TableRow run : runs.all(headline)) {
        boolean planned = run.text("dimension").equals("main");
        if ((planned && withPlanned) || wanted.contains(run)) {
          add(table, headline, run);
        }
      }
    }
    return table.done(note.isEmpty() ? "" : words.get(note));
  }

  private void add(TableMaker table, Headline headline, TableRow run) {
    double step = numbers.step(headline);
    int decimals = numbers.decimals(headline);
    String unit = words.changeUnit(run.text("outcome_unit"));
    table.text(words.outcome(headline.outcome()), words.treatment(headline.treatment()));
    table.text(specifications.what(run));
    if (run.isEmpty("estimate")) {
      table
          .text(
              words.code("estimate_status", run.text("estimate_status")),
              run.textIfAny("not_estimable_reason").map(numbers::reasonInWords).orElse(""))
          .number(Numbers.NONE)
          .number(Numbers.NONE);
      return;
    }
    table
        .number(
            words.numbers().signed(run.number("estimate") * step, decimals),
            unit + numbers.forDose(headline))
        .number(
            run.isEmpty("ci_low") || run.isEmpty("ci_high")
                ? Numbers.NONE
                : words
                    .numbers()
                    .range(run.number("ci_low") * step, run.number("ci_high") * step, decimals))
        .number(
            run.isEmpty("p_value") ? Numbers.NONE : words.numbers().pValue(run.number("p_value")));
  }
}
