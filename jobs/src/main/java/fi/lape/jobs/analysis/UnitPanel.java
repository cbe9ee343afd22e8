package fi.lape.jobs.analysis;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.panel.Panel;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * One outcome under one treatment, unit by unit: complete in every year, ordered by unit. Small by
 * nature, and serializable so that replicates can be sent to executors.
 */
public final class UnitPanel implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Where hidden cells lie in their intervals; known cells are themselves. */
  public enum Hidden {
    /** At the lower end: a count of 0. */
    LOW,
    /** In the middle. */
    MIDDLE,
    /** At the upper end: a count of 4. */
    HIGH
  }

  /** What of the outcome is read. */
  public enum Measure {
    /** The value in the outcome's unit; units weigh what the panel weighs them. */
    VALUE,
    /** The count with its exposure; every unit weighs 1, large ones have the larger exposure. */
    COUNT
  }

  /**
   * One unit.
   *
   * @param cohort first treated year, or {@link Panel#NEVER}
   * @param weight children of the base year
   * @param low lower ends of the values, one a year
   * @param middle the values, one a year
   * @param high upper ends of the values, one a year
   * @param countLow lower ends of the counts; no elements where the outcome is no count
   * @param countHigh upper ends of the counts; no elements where the outcome is no count
   * @param exposure children, one a year
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Unit(
      String id,
      String area,
      int cohort,
      double weight,
      double[] low,
      double[] middle,
      double[] high,
      double[] countLow,
      double[] countHigh,
      double[] exposure)
      implements Serializable {
    public Unit {
      requireNonNull(id, "id is null");
      requireNonNull(area, "area is null");
    }

    /** The same adopting in another year. */
    public Unit withCohort(int other) {
      return new Unit(id, area, other, weight, low, middle, high, countLow, countHigh, exposure);
    }

    /** The same with another weight, above 0. */
    public Unit withWeight(double other) {
      return new Unit(id, area, cohort, other, low, middle, high, countLow, countHigh, exposure);
    }

    /** The same with counts in place of those hidden, within their intervals. */
    public Unit withCounts(double[] counts) {
      double[] values = middle.clone();
      for (int t = 0; t < values.length; t++) {
        if (countLow[t] < countHigh[t]) {
          double share = (counts[t] - countLow[t]) / (countHigh[t] - countLow[t]);
          values[t] = low[t] + share * (high[t] - low[t]);
        }
      }
      return new Unit(id, area, cohort, weight, values, values, values, counts, counts, exposure);
    }

    /** Whether the cell of the {@code t}-th year is hidden. */
    public boolean hidden(int t) {
      return low[t] < high[t];
    }

    private Unit at(int[] places) {
      return new Unit(
          id,
          area,
          cohort,
          weight,
          pick(low, places),
          pick(middle, places),
          pick(high, places),
          pick(countLow, places),
          pick(countHigh, places),
          pick(exposure, places));
    }

    private static double[] pick(double[] values, int[] places) {
      return values.length == 0
          ? values
          : Arrays.stream(places).mapToDouble(t -> values[t]).toArray();
    }
  }

  private final int[] years;
  private final ArrayList<Unit> units;

  /**
   * @param years increasing
   * @param units in the order of their ids
   */
  public UnitPanel(int[] years, List<Unit> units) {
    this.years = years.clone();
    this.units = new ArrayList<>(units);
  }

  /** The years, increasing. */
  public List<Integer> years() {
    return Arrays.stream(years).boxed().toList();
  }

  /** The units, ordered by id. */
  public List<Unit> units() {
    return List.copyOf(units);
  }

  /** The areas, sorted. */
  public List<String> areas() {
    return units.stream().map(Unit::area).distinct().sorted().toList();
  }

  /** Whether the outcome is a count. */
  public boolean isCounted() {
    return units.stream().allMatch(u -> u.countLow().length == years.length);
  }

  /** The same with other units. */
  public UnitPanel withUnits(List<Unit> others) {
    return new UnitPanel(years, others);
  }

  /** The same without an area. */
  public UnitPanel withoutArea(String area) {
    return withUnits(units.stream().filter(u -> !u.area().equals(area)).toList());
  }

  /** The same in some of its years. */
  public UnitPanel inYears(IntPredicate wanted) {
    int[] places =
        java.util.stream.IntStream.range(0, years.length)
            .filter(t -> wanted.test(years[t]))
            .toArray();
    return new UnitPanel(
        Arrays.stream(places).map(t -> years[t]).toArray(),
        units.stream().map(u -> u.at(places)).toList());
  }

  /** The same without some years. */
  public UnitPanel withoutYears(Collection<Integer> left) {
    return inYears(year -> !left.contains(year));
  }

  /**
   * The panel methods read.
   *
   * @param level what errors are clustered by: {@link ClusterLevels#AREA} or {@link
   *     ClusterLevels#MUNICIPALITY}
   * @throws IllegalArgumentException if counts are asked for and the outcome is none
   */
  public Panel panel(Measure measure, Hidden where, String level) {
    if (measure == Measure.COUNT && !isCounted()) {
      throw new IllegalArgumentException("the outcome has no counts");
    }
    int n = units.size();
    int[] cohorts = new int[n];
    double[] weights = new double[n];
    double[][] outcomes = new double[n][];
    double[][] exposure = new double[n][];
    for (int i = 0; i < n; i++) {
      Unit unit = units.get(i);
      cohorts[i] = unit.cohort();
      weights[i] =
          switch (measure) {
            case VALUE -> unit.weight();
            case COUNT -> 1;
          };
      outcomes[i] = outcome(unit, measure, where);
      exposure[i] = unit.exposure();
    }
    Panel panel =
        new Panel(
            years,
            units.stream().map(Unit::id).toList(),
            units.stream()
                .map(level.equals(ClusterLevels.MUNICIPALITY) ? Unit::id : Unit::area)
                .toList(),
            cohorts,
            weights,
            outcomes);
    return measure == Measure.COUNT ? panel.withExposure(exposure) : panel;
  }

  private static double[] outcome(Unit unit, Measure measure, Hidden where) {
    boolean count = measure == Measure.COUNT;
    return switch (where) {
      case LOW -> count ? unit.countLow() : unit.low();
      case HIGH -> count ? unit.countHigh() : unit.high();
      case MIDDLE -> count ? middle(unit.countLow(), unit.countHigh()) : unit.middle();
    };
  }

  private static double[] middle(double[] low, double[] high) {
    double[] middle = new double[low.length];
    for (int t = 0; t < low.length; t++) {
      middle[t] = (low[t] + high[t]) / 2;
    }
    return middle;
  }
}
