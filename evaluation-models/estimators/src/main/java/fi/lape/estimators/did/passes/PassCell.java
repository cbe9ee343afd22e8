package fi.lape.estimators.did.passes;

import java.util.Collections;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * A cohort compared with its controls between two periods.
 *
 * @param cohort whose effect it is
 * @param controls the cohorts compared with, one or more
 * @param period place of the period among the periods
 * @param base place of the period it is compared with, another one
 */
public record PassCell(int cohort, NavigableSet<Integer> controls, int period, int base) {
  public PassCell {
    controls = Collections.unmodifiableNavigableSet(new TreeSet<>(controls));
  }

  /** Returns whose covariates count: those of the earlier period. */
  public int earlier() {
    return Math.min(period, base);
  }
}
