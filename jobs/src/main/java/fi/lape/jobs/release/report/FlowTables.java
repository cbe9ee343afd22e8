package fi.lape.jobs.release.report;

import fi.lape.jobs.release.disclosure.DisclosureLog;
import fi.lape.jobs.release.table.Release;
import fi.lape.jobs.release.table.TableRow;

/** What came in, what was left out and why, what was found, and what was hidden. */
final class FlowTables {
  private final Words words;
  private final Release release;
  private final DisclosureLog log;

  FlowTables(Words words, Release release, DisclosureLog log) {
    this.words = words;
    this.release = release;
    this.log = log;
  }

  TableView flow() {
    TableMaker table =
        new TableMaker(
            words.get("flow.table"),
            words.list("head.stage", "head.table", "head.step", "head.reason", "head.rows"));
    for (TableRow row : release.table("data_flow").rows(r -> !r.text("step").equals("finding"))) {
      table
          .text(words.code("stages", row.text("stage")))
          .text(row.text("table_name"), row.textIfAny("detail").map(words::detail).orElse(""))
          .text(words.code("data_flow_steps", row.text("step")))
          .text(words.code("reason_codes", row.text("reason_code")))
          .number(words.numbers().whole(row.number("rows")));
    }
    return table.done();
  }

  TableView findings() {
    TableMaker table =
        new TableMaker(
            words.get("findings.table"),
            words.list("head.finding", "head.area", "head.detail", "head.rows"));
    for (TableRow row : release.table("data_flow").rows(r -> r.text("step").equals("finding"))) {
      table
          .text(words.code("reason_codes", row.text("reason_code")))
          .text(row.textIfAny("area_code").map(words::area).orElse(words.get("all-areas")))
          .text(row.textIfAny("detail").map(words::detail).orElse(""))
          .number(words.numbers().whole(row.number("rows")));
    }
    return table.done();
  }

  TableView disclosure() {
    TableMaker table =
        new TableMaker(
            words.get("disclosure.table"),
            words.list(
                "head.table",
                "head.status",
                "head.rows",
                "head.hidden-source",
                "head.hidden-primary",
                "head.hidden-secondary"));
    for (DisclosureLog.Entry entry : log.entries()) {
      table
          .text(
              release.table(entry.table()).contract().labels().in(words.language().code()),
              entry.table())
          .text(words.get("disclosure." + entry.status()))
          .number(words.numbers().whole((double) entry.rows()))
          .number(words.numbers().whole((double) entry.hiddenBySource()))
          .number(words.numbers().whole((double) entry.primary()))
          .number(words.numbers().whole((double) entry.secondary()));
    }
    return table.done(words.get("disclosure.note", log.minCount(), log.minCount() - 1));
  }

  TableView diagnostics() {
    TableMaker table =
        new TableMaker(
            words.get("diagnostics.table"),
            words.list(
                "head.analysis",
                "head.check",
                "head.subject",
                "head.value",
                "head.limit",
                "head.status"));
    for (TableRow row : release.table("diagnostic").rows()) {
      boolean reported = row.text("status").equals("NOT_EVALUATED") && !row.isEmpty("value");
      table
          .text(row.text("analysis"))
          .text(words.known("diagnostic", row.text("diagnostic")), "")
          .text(subject(row.text("subject")))
          .number(row.isEmpty("value") ? Numbers.NONE : value(row.number("value")))
          .number(row.isEmpty("threshold") ? Numbers.NONE : value(row.number("threshold")))
          .status(
              reported
                  ? words.get("status.reported")
                  : words.code("diagnostic_status", row.text("status")),
              row.text("status").equals("FAIL") ? "warning" : "none",
              "");
    }
    return table.done(words.get("diagnostics.note"));
  }

  private String value(double value) {
    return words
        .numbers()
        .fixed(value, value == Math.rint(value) ? 0 : Numbers.decimalsFor(value) + 1);
  }

  /** An outcome, and after a colon the area, year or cohort it is about. */
  private String subject(String subject) {
    int colon = subject.indexOf(':');
    return colon < 0
        ? words.outcome(subject)
        : words.outcome(subject.substring(0, colon))
            + ", "
            + words.code("register_populations", words.area(subject.substring(colon + 1)));
  }
}
