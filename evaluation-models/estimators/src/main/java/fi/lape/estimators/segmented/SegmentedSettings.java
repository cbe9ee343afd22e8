package fi.lape.estimators.segmented;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.error.EvaluationErrors;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Every choice of {@link SegmentedRegression}.
 *
 * @param firstAfter the first period after the change
 * @param leaveOut periods of transition that are not used
 * @param lag Newey and West's lag, 0 or more; empty for ⌊¾ T^⅓⌋
 */
public record SegmentedSettings(int firstAfter, Set<Integer> leaveOut, OptionalInt lag) {
  public SegmentedSettings {
    leaveOut = Set.copyOf(leaveOut);
    requireNonNull(lag, "lag is null");
    if (lag.isPresent() && lag.getAsInt() < 0) {
      throw EvaluationErrors.settingOutOfRange("lag", lag.getAsInt(), "0 or more");
    }
  }

  /** The lag for a number of periods: as set, or ⌊¾ T^⅓⌋ (Stock and Watson). */
  int lagFor(int periods) {
    return lag.orElseGet(() -> (int) Math.floor(0.75 * Math.cbrt(periods)));
  }
}
