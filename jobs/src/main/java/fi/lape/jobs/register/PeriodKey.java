package fi.lape.jobs.register;

import java.util.Comparator;

/** What a row of the child panel is about, besides the child. */
record PeriodKey(int periodStart, AgeGroup ageGroup, int unit) implements Comparable<PeriodKey> {
  private static final Comparator<PeriodKey> ORDER =
      Comparator.comparingInt(PeriodKey::periodStart)
          .thenComparing(PeriodKey::ageGroup)
          .thenComparingInt(PeriodKey::unit);

  @Override
  public int compareTo(PeriodKey other) {
    return ORDER.compare(this, other);
  }
}
