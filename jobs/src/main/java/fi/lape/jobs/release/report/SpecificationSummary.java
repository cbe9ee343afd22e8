package fi.lape.jobs.release.report;

import fi.lape.jobs.plan.StudyPlan;
import fi.lape.jobs.release.table.Release;
import fi.lape.jobs.release.table.TableRow;
import java.util.List;
import java.util.function.Predicate;

/** One line a headline: what all its runs say together. */
final class SpecificationSummary {
  private final Words words;
  private final SpecificationRuns runs;
  private final HeadlineNumbers numbers;

  SpecificationSummary(Words words, StudyPlan plan, Release release) {
    this.words = words;
    this.runs = new SpecificationRuns(release);
    this.numbers = new HeadlineNumbers(words, plan);
  }

  TableView of(List<Headline> headlines) {
    TableMaker table =
        new TableMaker(
            words.get("specification.table"),
            words.list(
                "head.outcome",
                "head.planned",
                "head.median",
                "head.least-most",
                "head.other-sign",
                "head.without-zero",
                "head.placebos",
                "head.controls"));
    for (Headline headline : headlines) {
      List<TableRow> curve = runs.comparable(headline);
      table.text(words.outcome(headline.outcome()), words.treatment(headline.treatment()));
      if (headline.row().isEmpty("estimate") || curve.isEmpty()) {
        table.text(words.code("estimate_status", headline.row().text("estimate_status")));
        for (int i = 0; i < 6; i++) {
          table.number(Numbers.NONE);
        }
        continue;
      }
      double planned = headline.row().number("estimate");
      double step = numbers.step(headline);
      int decimals = numbers.decimals(headline);
      table
          .number(
              words.numbers().signed(planned * step, decimals),
              numbers.unit(headline) + numbers.forDose(headline))
          .number(words.numbers().signed(median(curve) * step, decimals))
          .number(
              words
                  .numbers()
                  .range(
                      curve.get(0).number("estimate") * step,
                      curve.get(curve.size() - 1).number("estimate") * step,
                      decimals))
          .number(share(curve, r -> Math.signum(r.number("estimate")) != Math.signum(planned)))
          .number(share(curve, SpecificationRuns::excludesZero))
          .number(share(runs.of(headline, "placebo-year"), SpecificationRuns::excludesZero))
          .number(share(runs.of(headline, "negative-control"), SpecificationRuns::excludesZero));
    }
    return table.done(words.get("specification.note"));
  }

  private static double median(List<TableRow> sorted) {
    int middle = sorted.size() / 2;
    double upper = sorted.get(middle).number("estimate");
    return sorted.size() % 2 == 1 ? upper : (sorted.get(middle - 1).number("estimate") + upper) / 2;
  }

  private String share(List<TableRow> rows, Predicate<TableRow> counted) {
    return rows.isEmpty()
        ? Numbers.NONE
        : words.get("n-of-m", rows.stream().filter(counted).count(), rows.size());
  }
}
