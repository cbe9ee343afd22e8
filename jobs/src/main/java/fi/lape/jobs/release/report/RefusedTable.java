package fi.lape.jobs.release.report;

import fi.lape.jobs.release.table.TableRow;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Questions the plan asked and these data do not answer, each with its reason. */
final class RefusedTable {
  private final Material material;
  private final Words words;

  RefusedTable(Material material) {
    this.material = material;
    this.words = material.words();
  }

  TableView table() {
    TableMaker table =
        new TableMaker(
            words.get("refused.table"),
            words.list("head.outcome", "head.method", "head.status", "head.reason"));
    HeadlineNumbers numbers = new HeadlineNumbers(words, material.plan());
    Set<List<String>> told = new LinkedHashSet<>();
    for (TableRow row :
        material
            .release()
            .table("effect_estimate")
            .rows(r -> r.isEmpty("estimate") && isQuestion(r))) {
      String reason = row.textIfAny("not_estimable_reason").map(numbers::reasonInWords).orElse("");
      if (told.add(
          List.of(
              row.text("analysis"),
              row.text("outcome"),
              row.text("method"),
              row.text("treatment"),
              reason))) {
        table
            .text(words.outcome(row.text("outcome")), words.treatment(row.text("treatment")))
            .text(words.known("method-name", row.text("method")), row.text("analysis"))
            .status(words.code("estimate_status", row.text("estimate_status")), "withheld", "")
            .text(reason);
      }
    }
    return table.done(words.get("refused.note"));
  }

  /** A row that would answer something, and no cell of an answer, such as one cohort in a year. */
  private static boolean isQuestion(TableRow row) {
    return row.isEmpty("cohort")
        && row.isEmpty("event_time")
        && row.isEmpty("period")
        && row.isEmpty("area")
        && !row.textIfAny("not_estimable_reason").orElse("").equals("REFERENCE_PERIOD");
  }
}
