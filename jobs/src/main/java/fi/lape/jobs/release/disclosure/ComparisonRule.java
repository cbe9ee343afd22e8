package fi.lape.jobs.release.disclosure;

import fi.lape.jobs.release.table.ReleaseTable;
import fi.lape.jobs.release.table.TableRow;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The two sources side by side show no number that is withheld where it comes from. */
final class ComparisonRule {
  private static final String WITHHELD = "WITHHELD";

  private final Set<String> withheld = new HashSet<>();

  /**
   * @param estimates as they are released, those withheld without their numbers
   */
  ComparisonRule(ReleaseTable estimates) {
    for (TableRow row : estimates.rows(r -> r.text("estimate_status").equals(WITHHELD))) {
      withheld.add(
          key(row.text("analysis"), row.text("outcome"), row)
              + (isSubgroup(row) ? row.text("population") : ""));
    }
  }

  private static boolean isSubgroup(TableRow row) {
    String population = row.text("population");
    return population.startsWith("register-") && !population.equals("register-all");
  }

  private static String key(String analysis, String outcome, TableRow row) {
    return String.join("/", analysis, outcome, row.text("method"), row.text("estimand")) + "/";
  }

  TableRow apply(TableRow row) {
    TableRow shown = row;
    if (withheld.contains(key(row.text("analysis"), row.text("outcome"), row))) {
      shown = hidden(shown, "register");
    }
    String indicator = key(row.text("indicator_analysis"), row.text("indicator_outcome"), row);
    return withheld.contains(indicator) ? hidden(shown, "indicator") : shown;
  }

  private static TableRow hidden(TableRow row, String source) {
    return row.without(source + "_estimate", source + "_ci_low", source + "_ci_high", "difference")
        .with(source + "_status", Optional.of(WITHHELD))
        .with("note", Optional.of("no-" + source + "-estimate"));
  }
}
