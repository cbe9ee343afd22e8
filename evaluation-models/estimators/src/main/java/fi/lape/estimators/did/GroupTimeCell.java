package fi.lape.estimators.did;

import fi.lape.estimators.estimate.Reason;
import java.util.Optional;

/**
 * The effect on cohort g in period t before it is an {@code Effect}: a contrast, or a reason.
 *
 * @param contrast empty if there is a reason
 * @param reason empty if there is a contrast; the reference period has both, its contrast all zero
 * @param baseIndex index of the base period; meaningful if there is a contrast
 */
record GroupTimeCell(
    int cohort,
    int period,
    Optional<PooledContrast> contrast,
    Optional<Reason> reason,
    int baseIndex) {

  static GroupTimeCell of(int cohort, int period, int baseIndex, PooledContrast contrast) {
    return new GroupTimeCell(cohort, period, Optional.of(contrast), Optional.empty(), baseIndex);
  }

  static GroupTimeCell refused(int cohort, int period, Reason reason) {
    return new GroupTimeCell(cohort, period, Optional.empty(), Optional.of(reason), -1);
  }

  static GroupTimeCell reference(int cohort, int period, int baseIndex, PooledContrast zero) {
    return new GroupTimeCell(
        cohort, period, Optional.of(zero), Optional.of(Reason.REFERENCE_PERIOD), baseIndex);
  }

  int eventTime() {
    return period - cohort;
  }

  boolean isReference() {
    return reason.filter(r -> r == Reason.REFERENCE_PERIOD).isPresent();
  }
}
