package fi.lape.estimators.did;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.estimate.Reason;
import java.util.Collections;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What cohort g in period t is compared with, before any outcome is looked at.
 *
 * @param cohort g
 * @param period t
 * @param periodIndex place of t among the periods
 * @param baseIndex place of the base period; meaningful unless a reason forbids the comparison
 * @param controls the cohorts compared with; none in the reference period
 * @param reason why there is none; the reference period has one and is zero
 */
record Comparison(
    int cohort,
    int period,
    int periodIndex,
    int baseIndex,
    NavigableSet<Integer> controls,
    Optional<Reason> reason) {

  Comparison {
    controls = Collections.unmodifiableNavigableSet(new TreeSet<>(controls));
    requireNonNull(reason, "reason is null");
  }

  boolean isReference() {
    return reason.filter(r -> r == Reason.REFERENCE_PERIOD).isPresent();
  }
}
