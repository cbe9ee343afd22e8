package fi.lape.jobs.release.disclosure;

import fi.lape.jobs.plan.StudyPlan;
import fi.lape.jobs.release.table.TableRow;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * How an outcome's value turns back into a count of children, which is what must not be shown when
 * small.
 *
 * @param scale what the value is given for: 100 for percent, 1000 for per thousand
 * @param of for a share: the outcome whose count is the denominator
 */
public record OutcomeRule(String outcome, Kind kind, double scale, Optional<String> of) {
  /** What kind of count stands behind a value. */
  public enum Kind {
    /** value = scale · count / children. */
    CHILDREN,
    /** value = scale · count / count of another outcome. */
    SHARE,
    /** No count of children: euros, rates of adults. */
    NONE
  }

  /** The rule of an outcome of the plan. */
  public static OutcomeRule of(StudyPlan.Outcome outcome) {
    double scale = outcome.effectUnit().equals("per-1000") ? 1000 : 100;
    if (outcome.of().isPresent()) {
      return new OutcomeRule(outcome.id(), Kind.SHARE, scale, outcome.of());
    }
    // A rate of a service for children is a count of children or visits to whoever multiplies.
    boolean service = Set.of("corrective", "preventive").contains(outcome.family());
    boolean rate = outcome.kind().equals("rate") && service;
    Kind kind = outcome.exposure().isPresent() || rate ? Kind.CHILDREN : Kind.NONE;
    return new OutcomeRule(outcome.id(), kind, scale, Optional.empty());
  }

  /** The count behind a shown row: as given, else worked back from the value. */
  public OptionalDouble count(TableRow row) {
    OptionalDouble low = row.numberIfAny("count_low");
    OptionalDouble high = row.numberIfAny("count_high");
    if (low.isPresent() && high.isPresent() && low.getAsDouble() == high.getAsDouble()) {
      return low;
    }
    OptionalDouble value = row.numberIfAny("value");
    return value.isPresent()
        ? OptionalDouble.of(value.getAsDouble() * row.number("children_0_17") / scale)
        : OptionalDouble.empty();
  }
}
