package fi.lape.jobs.price;

import fi.lape.jobs.failure.ExitCode;
import fi.lape.jobs.failure.JobException;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Turns euros of a year into euros of the price year with a chain-linked price index.
 *
 * <p>Series of one index on different bases are linked where they overlap: the newest base is taken
 * as it is, an older one is scaled to it in the first year they share. Euros of year t are
 * multiplied by index(price year) / index(t).
 */
public final class PriceDeflator {
  private final NavigableMap<Integer, Double> linked;
  private final int priceYear;

  private PriceDeflator(NavigableMap<Integer, Double> linked, int priceYear) {
    this.linked = linked;
    this.priceYear = priceYear;
  }

  /** One published figure: the index of a year on a base year = 100. */
  public record Point(int baseYear, int year, double value) {}

  /**
   * Links the series.
   *
   * @param points figures of one index, in any order
   * @throws JobException {@code PRICE_INDEX_NOT_LINKED} when two bases share no year, {@code
   *     PRICE_INDEX_GAP} when the price year has no figure
   */
  public static PriceDeflator of(List<Point> points, int priceYear) {
    TreeMap<Integer, TreeMap<Integer, Double>> byBase = new TreeMap<>();
    for (Point point : points) {
      byBase
          .computeIfAbsent(point.baseYear(), b -> new TreeMap<>())
          .put(point.year(), point.value());
    }
    TreeMap<Integer, Double> linked = new TreeMap<>();
    for (Map.Entry<Integer, TreeMap<Integer, Double>> base : byBase.descendingMap().entrySet()) {
      if (linked.isEmpty()) {
        linked.putAll(base.getValue());
        continue;
      }
      SortedSet<Integer> shared = new TreeSet<>(base.getValue().keySet());
      shared.retainAll(linked.keySet());
      if (shared.isEmpty()) {
        throw notLinked(base.getKey(), byBase.lastKey());
      }
      int link = shared.first();
      double scale = linked.get(link) / base.getValue().get(link);
      for (Map.Entry<Integer, Double> point : base.getValue().entrySet()) {
        linked.putIfAbsent(point.getKey(), point.getValue() * scale);
      }
    }
    PriceDeflator deflator = new PriceDeflator(linked, priceYear);
    deflator.index(priceYear);
    return deflator;
  }

  /**
   * What euros of a year are multiplied by.
   *
   * @throws JobException {@code PRICE_INDEX_GAP} when the year has no figure
   */
  public double factor(int year) {
    return index(priceYear) / index(year);
  }

  /** Whether a year has a figure. */
  public boolean covers(int year) {
    return linked.containsKey(year);
  }

  /** The year whose prices are used. */
  public int priceYear() {
    return priceYear;
  }

  private double index(int year) {
    Double value = linked.get(year);
    if (value == null) {
      throw new JobException(
          ExitCode.DATA,
          "PRICE_INDEX_GAP",
          "the price index has no figure for %d, only for %s. Euros of that year cannot be put in prices of %d. Add the year to the price index file, or shorten 'period' or change 'costs.price_year' in the study plan."
              .formatted(
                  year,
                  linked.isEmpty() ? "no year" : linked.firstKey() + " to " + linked.lastKey(),
                  priceYear));
    }
    return value;
  }

  private static JobException notLinked(int base, int newest) {
    return new JobException(
        ExitCode.DATA,
        "PRICE_INDEX_NOT_LINKED",
        "the price index on base %d shares no year with the one on base %d. Figures on two bases must not be mixed without a common year to link them. Add a year that both have to the price index file."
            .formatted(base, newest));
  }
}
