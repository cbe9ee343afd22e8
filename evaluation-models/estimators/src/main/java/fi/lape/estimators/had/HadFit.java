package fi.lape.estimators.had;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What {@link HeterogeneousAdoption} answers.
 *
 * <p>No {@link fi.lape.estimators.estimate.Fit}: a local line has no influence function by cluster,
 * its interval is not centred on the estimate, and no inference of this library may be put on top
 * of it.
 *
 * @param start the first treated period
 * @param periods effects by horizon, then placebos, nearest first
 * @param quasiUntreated whether doses come close to zero; empty if the two smallest are equal
 */
public record HadFit(
    int start, List<PeriodWas> periods, Optional<QuasiUntreatedTest> quasiUntreated) {
  public HadFit {
    periods = List.copyOf(periods);
    requireNonNull(quasiUntreated, "quasiUntreated is null");
  }

  /** Returns the periods from the start on. */
  public List<PeriodWas> effects() {
    return periods.stream().filter(p -> !p.isPlacebo()).toList();
  }

  /** Returns the periods before the one changes are measured from, nearest first. */
  public List<PeriodWas> placebos() {
    return periods.stream().filter(PeriodWas::isPlacebo).toList();
  }

  /** Returns the estimate of a period; empty if it is refused or not looked at. */
  public Optional<PeriodWas.Estimated> estimated(int period) {
    return periods.stream()
        .filter(p -> p.period() == period)
        .filter(PeriodWas.Estimated.class::isInstance)
        .map(PeriodWas.Estimated.class::cast)
        .findFirst();
  }
}
