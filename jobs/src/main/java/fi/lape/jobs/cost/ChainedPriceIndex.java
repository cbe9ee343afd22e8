package fi.lape.jobs.cost;

import fi.lape.jobs.failure.ExitCode;
import fi.lape.jobs.failure.JobException;
import java.util.List;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * A price index published on several bases, linked into one series.
 *
 * <p>Every base is linked to the next newer one in the newer base's own base year, where that base
 * is 100 by definition; if the older base does not reach that year, in the first year both have.
 * Bases without a common year cannot be linked and are refused: a level of one base next to a level
 * of another is not a price change.
 */
public final class ChainedPriceIndex {
  private final NavigableMap<Integer, Double> levels;

  private ChainedPriceIndex(NavigableMap<Integer, Double> levels) {
    this.levels = levels;
  }

  /**
   * One published value.
   *
   * @param baseYear year in which the index is 100
   * @param value above 0
   */
  public record Point(int baseYear, int year, double value) {}

  /**
   * Links the bases.
   *
   * @param points in any order; a year occurs once within a base
   * @throws JobException {@code PRICE_INDEX_NOT_LINKED}, {@code PRICE_INDEX_INVALID}
   */
  public static ChainedPriceIndex of(List<Point> points) {
    NavigableMap<Integer, NavigableMap<Integer, Double>> bases = new TreeMap<>();
    for (Point point : points) {
      if (!(point.value() > 0) || Double.isInfinite(point.value())) {
        throw invalid(point, "must be above 0");
      }
      NavigableMap<Integer, Double> base =
          bases.computeIfAbsent(point.baseYear(), b -> new TreeMap<>());
      Double earlier = base.putIfAbsent(point.year(), point.value());
      if (earlier != null && earlier != point.value()) {
        throw invalid(point, "was given as %s too".formatted(earlier));
      }
    }
    NavigableMap<Integer, Double> chained = new TreeMap<>();
    NavigableMap<Integer, Double> newer = new TreeMap<>();
    int newerBase = 0;
    for (int baseYear : bases.descendingKeySet()) {
      NavigableMap<Integer, Double> older = bases.get(baseYear);
      double factor = newer.isEmpty() ? 1 : link(baseYear, older, newerBase, chained);
      for (int year : older.keySet()) {
        chained.putIfAbsent(year, older.get(year) * factor);
      }
      newer = older;
      newerBase = baseYear;
    }
    return new ChainedPriceIndex(chained);
  }

  private static double link(
      int olderBase,
      NavigableMap<Integer, Double> older,
      int newerBase,
      NavigableMap<Integer, Double> chained) {
    if (older.containsKey(newerBase) && chained.containsKey(newerBase)) {
      return chained.get(newerBase) / older.get(newerBase);
    }
    for (int year : older.keySet()) {
      if (chained.containsKey(year)) {
        return chained.get(year) / older.get(year);
      }
    }
    throw new JobException(
        ExitCode.DATA,
        "PRICE_INDEX_NOT_LINKED",
        "the price index has the bases %d = 100 and %d = 100 without a common year. Levels of different bases cannot be compared unless one year has both. Add the older base's values up to %d to prices/price_index.csv."
            .formatted(olderBase, newerBase, newerBase));
  }

  private static JobException invalid(Point point, String problem) {
    return new JobException(
        ExitCode.DATA,
        "PRICE_INDEX_INVALID",
        "the price index of %d on base %d is %s and %s. Euros of different years cannot be compared with it. Correct prices/price_index.csv."
            .formatted(point.year(), point.baseYear(), point.value(), problem));
  }

  /**
   * What an amount of {@code year} is multiplied with to be in the money of {@code priceYear};
   * empty where the index lacks one of the two years.
   */
  public OptionalDouble deflator(int year, int priceYear) {
    Double from = levels.get(year);
    Double to = levels.get(priceYear);
    return from == null || to == null ? OptionalDouble.empty() : OptionalDouble.of(to / from);
  }

  /** First and last year, and all between, that the chained index covers. */
  public List<Integer> years() {
    return List.copyOf(levels.keySet());
  }
}
