package fi.lape.jobs.release.disclosure;

import fi.lape.jobs.release.table.ReleaseTable;
import fi.lape.jobs.release.table.TableRow;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An estimate must rest on several municipalities and areas, or it is one municipality's number
 * under another name.
 */
final class EstimateRule {
  static final int LEAST_MUNICIPALITIES = 3;
  static final int LEAST_AREAS = 2;

  static final String REASON = "DISCLOSURE_TOO_FEW_UNITS";

  private final Map<String, Integer> cohortSizes = new HashMap<>();

  EstimateRule(ReleaseTable cohortSeries) {
    for (TableRow row : cohortSeries.rows()) {
      row.wholeIfAny("cohort")
          .ifPresent(
              cohort ->
                  cohortSizes.merge(key(row, cohort), row.whole("municipalities"), Math::min));
    }
  }

  private static String key(TableRow row, int cohort) {
    return row.text("outcome") + "/" + row.text("treatment") + "/" + cohort;
  }

  TableRow apply(TableRow row) {
    if (isBroad(row)) {
      return row.with("disclosure_status", Optional.of("PASS"));
    }
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
        .with("not_estimable_reason", Optional.of(REASON))
        .with("disclosure_status", Optional.of("FAIL"));
  }

  private boolean isBroad(TableRow row) {
    if (row.isEmpty("estimate")) {
      return true; // nothing is shown
    }
    boolean cohortIsBroad =
        row.wholeIfAny("cohort")
            .map(c -> cohortSizes.getOrDefault(key(row, c), 0) >= LEAST_MUNICIPALITIES)
            .orElse(true);
    boolean areasAreBroad = !row.isEmpty("area") || row.whole("clusters") >= LEAST_AREAS;
    return cohortIsBroad && areasAreBroad && row.number("units") >= LEAST_MUNICIPALITIES;
  }

  static long withheld(ReleaseTable estimates) {
    return estimates
        .rows(r -> r.textIfAny("not_estimable_reason").equals(Optional.of(REASON)))
        .size();
  }
}
