package fi.lape.jobs.analysis;

import fi.lape.estimators.moments.CellKey;
import fi.lape.estimators.moments.CellMoments;
import fi.lape.estimators.moments.PanelMoments;
import fi.lape.estimators.panel.Panel;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * One outcome under one treatment, reduced.
 *
 * @param values of the outcome, midpoints where it is hidden
 * @param halfWidths of the same municipalities: half of every hidden cell's interval, 0 elsewhere;
 *     empty where no cell is hidden
 */
public record PreparedMoments(PanelMoments values, Optional<PanelMoments> halfWidths) {

  /** Municipalities by adoption cohort, in order, those that never adopted left out. */
  public SortedMap<Integer, Long> adoptersByCohort() {
    SortedMap<Integer, Long> adopters = new TreeMap<>();
    values
        .cells()
        .forEach(
            (key, cell) -> {
              if (key.cohort() != Panel.NEVER) {
                adopters.merge(key.cohort(), cell.units(), (a, b) -> a + b);
              }
            });
    return adopters;
  }

  /** Municipalities that adopted, by cluster; clusters without any have 0. */
  public SortedMap<String, Long> adoptersByCluster() {
    SortedMap<String, Long> adopters = new TreeMap<>();
    values
        .cells()
        .forEach(
            (key, cell) ->
                adopters.merge(
                    key.cluster(),
                    key.cohort() == Panel.NEVER ? 0 : cell.units(),
                    (a, b) -> a + b));
    return adopters;
  }

  /** Whether anybody adopts after the first and not later than the last period. */
  public boolean hasAdopters() {
    int[] periods = values.periods();
    return values.cohorts().stream()
        .anyMatch(g -> g > periods[0] && g <= periods[periods.length - 1]);
  }

  /** Weighted mean of cohorts in a period; empty where the panel has none of them, or not it. */
  public OptionalDouble mean(IntPredicate cohorts, int period) {
    int t = Arrays.binarySearch(values.periods(), period);
    if (t < 0) {
      return OptionalDouble.empty();
    }
    double weight = 0;
    double mean = 0;
    for (Map.Entry<CellKey, CellMoments> cell : values.cells().entrySet()) {
      if (cohorts.test(cell.getKey().cohort())) {
        weight += cell.getValue().weight();
        mean += (cell.getValue().mean(t) - mean) * (cell.getValue().weight() / weight);
      }
    }
    return weight > 0 ? OptionalDouble.of(mean) : OptionalDouble.empty();
  }
}
