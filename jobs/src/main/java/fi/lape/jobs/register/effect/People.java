package fi.lape.jobs.register.effect;

import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.panel.Panel;
import fi.lape.jobs.plan.RegisterOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;

/**
 * How many children a number rests on at least, by cohort of adoption and year.
 *
 * <p>Age groups and years are not added up, as a child may be in two: the largest stands for all.
 * Municipalities are, so that a child placed from two of them in a year counts twice.
 */
final class People {
  /** Cohort and year → people by column and age group. */
  private final Map<Integer, Map<Integer, Map<String, long[]>>> counts = new TreeMap<>();

  private final List<String> columns;
  private final List<Integer> years;

  People(CellSums cells, RegisterPanel.Choice choice) {
    RegisterOutcome outcome = choice.outcome();
    this.columns = outcome.people();
    this.years = cells.years();
    int[] places = columns.stream().mapToInt(cells::place).toArray();
    for (CellSums.Cell cell : cells.cells()) {
      Integer cohort = choice.adoption().get(cell.municipality());
      if (cohort != null && choice.population().holds(cell)) {
        long[] held =
            counts
                .computeIfAbsent(cohort, c -> new TreeMap<>())
                .computeIfAbsent(cell.year(), y -> new TreeMap<>())
                .computeIfAbsent(cell.ageGroup(), a -> new long[places.length]);
        for (int i = 0; i < places.length; i++) {
          held[i] += cell.numbers()[places[i]];
        }
      }
    }
  }

  /** The fewest children behind any part of a number: adopters, before and after, and others. */
  long behind(EffectKey key) {
    List<Long> parts = new ArrayList<>();
    TreeSet<Integer> compared = new TreeSet<>();
    List<Integer> cohorts = treated(key);
    if (key.cohort().isPresent() && key.period().isPresent()) {
      int period = key.period().getAsInt();
      int cohort = key.cohort().getAsInt();
      parts.add(count(c -> c == cohort, period));
      if (period < cohort && years.contains(period - 1)) {
        parts.add(count(c -> c == cohort, period - 1));
      }
      compared.add(period);
    } else if (key.eventTime().isPresent()) {
      int event = key.eventTime().getAsInt();
      long all = 0;
      for (int cohort : cohorts) {
        if (years.contains(cohort + event)) {
          all += count(c -> c == cohort, cohort + event);
          compared.add(cohort + event);
        }
      }
      parts.add(all);
    } else {
      long most = 0;
      for (int year : years) {
        boolean wanted = key.period().isEmpty() || key.period().getAsInt() == year;
        if (wanted && cohorts.stream().anyMatch(c -> c <= year)) {
          most = Math.max(most, count(c -> cohorts.contains(c) && c <= year, year));
          compared.add(year);
        }
      }
      parts.add(most);
    }
    long before = 0;
    for (int cohort : cohorts) {
      if (years.contains(cohort - 1)) {
        before += count(c -> c == cohort, cohort - 1);
      }
    }
    parts.add(before);
    for (int year : compared) {
      if (counts.keySet().stream().anyMatch(c -> c > year)) {
        parts.add(count(c -> c > year, year));
      }
    }
    return parts.stream().mapToLong(Long::longValue).min().orElse(0);
  }

  private List<Integer> treated(EffectKey key) {
    if (key.cohort().isPresent()) {
      return List.of(key.cohort().getAsInt());
    }
    return counts.keySet().stream()
        .filter(c -> c != Panel.NEVER && c > years.get(0) && c <= years.get(years.size() - 1))
        .toList();
  }

  /** The fewest of the columns, each the largest of the age groups. */
  private long count(IntPredicate cohorts, int year) {
    Map<String, long[]> byAge = new TreeMap<>();
    counts.forEach(
        (cohort, byYear) -> {
          if (cohorts.test(cohort)) {
            byYear
                .getOrDefault(year, Map.of())
                .forEach(
                    (age, held) -> {
                      long[] all = byAge.computeIfAbsent(age, a -> new long[held.length]);
                      for (int i = 0; i < held.length; i++) {
                        all[i] += held[i];
                      }
                    });
          }
        });
    long fewest = Long.MAX_VALUE;
    for (int i = 0; i < columns.size(); i++) {
      int column = i;
      fewest =
          Math.min(fewest, byAge.values().stream().mapToLong(held -> held[column]).max().orElse(0));
    }
    return fewest;
  }
}
