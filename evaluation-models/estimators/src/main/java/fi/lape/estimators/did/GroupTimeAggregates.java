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

/**
 * Averages of group-time effects, θ = Σ_j p_j ATT_j / Σ_j p_j, with p the share of a cohort.
 *
 * <p>Because the shares are estimated, a unit of cohort g adds to ψ, besides the ψ of the cells, n
 * · w_i · (Σ_{j: g_j=g} ATT_j − N_g θ) / Σ_j W_{g_j}, with N_g the number of cells of g averaged.
 *
 * @see <a href="https://doi.org/10.1016/j.jeconom.2020.12.001">Callaway and Sant'Anna (2021),
 *     section 3.1</a>
 */
final class GroupTimeAggregates {
  private final GroupTimeSettings settings;
  private final CohortMeans means;
  private final List<GroupTimeCell> cells;

  /** An average in the making. */
  private record Average(
      PooledContrast contrast,
      NavigableMap<Integer, Double> shareInfluence,
      NavigableSet<Integer> treated,
      double baseline) {}

  GroupTimeAggregates(GroupTimeSettings settings, CohortMeans means, List<GroupTimeCell> cells) {
    this.settings = settings;
    this.means = means;
    this.cells = cells.stream().filter(cell -> cell.contrast().isPresent()).toList();
  }

  List<Effect> effects() {
    List<Effect> effects = new ArrayList<>();
    for (Aggregation aggregation : settings.aggregations()) {
      switch (aggregation) {
        case SIMPLE -> effects.add(effect(EffectKey.of("att-simple"), this::isAfter));
        case GROUP -> group(effects);
        case CALENDAR -> calendar(effects);
        case DYNAMIC -> dynamic(effects);
      }
    }
    return effects;
  }

  private boolean isAfter(GroupTimeCell cell) {
    return cell.eventTime() >= 0 && cell.eventTime() <= lastEvent();
  }

  private int lastEvent() {
    return settings.lastEvent().orElse(Integer.MAX_VALUE);
  }

  private void group(List<Effect> effects) {
    NavigableMap<Integer, Average> averages = new TreeMap<>();
    NavigableSet<Integer> cohorts = new TreeSet<>();
    cells.forEach(cell -> cohorts.add(cell.cohort()));
    for (int g : cohorts) {
      List<GroupTimeCell> mine = select(cell -> cell.cohort() == g && isAfter(cell));
      effects.add(effect(EffectKey.ofCohort("att-group", g), mine));
      if (!mine.isEmpty()) {
        averages.put(g, average(mine));
      }
    }
    effects.add(overallGroup(averages));
  }

  private Effect overallGroup(NavigableMap<Integer, Average> averages) {
    EffectKey key = EffectKey.of("att-group-overall");
    if (averages.isEmpty()) {
      return new NotEstimable(key, Reason.NO_ESTIMABLE_CELL);
    }
    double whole = means.weight(new TreeSet<>(averages.keySet()));
    PooledContrast contrast = new PooledContrast(means);
    double baseline = 0;
    double overall = 0;
    for (int g : averages.keySet()) {
      double share = means.weight(g) / whole;
      contrast.add(averages.get(g).contrast(), share);
      baseline += share * averages.get(g).baseline();
      overall += share * averages.get(g).contrast().value();
    }
    NavigableMap<Integer, Double> shareInfluence = new TreeMap<>();
    for (int g : averages.keySet()) {
      shareInfluence.put(g, (averages.get(g).contrast().value() - overall) / whole);
    }
    return contrast.estimated(
        key, shareInfluence, new TreeSet<>(averages.keySet()), OptionalDouble.of(baseline));
  }

  private void calendar(List<Effect> effects) {
    NavigableSet<Integer> periods = new TreeSet<>();
    select(this::isAfter).forEach(cell -> periods.add(cell.period()));
    List<Average> averages = new ArrayList<>();
    for (int t : periods) {
      List<GroupTimeCell> mine = select(cell -> cell.period() == t && isAfter(cell));
      effects.add(effect(EffectKey.ofPeriod("att-calendar", t), mine));
      averages.add(average(mine));
    }
    effects.add(overallMean(EffectKey.of("att-calendar-overall"), averages));
  }

