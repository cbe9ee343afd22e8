package fi.lape.jobs.cost;

import com.fasterxml.jackson.databind.JsonNode;
import fi.lape.estimators.cost.Discounting;
import fi.lape.estimators.cost.Discounting.Timing;
import fi.lape.estimators.cost.Perspective;
import fi.lape.jobs.plan.StudyPlan;
import fi.lape.jobs.plan.StudyPlan.WillingnessToPay;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the plan decides about costs.
 *
 * @param rate of discounting, a year
 * @param otherRates shown beside it
 * @param perspectives whose costs are shown beside those of all
 * @param seed of the plan
 */
record CostChoices(
    double rate,
    List<Double> otherRates,
    List<Perspective> perspectives,
    Optional<WillingnessToPay> grid,
    long seed) {

  static CostChoices of(StudyPlan plan) {
    Map<String, JsonNode> discount = plan.costs().discount();
    List<Double> others = new ArrayList<>();
    if (discount.containsKey("sensitivity")) {
      discount.get("sensitivity").forEach(rate -> others.add(rate.asDouble()));
    }
    return new CostChoices(
        discount.containsKey("rate") ? discount.get("rate").asDouble() : 0,
        List.copyOf(others),
        plan.costs().perspective().stream()
            .map(word -> Perspective.valueOf(word.toUpperCase(Locale.ROOT)))
            .toList(),
        plan.costs().willingnessToPay(),
        plan.seed());
  }

  /** Discounting to the first year in which the programme was paid for. */
  Discounting discounting(double atRate, Adopters adopters) {
    int base =
        !adopters.charged().isEmpty()
            ? adopters.charged().firstKey()
            : adopters.childrenByYear().isEmpty() ? 0 : adopters.childrenByYear().firstKey();
    return new Discounting(atRate, base, Timing.START_OF_YEAR);
  }
}
