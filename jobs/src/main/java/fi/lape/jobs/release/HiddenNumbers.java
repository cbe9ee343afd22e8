package fi.lape.jobs.release;

import fi.lape.jobs.release.table.Release;
import fi.lape.jobs.release.table.TableRow;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Numbers of the draft that the release does not show, for whoever checks that no file has them.
 */
final class HiddenNumbers {
  private static final Map<String, List<String>> COLUMNS =
      Map.of(
          "municipality_year", List.of("value"),
          "project_year", List.of("value", "value_low", "value_high"),
          "cohort_series", List.of("mean", "mean_low", "mean_high"));

  private HiddenNumbers() {}

  static Set<Double> of(Release draft, Release shown) {
    Set<Double> hidden = new HashSet<>();
    COLUMNS.forEach(
        (table, columns) -> {
          for (String column : columns) {
            Set<Double> released = new HashSet<>();
            for (TableRow row : shown.table(table).rows(r -> !r.isEmpty(column))) {
              released.add(row.number(column));
            }
            for (TableRow row : draft.table(table).rows(r -> !r.isEmpty(column))) {
              if (!released.contains(row.number(column))) {
                hidden.add(row.number(column));
              }
            }
          }
        });
    return hidden;
  }
}
