package fi.lape.jobs.release.disclosure;

import fi.lape.jobs.release.table.ReleaseTable;
import fi.lape.jobs.release.table.TableRow;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What earlier releases in the same folder show: hiding it now would protect nothing. */
public final class EarlierNumbers {
  private static final Map<String, String> VALUES =
      Map.of("municipality_year", "value", "project_year", "value", "cohort_series", "mean");

  private final Map<String, Set<Double>> shown = new HashMap<>();

  /**
   * Reads the numbers that are shown.
   *
   * @param releases tables of each release by name
   */
  public EarlierNumbers(List<Map<String, ReleaseTable>> releases) {
    for (Map<String, ReleaseTable> release : releases) {
      VALUES.forEach(
          (name, column) -> {
            for (TableRow row : release.get(name).rows(r -> !r.isEmpty(column))) {
              shown.computeIfAbsent(key(name, row), k -> new HashSet<>()).add(row.number(column));
            }
          });
    }
  }

  /** Whether the number of a row, as it would be shown, was shown before. */
  boolean show(String table, TableRow row) {
    String column = VALUES.get(table);
    return !row.isEmpty(column)
        && shown.getOrDefault(key(table, row), Set.of()).contains(row.number(column));
  }

  boolean isEmpty() {
    return shown.isEmpty();
  }

  private static String key(String table, TableRow row) {
    String unit =
        switch (table) {
          case "municipality_year" -> row.text("municipality_code");
          case "project_year" -> row.text("area_code");
          default -> row.text("treatment") + row.wholeIfAny("cohort");
        };
    return table + "/" + unit + "/" + row.text("outcome") + "/" + row.whole("year");
  }
}
