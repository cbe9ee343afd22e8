package fi.lape.estimators.estimate;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which cohorts an average over cohorts and periods is without, because their cells could not be
 * estimated: the average then answers for the others alone.
 */
public final class LeftOutCells {
  private final List<Effect> cells = new ArrayList<>();
  private final int lastEvent;

  /**
   * A cohort that an average is without.
   *
   * @param cohort first treated period
   * @param periods those without an estimate; empty if it has none in the average at all
   * @param reasons why
   */
  public record Missing(int cohort, NavigableSet<Integer> periods, NavigableSet<Reason> reasons) {
    /** Returns the same in words, such as {@code cohort 2016 (GROUP_TOO_SMALL)}. */
    public String words() {
      String when =
          periods.isEmpty()
              ? ""
              : periods.size() == 1
                  ? " in " + periods.first()
                  : " in %d periods from %d on".formatted(periods.size(), periods.first());
      List<String> names = reasons.stream().map(Reason::name).toList();
      return "cohort %d%s (%s)".formatted(cohort, when, String.join(", ", names));
    }
  }

  /**
   * Looks for cells, the effects of one cohort in one period.
   *
   * @param effects of one method
   * @param lastEvent the last event time averaged, if averages were told to end
   */
  public LeftOutCells(List<Effect> effects, OptionalInt lastEvent) {
    for (Effect effect : effects) {
      EffectKey key = effect.key();
      if (key.cohort().isPresent() && key.period().isPresent() && key.eventTime().isPresent()) {
        cells.add(effect);
      }
    }
    this.lastEvent = lastEvent.orElse(Integer.MAX_VALUE);
  }

  /** Returns what an average is without, by cohort; nothing for a cell. */
  public List<Missing> of(EffectKey average) {
    NavigableMap<Integer, Missing> missing = new TreeMap<>();
    NavigableSet<Integer> there = new TreeSet<>();
    boolean isAverage = average.cohort().isEmpty() || average.period().isEmpty();
    for (Effect cell : cells) {
      EffectKey key = cell.key();
      if (!isAverage || !enters(key, average)) {
        continue;
      }
      int cohort = key.cohort().orElseThrow();
      if (cell instanceof NotEstimable refused && isMissed(key, refused.reason())) {
        Missing those =
            missing.computeIfAbsent(cohort, g -> new Missing(g, new TreeSet<>(), new TreeSet<>()));
        those.periods().add(key.period().orElseThrow());
        those.reasons().add(refused.reason());
      } else {
        there.add(cohort);
      }
    }
    return missing.values().stream()
        .map(
            m ->
                there.contains(m.cohort())
                    ? m
                    : new Missing(m.cohort(), new TreeSet<>(), m.reasons()))
        .toList();
  }

  private boolean enters(EffectKey cell, EffectKey average) {
    int event = cell.eventTime().orElseThrow();
    if (!scale(cell).equals(scale(average)) || event > lastEvent) {
      return false;
    }
    if (average.eventTime().isPresent()) {
      return average.eventTime().getAsInt() == event;
    }
    return event >= 0
        && average.cohort().orElse(cell.cohort().orElseThrow()) == cell.cohort().orElseThrow()
        && average.period().orElse(cell.period().orElseThrow()) == cell.period().orElseThrow();
  }

  /** A base period is there by definition, and a cohort's first period before it has none. */
  private static boolean isMissed(EffectKey cell, Reason reason) {
    boolean before = cell.eventTime().orElseThrow() < 0;
    return reason != Reason.REFERENCE_PERIOD && !(before && reason == Reason.NO_BASE_PERIOD);
  }

  /**
   * What a method for counts puts behind the estimand: {@code -count}, {@code -rate}, {@code -log}.
   */
  private static String scale(EffectKey key) {
    return key.estimand().replaceAll("^att-(gt|simple|group|calendar|dynamic)(-overall)?", "");
  }
}
