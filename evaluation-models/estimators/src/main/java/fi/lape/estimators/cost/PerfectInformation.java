package fi.lape.estimators.cost;

import fi.lape.estimators.error.CostErrors;
import java.util.Map;

/**
 * What it would be worth to all who decide to know effect and cost exactly: the most that further
 * study can be worth.
 */
public final class PerfectInformation {
  private PerfectInformation() {}

  /**
   * Returns the value for a population.
   *
   * @param perDecision of {@link NetBenefit} or {@link Acceptability}, euros
   * @param decisions how many are made each year, 0 or more
   */
  public static double ofPopulation(
      double perDecision, Map<Integer, Double> decisions, Discounting discounting) {
    if (!(perDecision >= 0) || Double.isInfinite(perDecision)) {
      throw CostErrors.dataInvalid("the value for one decision is " + perDecision);
    }
    decisions.forEach(
        (year, number) -> {
          if (!(number >= 0)) {
            throw CostErrors.dataInvalid("%s decisions are made in %d".formatted(number, year));
          }
        });
    return perDecision * discounting.presentValue(decisions);
  }
}
