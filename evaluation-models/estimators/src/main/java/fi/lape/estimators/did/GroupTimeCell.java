package fi.lape.estimators.did;

import fi.lape.estimators.estimate.Effect;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.NotEstimable;
import fi.lape.estimators.estimate.Reason;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The effect on cohort g in period t before it is an {@code Effect}: a sum, or a reason.
 *
 * @param sum empty if there is a reason
 * @param reason empty if there is a sum; the reference period has both, its sum zero
 * @param baseline mean outcome of the cohort in the base period, if there is a sum
 */
record GroupTimeCell<S extends EffectSum<S>>(
    int cohort, int period, Optional<S> sum, Optional<Reason> reason, OptionalDouble baseline) {

  static <S extends EffectSum<S>> GroupTimeCell<S> of(
      Comparison comparison, S sum, double baseline) {
    return new GroupTimeCell<S>(
        comparison.cohort(),
        comparison.period(),
        Optional.<S>of(sum),
        comparison.reason(),
        OptionalDouble.of(baseline));
  }

  static <S extends EffectSum<S>> GroupTimeCell<S> refused(Comparison comparison, Reason reason) {
    return new GroupTimeCell<S>(
        comparison.cohort(),
        comparison.period(),
        Optional.empty(),
        Optional.of(reason),
        OptionalDouble.empty());
  }

  int eventTime() {
    return period - cohort;
  }

  boolean isReference() {
    return reason.filter(r -> r == Reason.REFERENCE_PERIOD).isPresent();
  }

  Effect effect() {
    EffectKey key = EffectKey.cell(GroupTimeAtt.CELL, cohort, period);
    return reason
        .<Effect>map(why -> new NotEstimable(key, why))
        .orElseGet(
            () ->
                sum.orElseThrow()
                    .estimated(key, new TreeMap<>(), new TreeSet<>(List.of(cohort)), baseline));
  }
}
