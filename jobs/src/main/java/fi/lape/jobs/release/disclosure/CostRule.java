package fi.lape.jobs.release.disclosure;

import fi.lape.jobs.gold.Estimands;
import fi.lape.jobs.release.table.ReleaseTable;
import fi.lape.jobs.release.table.TableRow;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Cost-effectiveness is arithmetic on estimates: it is withheld with the estimate it is made of.
 * What the programme cost is no estimate and stays.
 */
final class CostRule {
  private static final String OF_THE_PROGRAMME = "programme-cost";
  private static final String EUROS_PER_CHILD = "eur-per-child";

  private final Set<String> analyses = new HashSet<>();
  private final Set<String> treatments = new HashSet<>();

  /** Reads the estimates as they are released. */
  CostRule(ReleaseTable estimates) {
    Set<String> costed = new HashSet<>();
    for (TableRow row :
        estimates.rows(
            r ->
                r.textIfAny("not_estimable_reason").equals(Optional.of(EstimateRule.REASON))
                    && Estimands.isHeadline(r.text("method"), r.text("estimand")))) {
      analyses.add(row.text("analysis"));
      if (row.text("outcome_unit").equals(EUROS_PER_CHILD)) {
        costed.add(row.text("treatment"));
      }
    }
    // The care cost of a treatment is an analysis of its own, used in every other one's arithmetic.
    estimates
        .rows(r -> costed.contains(r.text("treatment")))
        .forEach(row -> treatments.add(row.text("analysis")));
  }

  TableRow apply(TableRow row) {
    String analysis = row.text("analysis");
    boolean given = analyses.contains(analysis) || treatments.contains(analysis);
    if (!given || row.isEmpty("value") || row.text("measure").startsWith(OF_THE_PROGRAMME)) {
      return row;
    }
    return row.without("value", "ci_low", "ci_high")
        .with("status", Optional.of("WITHHELD"))
        .with("reason", Optional.of(EstimateRule.REASON));
  }
}
