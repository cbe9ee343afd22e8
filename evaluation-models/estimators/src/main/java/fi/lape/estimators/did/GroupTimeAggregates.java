package fi.lape.estimators.did;

import fi.lape.estimators.estimate.Effect;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.NotEstimable;
import fi.lape.estimators.estimate.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * Averages of group-time effects, θ = Σ_j p_j ATT_j / Σ_j p_j, with p the share of a cohort.
 *
 * <p>Because the shares are estimated, a unit of cohort g adds to ψ, besides the ψ of the cells, n
 * · w_i · (Σ_{j: g_j=g} ATT_j − N_g θ) / Σ_j W_{g_j}, with N_g the number of cells of g averaged.
 *
 * @see <a href="https://doi.org/10.1016/j.jeconom.2020.12.001">Callaway and Sant'Anna (2021),
 *     section 3.1</a>
 */
final class GroupTimeAggregates<S extends EffectSum<S>> {
  /** The overall effect. */
  static final EffectKey SIMPLE = EffectKey.of("att-simple");

  private final GroupTimeSettings settings;
  private final int firstPeriod;
  private final ToDoubleFunction<Integer> weight;
  private final Supplier<S> zero;
  private final List<GroupTimeCell<S>> cells;

  /** An average in the making. */
  private record Average<S extends EffectSum<S>>(
      S sum,
      NavigableMap<Integer, Double> shareInfluence,
      NavigableSet<Integer> treated,
      double baseline) {}

  /**
   * @param firstPeriod of the panel
   * @param weight of a cohort, summed over its units
   * @param zero makes an empty sum
   * @param cells estimated or not
   */
  GroupTimeAggregates(
      GroupTimeSettings settings,
      int firstPeriod,
      ToDoubleFunction<Integer> weight,
      Supplier<S> zero,
      List<GroupTimeCell<S>> cells) {
    this.settings = settings;
    this.firstPeriod = firstPeriod;
    this.weight = weight;
    this.zero = zero;
    this.cells = cells.stream().filter(cell -> cell.sum().isPresent()).toList();
  }

  List<Effect> effects() {
    List<Effect> effects = new ArrayList<>();
    for (Aggregation aggregation : settings.aggregations()) {
      switch (aggregation) {
        case SIMPLE -> effects.add(effect(SIMPLE, this::isAfter));
        case GROUP -> group(effects);
        case CALENDAR -> calendar(effects);
        case DYNAMIC -> dynamic(effects);
      }
    }
    return effects;
  }

  private boolean isAfter(GroupTimeCell<S> cell) {
    return cell.eventTime() >= 0 && cell.eventTime() <= lastEvent();
  }

  private int lastEvent() {
    return settings.lastEvent().orElse(Integer.MAX_VALUE);
  }

  private void group(List<Effect> effects) {
    NavigableMap<Integer, Average<S>> averages = new TreeMap<>();
    NavigableSet<Integer> cohorts = new TreeSet<>();
    cells.forEach(cell -> cohorts.add(cell.cohort()));
    for (int g : cohorts) {
      List<GroupTimeCell<S>> mine = select(cell -> cell.cohort() == g && isAfter(cell));
      effects.add(effect(EffectKey.ofCohort("att-group", g), mine));
      if (!mine.isEmpty()) {
        averages.put(g, average(mine));
      }
    }
    effects.add(overallGroup(averages));
  }

  private Effect overallGroup(NavigableMap<Integer, Average<S>> averages) {
    EffectKey key = EffectKey.of("att-group-overall");
    if (averages.isEmpty()) {
      return new NotEstimable(key, Reason.NO_ESTIMABLE_CELL);
    }
    double whole = weight(averages.keySet());
    S sum = zero.get();
    double baseline = 0;
    double overall = 0;
    for (int g : averages.keySet()) {
      double share = weight.applyAsDouble(g) / whole;
      sum.add(averages.get(g).sum(), share);
      baseline += share * averages.get(g).baseline();
      overall += share * averages.get(g).sum().value();
    }
    NavigableMap<Integer, Double> shareInfluence = new TreeMap<>();
    for (int g : averages.keySet()) {
      shareInfluence.put(g, (averages.get(g).sum().value() - overall) / whole);
    }
    return sum.estimated(
        key, shareInfluence, new TreeSet<>(averages.keySet()), OptionalDouble.of(baseline));
  }

  private void calendar(List<Effect> effects) {
    NavigableSet<Integer> periods = new TreeSet<>();
    select(this::isAfter).forEach(cell -> periods.add(cell.period()));
    List<Average<S>> averages = new ArrayList<>();
    for (int t : periods) {
      List<GroupTimeCell<S>> mine = select(cell -> cell.period() == t && isAfter(cell));
      effects.add(effect(EffectKey.ofPeriod("att-calendar", t), mine));
      averages.add(average(mine));
    }
    effects.add(overallMean(EffectKey.of("att-calendar-overall"), averages));
  }

