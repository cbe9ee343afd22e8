package fi.lape.jobs.release.report;

import fi.lape.jobs.release.table.TableRow;
import java.util.Comparator;
import java.util.List;

/** The runs of a headline in words: what differs, the number, or why there is none. */
final class SpecificationTable {
  private static final List<String> ORDER =
      List.of(
          "main",
          "area",
          "anticipation",
          "controls",
          "weights",
          "division",
          "years",
          "method",
          "hidden-cells",
          "placebo-year",
          "negative-control");

  private final Words words;
  private final HeadlineNumbers numbers;

  SpecificationTable(Words words, HeadlineNumbers numbers) {
    this.words = words;
    this.numbers = numbers;
  }

  TableView of(List<TableRow> runs, Headline headline, String unit) {
    TableMaker table =
        new TableMaker(
            words.get("chart.specification.table", unit),
            words.list("head.specification", "head.estimate", "head.interval", "head.p-value"));
    List<TableRow> inOrder =
        runs.stream()
            .sorted(
                Comparator.comparingInt((TableRow r) -> ORDER.indexOf(r.text("dimension")))
                    .thenComparing(r -> r.text("specification")))
            .toList();
    for (TableRow run : inOrder) {
      boolean interval = !run.isEmpty("ci_low") && !run.isEmpty("ci_high");
      boolean sameUnit = run.text("outcome_unit").equals(headline.row().text("outcome_unit"));
      double step = numbers.step(headline);
      int decimals = numbers.decimals(headline) + 1;
      table.text(what(run), sameUnit ? "" : words.changeAxisUnit(run.text("outcome_unit")));
      if (run.isEmpty("estimate")) {
        table
            .text(
                words.code("estimate_status", run.text("estimate_status")),
                run.textIfAny("not_estimable_reason").map(numbers::reasonInWords).orElse(""))
            .number(Numbers.NONE)
            .number(Numbers.NONE);
      } else {
        table
            .number(words.numbers().signed(run.number("estimate") * step, decimals))
            .number(
                interval
                    ? words
                        .numbers()
                        .range(run.number("ci_low") * step, run.number("ci_high") * step, decimals)
                    : Numbers.NONE)
            .number(
                run.isEmpty("p_value")
                    ? Numbers.NONE
                    : words.numbers().pValue(run.number("p_value")));
      }
    }
    return table.done();
  }

  /** What differs, with the choice in words. */
  String what(TableRow run) {
    String dimension = run.text("dimension");
    String name = words.code("specification_dimension", dimension);
    return dimension.equals("main") ? name : name + ": " + choice(dimension, run.text("choice"));
  }

  private String choice(String dimension, String choice) {
    return switch (dimension) {
      case "area" -> words.area(choice);
      case "negative-control" -> words.outcome(choice);
      case "years" ->
          choice.endsWith("-on") ? words.get("choice.years-on", choice.substring(0, 4)) : choice;
      default -> words.known("choice." + dimension, choice);
    };
  }
}
