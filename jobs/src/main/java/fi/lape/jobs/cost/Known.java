package fi.lape.jobs.cost;

import fi.lape.estimators.cost.Discounting;
import fi.lape.estimators.cost.Increment;
import fi.lape.estimators.cost.LeftOutAreas;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known of one analysis.
 *
 * @param effect change in placements per 1000 children a year
 * @param careCost change in care cost per child and year of the same adoption, real euros
 * @param effectWithout the effect without each area; empty if one of them is not estimable
 * @param careCostWithout the same of the care cost
 */
record Known(
    Headline effect,
    Headline careCost,
    Optional<SortedMap<String, Double>> effectWithout,
    Optional<SortedMap<String, Double>> careCostWithout,
    Adopters adopters) {

  /** Whether the change in care cost is part of the cost. */
  boolean hasCareCost() {
    return careCost.number().isPresent();
  }

  /**
   * Placements avoided, and what they cost, in the money of the base year. Years after adoption are
   * many children long, so both come from the same children by year.
   *
   * @return empty without an effect
   */
  Optional<Increment> increment(Discounting discounting) {
    return effect
        .number()
        .map(
            point ->
                increment(
                    discounting,
                    point.estimate(),
                    careCost.number().map(Headline.Point::estimate).orElse(0.0),
                    1));
  }

  /** The same with other numbers, and only a share of the programme cost charged. */
  Increment increment(
      Discounting discounting, double perThousand, double perChild, double programmeShare) {
    double childYears = discounting.presentValue(adopters.childrenByYear());
    Map<Integer, Double> spent = new TreeMap<>();
    adopters.charged().forEach((year, charged) -> spent.put(year, charged.total()));
    return new Increment(
        0 - perThousand * childYears / 1000,
        programmeShare * discounting.presentValue(spent) + perChild * childYears);
  }

  /**
   * The same with what both would be without each area.
   *
   * @return empty without an effect, without its estimates by area, or if the care cost has not
   *     been estimated without the same areas
   */
  Optional<LeftOutAreas> leftOut(Discounting discounting) {
    Optional<Increment> all = increment(discounting);
    if (all.isEmpty() || effectWithout.isEmpty()) {
      return Optional.empty();
    }
    SortedMap<String, Double> effects = effectWithout.get();
    if (effects.size() < 3) {
      return Optional.empty();
    }
    SortedMap<String, Double> costs = careCostWithout.orElseGet(TreeMap::new);
    if (hasCareCost() && !costs.keySet().equals(effects.keySet())) {
      return Optional.empty();
    }
    List<Increment> without = new ArrayList<>();
    for (Map.Entry<String, Double> area : effects.entrySet()) {
      double care = hasCareCost() ? costs.get(area.getKey()) : 0;
      without.add(increment(discounting, area.getValue(), care, 1));
    }
    return Optional.of(new LeftOutAreas(all.get(), without));
  }

  /** The areas that were left out in turn, in the order of {@link #leftOut}. */
  List<String> areas() {
    return effectWithout.map(areas -> List.copyOf(areas.keySet())).orElse(List.of());
  }
}
