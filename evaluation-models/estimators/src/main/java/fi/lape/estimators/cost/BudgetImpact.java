package fi.lape.estimators.cost;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the programme does to budgets year by year. Not discounted: a budget is paid in the money of
 * its year. {@link #presentValue} is for comparing with effects only.
 *
 * @see <a href="https://doi.org/10.1016/j.jval.2013.08.2291">Sullivan et al. (2014)</a>
 */
public final class BudgetImpact {
  private final Perspective perspective;
  private final List<BudgetYear> years;

  private BudgetImpact(Perspective perspective, List<BudgetYear> years) {
    this.perspective = perspective;
    this.years = List.copyOf(years);
  }

  /**
   * Adds up what the payers of a perspective spend. Years between the first and the last flow of
   * any payer are there, with 0 where nothing is spent, so that perspectives can be set side by
   * side.
   */
  public static BudgetImpact of(List<CashFlow> flows, Perspective perspective) {
    requireNonNull(perspective, "perspective is null");
    TreeMap<Integer, TreeMap<String, Double>> sums = new TreeMap<>();
    TreeSet<String> kinds = new TreeSet<>();
    for (CashFlow flow : flows) {
      TreeMap<String, Double> year = sums.computeIfAbsent(flow.year(), y -> new TreeMap<>());
      if (perspective.counts(flow.payer())) {
        kinds.add(flow.kind());
        year.merge(flow.kind(), flow.eur(), Double::sum);
      }
    }
    List<BudgetYear> years = new ArrayList<>();
    double cumulative = 0;
    for (int y = sums.isEmpty() ? 0 : sums.firstKey();
        !sums.isEmpty() && y <= sums.lastKey();
        y++) {
      Map<String, Double> spent = sums.getOrDefault(y, new TreeMap<>());
      TreeMap<String, Double> byKind = new TreeMap<>();
      double total = 0;
      for (String kind : kinds) {
        double eur = spent.getOrDefault(kind, 0.0);
        byKind.put(kind, eur);
        total += eur;
      }
      cumulative += total;
      years.add(new BudgetYear(y, Collections.unmodifiableSortedMap(byKind), total, cumulative));
    }
    return new BudgetImpact(perspective, years);
  }

  /** Returns whose costs are counted. */
  public Perspective perspective() {
    return perspective;
  }

  /** Returns the years in order. */
  public List<BudgetYear> years() {
    return years;
  }

  /** Returns the sum of all years, not discounted. */
  public double total() {
    return years.isEmpty() ? 0 : years.get(years.size() - 1).cumulative();
  }

  /** Returns what all years are worth in the base year. */
  public double presentValue(Discounting discounting) {
    TreeMap<Integer, Double> totals = new TreeMap<>();
    years.forEach(year -> totals.put(year.year(), year.total()));
    return discounting.presentValue(totals);
  }
}
