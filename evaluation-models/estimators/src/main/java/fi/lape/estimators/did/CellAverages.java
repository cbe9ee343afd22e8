package fi.lape.estimators.did;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.estimate.EffectKey;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The averages asked for, under the same names as those of {@link GroupTimeAtt}: {@code
 * att-simple}, {@code att-group}, {@code att-calendar}, {@code att-dynamic}, each of the last three
 * with an {@code -overall}.
 */
public final class CellAverages {
  private final List<CohortCell> cells;
  private final NavigableMap<Integer, Double> cohortWeights;

  /**
   * @param cells those that are estimable
   * @param cohortWeights Σw of the units of each cohort
   */
  public CellAverages(List<CohortCell> cells, NavigableMap<Integer, Double> cohortWeights) {
    this.cells = List.copyOf(cells);
    this.cohortWeights = requireNonNull(cohortWeights, "cohortWeights is null");
  }

  /** Returns the averages in a fixed order. */
  public List<CellAverage> of(Set<Aggregation> aggregations) {
    List<CellAverage> averages = new ArrayList<>();
    for (Aggregation aggregation : aggregations) {
      switch (aggregation) {
        case SIMPLE -> averages.add(plain(EffectKey.of("att-simple"), select(this::isAfter)));
        case GROUP -> group(averages);
        case CALENDAR -> calendar(averages);
        case DYNAMIC -> dynamic(averages);
      }
    }
    return averages;
  }

  private boolean isAfter(CohortCell cell) {
    return cell.eventTime() >= 0;
  }

  private List<Integer> select(Predicate<CohortCell> wanted) {
    List<Integer> places = new ArrayList<>();
    for (int c = 0; c < cells.size(); c++) {
      if (wanted.test(cells.get(c))) {
        places.add(c);
      }
    }
    return places;
  }

  private static CellAverage plain(EffectKey key, List<Integer> places) {
    return places.isEmpty()
        ? new CellAverage(key, List.of(), false)
        : new CellAverage(key, List.of(new CellAverage.Group(0, 1, places)), false);
  }

  private void group(List<CellAverage> averages) {
    NavigableSet<Integer> cohorts = new TreeSet<>();
    cells.stream().filter(this::isAfter).forEach(cell -> cohorts.add(cell.cohort()));
    double whole = 0;
    for (int g : cohorts) {
      whole += cohortWeights.get(g);
    }
    List<CellAverage.Group> groups = new ArrayList<>();
    for (int g : cohorts) {
      List<Integer> places = select(cell -> cell.cohort() == g && isAfter(cell));
      averages.add(plain(EffectKey.ofCohort("att-group", g), places));
      groups.add(new CellAverage.Group(g, cohortWeights.get(g) / whole, places));
    }
    averages.add(new CellAverage(EffectKey.of("att-group-overall"), groups, true));
  }

  private void calendar(List<CellAverage> averages) {
    NavigableSet<Integer> periods = new TreeSet<>();
    cells.stream().filter(this::isAfter).forEach(cell -> periods.add(cell.period()));
    List<List<Integer>> after = new ArrayList<>();
    for (int period : periods) {
      List<Integer> places = select(cell -> cell.period() == period && isAfter(cell));
      averages.add(plain(EffectKey.ofPeriod("att-calendar", period), places));
      after.add(places);
    }
    averages.add(mean(EffectKey.of("att-calendar-overall"), after));
  }

  private void dynamic(List<CellAverage> averages) {
    NavigableSet<Integer> times = new TreeSet<>();
    cells.forEach(cell -> times.add(cell.eventTime()));
    List<List<Integer>> after = new ArrayList<>();
    for (int e : times) {
      List<Integer> places = select(cell -> cell.eventTime() == e);
      averages.add(plain(EffectKey.ofEventTime("att-dynamic", e), places));
      if (e >= 0) {
        after.add(places);
      }
    }
    averages.add(mean(EffectKey.of("att-dynamic-overall"), after));
  }

  /** The plain mean: its weights are not estimated. */
  private static CellAverage mean(EffectKey key, List<List<Integer>> places) {
    List<CellAverage.Group> groups = new ArrayList<>();
    for (List<Integer> group : places) {
      groups.add(new CellAverage.Group(0, 1.0 / places.size(), group));
    }
    return new CellAverage(key, groups, false);
  }
}
