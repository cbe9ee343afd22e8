package fi.lape.jobs.release.disclosure;

import fi.lape.jobs.release.table.ReleaseTable;
import fi.lape.jobs.release.table.TableRow;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An estimate must rest on several municipalities and areas, or it is one municipality's number
 * under another name.
 */
final class EstimateRule {
  static final int LEAST_MUNICIPALITIES = 3;
  static final int LEAST_AREAS = 2;

  static final String REASON = "DISCLOSURE_TOO_FEW_UNITS";

  /** Of numbers that were withheld where they were computed, as they rest on few children. */
  private static final String SMALL_COUNT = "DISCLOSURE_SMALL_COUNT";

  /** How the populations of the child register begin. */
  private static final String REGISTER = "register-";

  private static final String MEAN = "-mean";

  private final Map<String, Integer> cohortSizes = new HashMap<>();

  // of outcomes without a series of their own, as those of the child register are
  private final Map<String, Integer> treatmentSizes = new HashMap<>();

  // area and outcome with a year whose true mean is known and hidden
  private final Set<String> hiddenSeries = new HashSet<>();

  // outcome and treatment with a cohort's mean that is hidden and would follow from the estimates
  private final Set<String> hiddenMeans = new HashSet<>();

  /** Reads the means by cohort and the areas as they are released. */
  EstimateRule(ReleaseTable cohortSeries, ReleaseTable areas) {
    for (TableRow row : areas.rows()) {
      if (!row.text("conf_status").equals("F") && row.text("obs_status").equals("PUBLISHED")) {
        hiddenSeries.add(row.text("area_code") + "/" + row.text("outcome"));
      }
    }
    for (TableRow row : cohortSeries.rows()) {
      if (row.isEmpty("mean")
          && !row.text("conf_status").equals("F")
          && row.whole("municipalities") >= LEAST_MUNICIPALITIES) {
        hiddenMeans.add(row.text("outcome") + "/" + row.text("treatment"));
      }
      row.wholeIfAny("cohort")
          .ifPresent(
              cohort -> {
                cohortSizes.merge(key(row, cohort), row.whole("municipalities"), Math::min);
                treatmentSizes.merge(treated(row, cohort), row.whole("municipalities"), Math::min);
              });
    }
  }

  private static String key(TableRow row, int cohort) {
    return row.text("outcome") + "/" + row.text("treatment") + "/" + cohort;
  }

  private static String treated(TableRow row, int cohort) {
    return row.text("treatment") + "/" + cohort;
  }

  TableRow apply(TableRow row) {
    if (isBroad(row)) {
      return row.with("disclosure_status", Optional.of("PASS"));
    }
    return withheld(row);
  }

  /** A row of a pool, its mean included, of which an area may not be shown. */
  TableRow applyPool(TableRow row, Set<String> narrow) {
    String pool = pool(row);
    boolean mine =
        narrow.contains(pool)
            || (pool.endsWith(MEAN)
                && narrow.contains(pool.substring(0, pool.length() - MEAN.length())));
    return mine && !row.isEmpty("estimate") ? withheld(row) : row;
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
        .with("not_estimable_reason", Optional.of(REASON))
        .with("disclosure_status", Optional.of("FAIL"));
  }

  private boolean isBroad(TableRow row) {
    if (row.isEmpty("estimate")) {
      return true; // nothing is shown
    }
    boolean cohortIsBroad =
        row.wholeIfAny("cohort").map(c -> sizeOf(row, c) >= LEAST_MUNICIPALITIES).orElse(true);
    // a series' lines, solved for one year, would give that year's hidden mean
    boolean seriesIsOpen =
        row.isEmpty("area")
            || !row.text("estimand").startsWith("descriptive")
            || !hiddenSeries.contains(row.text("area") + "/" + row.text("outcome"));
    boolean areasAreBroad = !row.isEmpty("area") || row.whole("clusters") >= LEAST_AREAS;
    boolean meansAreShown =
        !hiddenMeans.contains(row.text("outcome") + "/" + row.text("treatment"));
    return cohortIsBroad
        && meansAreShown
        && seriesIsOpen
        && areasAreBroad
        && row.number("units") >= LEAST_MUNICIPALITIES;
  }

  private int sizeOf(TableRow row, int cohort) {
    Integer own = cohortSizes.get(key(row, cohort));
    boolean register = row.textIfAny("population").filter(p -> p.startsWith(REGISTER)).isPresent();
    return own != null ? own : register ? treatmentSizes.getOrDefault(treated(row, cohort), 0) : 0;
  }

  /**
   * What was pooled with an area that may not be shown: the others' drawn numbers and the mean
   * would give it away, so nothing of that pool is shown.
   */
  Set<String> narrowAreas(ReleaseTable shown) {
    Set<String> pools = new HashSet<>();
    for (TableRow row :
        shown.rows(
            r ->
                !r.isEmpty("area")
                    && r.textIfAny("not_estimable_reason").equals(Optional.of(REASON)))) {
      pools.add(pool(row));
    }
    return pools;
  }

  static String pool(TableRow row) {
    return String.join(
        "/", row.text("analysis"), row.text("outcome"), row.text("method"), row.text("estimand"));
  }

  static long withheld(ReleaseTable estimates) {
    return estimates
        .rows(
            r ->
                r.textIfAny("not_estimable_reason")
                    .filter(why -> why.equals(REASON) || why.equals(SMALL_COUNT))
                    .isPresent())
        .size();
  }
}
