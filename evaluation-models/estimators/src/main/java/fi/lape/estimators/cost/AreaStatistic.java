package fi.lape.estimators.cost;

import java.util.Optional;

/** Effect and cost of areas, each counted as often as it was drawn. */
@FunctionalInterface
public interface AreaStatistic {
  /**
   * Returns effect and cost.
   *
   * @param times how often each area counts, in the order of the areas; they sum to their number
   * @return empty if these areas do not determine both
   */
  Optional<Increment> of(int[] times);
}
