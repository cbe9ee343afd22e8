package fi.lape.estimators.diagnostics;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What can be said of the effect under one bound.
 *
 * @param bound M in the outcome's unit, or M̄, a ratio
 * @param confidence interval; empty if every value is rejected: the estimates before adoption
 *     contradict the restriction
 * @param identified values the restriction allows if the estimates were the truth; empty if the
 *     estimates before adoption break the bound themselves
 * @param fixedLength the interval's estimate, bias and weights, where it has a fixed length
 */
public record HonestInterval(
    double bound,
    Optional<Interval> confidence,
    Optional<Interval> identified,
    Optional<FixedLengthInterval> fixedLength) {
  public HonestInterval {
    requireNonNull(confidence, "confidence is null");
    requireNonNull(identified, "identified is null");
    requireNonNull(fixedLength, "fixedLength is null");
  }
}
