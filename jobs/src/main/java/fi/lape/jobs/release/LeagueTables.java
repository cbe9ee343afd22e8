package fi.lape.jobs.release;

import fi.lape.jobs.release.table.Release;
import fi.lape.jobs.release.table.ReleaseTable;
import fi.lape.jobs.release.table.TableRow;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * No list of areas' own effects leaves without what keeps it from being read as a league table: the
 * variance between areas, the prediction interval and the probabilities of ranks. Numbers of areas
 * that lack any of it are withheld.
 */
final class LeagueTables {
  static final String REASON = "NOT_POOLED";

  private static final double ROUNDING = 1e-6;

  private LeagueTables() {}

  /** The release with areas' numbers only where all that belongs to them is there. */
  static Release guarded(Release release) {
    Set<String> pooled = pooled(release);
    ReleaseTable estimates =
        release
            .table("effect_estimate")
            .map(
                row ->
                    row.isEmpty("area") || row.isEmpty("estimate") || pooled.contains(key(row))
                        ? row
                        : withheld(row));
    return release
        .with(estimates)
        .with(release.table("area_effect").without(row -> !pooled.contains(key(row))))
        .with(release.table("area_rank").without(row -> !pooled.contains(key(row))));
  }

  /** Keys of areas with everything that belongs to their number. */
  private static Set<String> pooled(Release release) {
    Set<String> pooled = new HashSet<>();
    for (TableRow row : release.table("area_effect").rows()) {
      boolean whole =
          List.of(
                  "shrunken_estimate",
                  "tau2",
                  "tau2_high",
                  "prediction_low",
                  "prediction_high",
                  "rank_low",
                  "rank_high",
                  "probability_best_three")
              .stream()
              .noneMatch(row::isEmpty);
      double ranks =
          release
              .table("area_rank")
              .rows(r -> key(r).equals(key(row)) && !r.isEmpty("probability"))
              .stream()
              .mapToDouble(r -> r.number("probability"))
              .sum();
      if (whole && Math.abs(ranks - 1) <= ROUNDING) {
        pooled.add(key(row));
      }
    }
    return pooled;
  }

  private static String key(TableRow row, String area) {
    return String.join(
        "/",
        row.text("analysis"),
        row.text("outcome"),
        row.text("method"),
        row.text("estimand"),
        row.text(area));
  }

  private static String key(TableRow row) {
    return key(row, row.has("area_code") ? "area_code" : "area");
  }

  private static TableRow withheld(TableRow row) {
    return row.without(
            "estimate",
            "std_error",
            "ci_low",
            "ci_high",
            "p_value",
            "p_value_family",
            "mde80",
            "baseline_mean",
            "effect_percent")
        .with("estimate_status", Optional.of("WITHHELD"))
        .with("not_estimable_reason", Optional.of(REASON));
  }
}