  private void dynamic(List<Effect> effects) {
    List<Average> after = new ArrayList<>();
    NavigableSet<Integer> eventTimes = new TreeSet<>();
    select(this::isInEventStudy).forEach(cell -> eventTimes.add(cell.eventTime()));
    for (int e : eventTimes) {
      List<GroupTimeCell> mine = select(cell -> cell.eventTime() == e && isInEventStudy(cell));
      effects.add(effect(EffectKey.ofEventTime("att-dynamic", e), mine));
      if (e >= 0) {
        after.add(average(mine));
      }
    }
    effects.add(overallMean(EffectKey.of("att-dynamic-overall"), after));
  }

  private boolean isInEventStudy(GroupTimeCell cell) {
    int e = cell.eventTime();
    if (e < settings.firstEvent().orElse(Integer.MIN_VALUE) || e > lastEvent()) {
      return false;
    }
    if (settings.balance().isEmpty()) {
      return true;
    }
    int balance = settings.balance().getAsInt();
    int first = means.period(0);
    int last = lastEstimable();
    return last - cell.cohort() >= balance && e <= balance && e >= balance - last + first;
  }

  /** The last period any cohort has an effect in; later ones have no controls. */
  private int lastEstimable() {
    int last = Integer.MIN_VALUE;
    for (GroupTimeCell cell : cells) {
      last = Math.max(last, cell.period());
    }
    return last;
  }

  /** The plain mean of averages: its weights are not estimated. */
  private Effect overallMean(EffectKey key, List<Average> averages) {
    if (averages.isEmpty()) {
      return new NotEstimable(key, Reason.NO_ESTIMABLE_CELL);
    }
    PooledContrast contrast = new PooledContrast(means);
    NavigableMap<Integer, Double> shareInfluence = new TreeMap<>();
    NavigableSet<Integer> treated = new TreeSet<>();
    double share = 1.0 / averages.size();
    double baseline = 0;
    for (Average average : averages) {
      contrast.add(average.contrast(), share);
      baseline += share * average.baseline();
      treated.addAll(average.treated());
      average
          .shareInfluence()
          .forEach((g, value) -> shareInfluence.merge(g, share * value, (a, b) -> a + b));
    }
    return contrast.estimated(key, shareInfluence, treated, OptionalDouble.of(baseline));
  }

  private List<GroupTimeCell> select(Predicate<GroupTimeCell> wanted) {
    return cells.stream().filter(wanted).toList();
  }

  private Effect effect(EffectKey key, Predicate<GroupTimeCell> wanted) {
    return effect(key, select(wanted));
  }

  private Effect effect(EffectKey key, List<GroupTimeCell> mine) {
    if (mine.isEmpty()) {
      return new NotEstimable(key, Reason.NO_ESTIMABLE_CELL);
    }
    if (mine.stream().allMatch(GroupTimeCell::isReference)) {
      return new NotEstimable(key, Reason.REFERENCE_PERIOD);
    }
    Average average = average(mine);
    return average
        .contrast()
        .estimated(
            key,
            average.shareInfluence(),
            average.treated(),
            OptionalDouble.of(average.baseline()));
  }

  private Average average(List<GroupTimeCell> mine) {
    double whole = 0;
    for (GroupTimeCell cell : mine) {
      whole += means.weight(cell.cohort());
    }
    PooledContrast contrast = new PooledContrast(means);
    NavigableSet<Integer> treated = new TreeSet<>();
    double baseline = 0;
    for (GroupTimeCell cell : mine) {
      double share = means.weight(cell.cohort()) / whole;
      contrast.add(cell.contrast().orElseThrow(), share);
      treated.add(cell.cohort());
      baseline += share * means.mean(cell.cohort())[cell.baseIndex()];
    }
    double theta = contrast.value();
    NavigableMap<Integer, Double> shareInfluence = new TreeMap<>();
    for (GroupTimeCell cell : mine) {
      double value = (cell.contrast().orElseThrow().value() - theta) / whole;
      shareInfluence.merge(cell.cohort(), value, (a, b) -> a + b);
    }
    return new Average(contrast, shareInfluence, treated, baseline);
  }
}
