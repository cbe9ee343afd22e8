package fi.lape.jobs.release.report;

import fi.lape.jobs.plan.StudyPlan;
import fi.lape.jobs.release.table.Release;
import fi.lape.jobs.release.table.TableRow;
import java.util.List;

/** Headlines as a table: those of the first page, and all. */
final class HeadlineTable {
  private final Words words;
  private final Release release;
  private final Robustness robustness;
  private final HeadlineNumbers numbers;

  HeadlineTable(Words words, StudyPlan plan, Release release) {
    this.words = words;
    this.release = release;
    this.robustness = new Robustness(release);
    this.numbers = new HeadlineNumbers(words, plan);
  }

  TableView table(List<Headline> headlines, String caption) {
    TableMaker table =
        new TableMaker(
            words.get(caption),
            words.list(
                "head.outcome",
                "head.change",
                "head.interval",
                "head.mde",
                "head.verdict",
                "head.checks"));
    for (Headline headline : headlines) {
      table.text(words.outcome(headline.outcome()), words.treatment(headline.treatment()));
      addNumbers(table, headline);
      table.status(
          words.get("verdict." + headline.verdict().key()),
          headline.verdict().tone(),
          numbers.reason(headline));
      table.text(checks(headline), inference(headline));
    }
    return table.done(words.get("headline.note"));
  }

  private void addNumbers(TableMaker table, Headline headline) {
    TableRow row = headline.row();
    if (row.isEmpty("estimate")) {
      table.text(Numbers.NONE).text(Numbers.NONE).text(Numbers.NONE);
      return;
    }
    table.number(numbers.change(headline), numbers.changeInUnit(headline));
    table.number(
        numbers.interval(headline), headline.perYear().isPresent() ? numbers.inUnit(headline) : "");
    table.number(numbers.mde(headline), "");
  }

  /** How many of the analysis' checks passed, failed and were not made. */
  private String checks(Headline headline) {
    int[] counts = new int[3];
    for (TableRow check :
        release
            .table("diagnostic")
            .rows(
                r ->
                    r.text("analysis").equals(headline.analysis())
                        && r.text("subject").split(":", -1)[0].equals(headline.outcome())
                        && !(r.text("status").equals("NOT_EVALUATED") && !r.isEmpty("value")))) {
      switch (check.text("status")) {
        case "PASS" -> counts[0]++;
        case "FAIL" -> counts[1]++;
        default -> counts[2]++;
      }
    }
    String made = words.get("checks", counts[0], counts[1], counts[2]);
    List<String> areas = robustness.signTurnsWithout(headline);
    return areas.isEmpty()
        ? made
        : words.get("checks.sign-turns", String.join(", ", areas)) + "; " + made;
  }

  /** Whether the interval is valid, and the p-value corrected for its family where it has one. */
  private String inference(Headline headline) {
    TableRow row = headline.row();
    String status = words.code("inference_status", row.text("inference_status"));
    return row.isEmpty("p_value_family")
        ? status
        : status
            + " · "
            + words.get("p-holm", words.numbers().pValue(row.number("p_value_family")));
  }
}