  private void dynamic(List<Effect> effects) {
    List<Average<S>> after = new ArrayList<>();
    NavigableSet<Integer> eventTimes = new TreeSet<>();
    select(this::isInEventStudy).forEach(cell -> eventTimes.add(cell.eventTime()));
    for (int e : eventTimes) {
      List<GroupTimeCell<S>> mine = select(cell -> cell.eventTime() == e && isInEventStudy(cell));
      effects.add(effect(EffectKey.ofEventTime("att-dynamic", e), mine));
      if (e >= 0) {
        after.add(average(mine));
      }
    }
    effects.add(overallMean(EffectKey.of("att-dynamic-overall"), after));
  }

  private boolean isInEventStudy(GroupTimeCell<S> cell) {
    int e = cell.eventTime();
    if (e < settings.firstEvent().orElse(Integer.MIN_VALUE) || e > lastEvent()) {
      return false;
    }
    if (settings.balance().isEmpty()) {
      return true;
    }
    int balance = settings.balance().getAsInt();
    int first = firstPeriod;
    int last = lastEstimable();
    return last - cell.cohort() >= balance && e <= balance && e >= balance - last + first;
  }

  /** The last period any cohort has an effect in; later ones have no controls. */
  private int lastEstimable() {
    int last = Integer.MIN_VALUE;
    for (GroupTimeCell<S> cell : cells) {
      last = Math.max(last, cell.period());
    }
    return last;
  }

  /** The plain mean of averages: its weights are not estimated. */
  private Effect overallMean(EffectKey key, List<Average<S>> averages) {
    if (averages.isEmpty()) {
      return new NotEstimable(key, Reason.NO_ESTIMABLE_CELL);
    }
    S sum = zero.get();
    NavigableMap<Integer, Double> shareInfluence = new TreeMap<>();
    NavigableSet<Integer> treated = new TreeSet<>();
    double share = 1.0 / averages.size();
    double baseline = 0;
    for (Average<S> average : averages) {
      sum.add(average.sum(), share);
      baseline += share * average.baseline();
      treated.addAll(average.treated());
      average
          .shareInfluence()
          .forEach((g, value) -> shareInfluence.merge(g, share * value, (a, b) -> a + b));
    }
    return sum.estimated(key, shareInfluence, treated, OptionalDouble.of(baseline));
  }

  private double weight(Iterable<Integer> cohorts) {
    double sum = 0;
    for (int g : cohorts) {
      sum += weight.applyAsDouble(g);
    }
    return sum;
  }

  private List<GroupTimeCell<S>> select(Predicate<GroupTimeCell<S>> wanted) {
    return cells.stream().filter(wanted).toList();
  }

  private Effect effect(EffectKey key, Predicate<GroupTimeCell<S>> wanted) {
    return effect(key, select(wanted));
  }

  private Effect effect(EffectKey key, List<GroupTimeCell<S>> mine) {
    if (mine.isEmpty()) {
      return new NotEstimable(key, Reason.NO_ESTIMABLE_CELL);
    }
    if (mine.stream().allMatch(GroupTimeCell::isReference)) {
      return new NotEstimable(key, Reason.REFERENCE_PERIOD);
    }
    Average<S> average = average(mine);
    return average
        .sum()
        .estimated(
            key,
            average.shareInfluence(),
            average.treated(),
            OptionalDouble.of(average.baseline()));
  }

  private Average<S> average(List<GroupTimeCell<S>> mine) {
    double whole = 0;
    for (GroupTimeCell<S> cell : mine) {
      whole += weight.applyAsDouble(cell.cohort());
    }
    S sum = zero.get();
    NavigableSet<Integer> treated = new TreeSet<>();
    double baseline = 0;
    for (GroupTimeCell<S> cell : mine) {
      double share = weight.applyAsDouble(cell.cohort()) / whole;
      sum.add(cell.sum().orElseThrow(), share);
      treated.add(cell.cohort());
      baseline += share * cell.baseline().orElseThrow();
    }
    double theta = sum.value();
    NavigableMap<Integer, Double> shareInfluence = new TreeMap<>();
    for (GroupTimeCell<S> cell : mine) {
      double value = (cell.sum().orElseThrow().value() - theta) / whole;
      shareInfluence.merge(cell.cohort(), value, (a, b) -> a + b);
    }
    return new Average<>(sum, shareInfluence, treated, baseline);
  }
}
