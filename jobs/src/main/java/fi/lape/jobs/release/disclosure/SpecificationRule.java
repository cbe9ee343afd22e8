package fi.lape.jobs.release.disclosure;

import fi.lape.jobs.gold.Estimands;
import fi.lape.jobs.release.table.ReleaseTable;
import fi.lape.jobs.release.table.TableRow;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Runs of a specification curve: they must not give a withheld estimate away, must rest on several
 * municipalities and areas themselves, and must not differ from the planned run by so few
 * municipalities that the difference tells of these.
 */
final class SpecificationRule {
  private static final String DIFFERENCE = "DISCLOSURE_DIFFERENCE";
  private static final String[] NUMBERS = {"estimate", "std_error", "ci_low", "ci_high", "p_value"};

  private final Map<String, String> withheld = new HashMap<>();
  private final Map<String, Double> planned = new HashMap<>();
  private final Set<String> hidden = new HashSet<>();

  /**
   * @param estimates as they are released, those withheld without their numbers
   * @param runs as they were computed
   */
  SpecificationRule(ReleaseTable estimates, ReleaseTable runs) {
    for (TableRow row : runs.rows(r -> r.text("specification").equals("main"))) {
      planned.put(question(row), row.number("units"));
    }
    for (TableRow row : estimates.rows(r -> r.text("estimate_status").equals("WITHHELD"))) {
      if (Estimands.isHeadline(row.text("method"), row.text("estimand"))) {
        withheld.put(question(row) + "/" + row.text("method"), row.text("not_estimable_reason"));
      }
    }
    for (TableRow row : runs.rows(r -> r.text("specification").equals("main"))) {
      Optional.ofNullable(withheld.get(question(row) + "/" + row.text("method")))
          .ifPresent(reason -> withheld.put(question(row), reason));
    }
    runs.rows().forEach(row -> reason(row).ifPresent(r -> hidden.add(run(row))));
  }

  private static String question(TableRow row) {
    return row.text("analysis") + "/" + row.text("outcome");
  }

  private static String run(TableRow row) {
    return question(row) + "/" + row.text("specification");
  }

  TableRow apply(TableRow row) {
    Optional<String> reason = reason(row);
    if (reason.isEmpty()) {
      return row.with("disclosure_status", Optional.of("PASS"));
    }
    return row.without(NUMBERS)
        .with("estimate_status", Optional.of("WITHHELD"))
        .with("not_estimable_reason", reason)
        .with("disclosure_status", Optional.of("FAIL"));
  }

  /** An area's influence is the planned estimate less that run's: it is hidden with the run. */
  TableRow applyToInfluence(TableRow row) {
    String estimand = row.text("estimand");
    String question = row.text("analysis") + "/" + estimand.substring(estimand.indexOf(':') + 1);
    String run = question + "/without-" + row.text("area_code").toLowerCase(java.util.Locale.ROOT);
    return withheld.containsKey(question) || hidden.contains(run)
        ? row.without("estimate_without", "change", "sign_flips")
        : row;
  }

  /** Why a number may not be shown; empty where it may, or where there is none. */
  private Optional<String> reason(TableRow row) {
    if (row.isEmpty("estimate")) {
      return Optional.empty();
    }
    String own = withheld.get(question(row));
    if (own != null) {
      return Optional.of(own);
    }
    if (row.number("units") < EstimateRule.LEAST_MUNICIPALITIES
        || row.number("clusters") < EstimateRule.LEAST_AREAS) {
      return Optional.of(EstimateRule.REASON);
    }
    double difference =
        Math.abs(planned.getOrDefault(question(row), row.number("units")) - row.number("units"));
    return difference > 0 && difference < EstimateRule.LEAST_MUNICIPALITIES
        ? Optional.of(DIFFERENCE)
        : Optional.empty();
  }

  static long withheld(ReleaseTable runs) {
    return runs.rows(r -> r.text("disclosure_status").equals("FAIL")).size();
  }
}
