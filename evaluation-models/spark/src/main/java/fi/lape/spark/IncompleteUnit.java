package fi.lape.spark;

import static java.util.Objects.requireNonNull;

/**
 * A unit left out of the moments.
 *
 * @param unit its id, or {@link MomentsReducer#NOT_SHOWN}
 * @param cluster its cluster
 * @param absentPeriods periods without a row
 * @param emptyOutcomes rows without a finite outcome
 */
public record IncompleteUnit(String unit, String cluster, int absentPeriods, int emptyOutcomes) {
  public IncompleteUnit {
    requireNonNull(unit, "unit is null");
    requireNonNull(cluster, "cluster is null");
  }
}
