package fi.lape.estimators.diagnostics;

import fi.lape.estimators.linalg.SymmetricInverse;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;

/** Intervals of one study under one restriction and method, for any bound. */
final class HonestSearch {
  // Of α, for the first stage; the second makes up for it with (α − κ)/(1 − κ).
  private static final double FIRST_STAGE = 0.1;
  // Where T is above this many standard errors a test accepts only where two vertices tie; such
  // islands are cut off.
  private static final double FARTHEST = 20;

  private final EventStudy study;
  private final HonestSettings settings;
  private final HonestMethod method;
  private final double[] l;
  private final double estimate;
  private final double error;
  private final FixedLength fixedLength;
  private final Optional<LeastFavourable> leastFavourable;
  // Under smoothness the bound moves the moments' means only, so one critical value serves all.
  private OptionalDouble critical = OptionalDouble.empty();

  HonestSearch(EventStudy study, HonestSettings settings, List<Double> weights) {
    this.study = study;
    this.settings = settings;
    method = settings.methodUsed();
    l = weights.stream().mapToDouble(w -> w).toArray();
    double[] a = new double[study.size()];
    System.arraycopy(l, 0, a, study.pre(), l.length);
    estimate = SymmetricInverse.dot(a, study.estimates());
    error =
        Math.sqrt(SymmetricInverse.dot(a, SymmetricInverse.times(study.covariance(a.length), a)));
    fixedLength = new FixedLength(study, l);
    leastFavourable =
        method == HonestMethod.CONDITIONAL_LEAST_FAVOURABLE
            ? Optional.of(new LeastFavourable(study, settings.draws(), settings.seed()))
            : Optional.empty();
  }

  double estimate() {
    return estimate;
  }

  double error() {
    return error;
  }

  HonestInterval at(double bound) {
    Optional<FixedLengthInterval> fixed =
        method == HonestMethod.FLCI
            ? Optional.of(fixedLength.best(bound, settings.level()))
            : Optional.empty();
    return new HonestInterval(
        bound, confidence(bound), IdentifiedSet.of(study, settings.restriction(), bound, l), fixed);
  }

  /** Returns the interval, or empty if every value is rejected. */
  Optional<Interval> confidence(double bound) {
    if (method == HonestMethod.FLCI) {
      FixedLengthInterval fixed = fixedLength.best(bound, settings.level());
      return Optional.of(new Interval(fixed.low(), fixed.high()));
    }
    Optional<Interval> all = Optional.empty();
    for (Polyhedron part :
        Polyhedron.partsOf(settings.restriction(), bound, study.pre(), study.post())) {
      Optional<Interval> mine = within(part, bound);
      if (mine.isPresent()) {
        all = Optional.of(all.map(mine.get()::hull).orElse(mine.get()));
      }
    }
    return all;
  }

  private Optional<Interval> within(Polyhedron part, double bound) {
    ConditionalTest test = new ConditionalTest(study, part, l);
    double alpha = 1 - settings.level();
    double kappa = FIRST_STAGE * alpha;
    double second = (alpha - kappa) / (1 - kappa);
    return switch (method) {
      case FLCI -> throw new IllegalStateException("an interval of fixed length inverts no test");
      case CONDITIONAL -> {
        DoublePredicate accepts =
            theta -> test.tail(theta, Double.POSITIVE_INFINITY, Optional.empty()) >= alpha;
        yield AcceptedRange.below(test, FARTHEST, estimate, error)
            .flatMap(range -> AcceptedRange.within(range, error, accepts));
      }
      case CONDITIONAL_LEAST_FAVOURABLE -> {
        double limit = critical(test, kappa);
        DoublePredicate accepts =
            theta ->
                test.statistic(theta).value() <= limit
                    && test.tail(theta, limit, Optional.empty()) >= second;
        yield AcceptedRange.below(test, limit, estimate, error)
            .flatMap(range -> AcceptedRange.within(range, error, accepts));
      }
      case CONDITIONAL_FLCI -> {
        FixedLengthInterval fixed = fixedLength.best(bound, 1 - kappa);
        FirstStage first = new FirstStage(fixed);
        DoublePredicate accepts =
            theta ->
                first.passes(theta)
                    && test.tail(theta, Double.POSITIVE_INFINITY, Optional.of(first)) >= second;
        yield AcceptedRange.within(new Interval(fixed.low(), fixed.high()), error, accepts);
      }
    };
  }

  private double critical(ConditionalTest test, double kappa) {
    if (settings.restriction().kind() != Restriction.Kind.SMOOTHNESS) {
      return leastFavourable.orElseThrow().critical(test, kappa);
    }
    if (critical.isEmpty()) {
      critical = OptionalDouble.of(leastFavourable.orElseThrow().critical(test, kappa));
    }
    return critical.getAsDouble();
  }
}
