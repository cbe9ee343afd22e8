package fi.lape.estimators.cost;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.error.CostErrors;

/**
 * A number of a calculation that is not known for certain.
 *
 * @param base the value taken
 * @param low the least it might be, at most {@code base}
 * @param high the most, at least {@code base}
 */
public record Parameter(String name, double base, double low, double high) {
  /** Refuses ranges that do not hold the value taken. */
  public Parameter {
    requireNonNull(name, "name is null");
    if (!(low <= base && base <= high) || Double.isInfinite(low) || Double.isInfinite(high)) {
      throw CostErrors.dataInvalid(
          "'%s' is %s but lies between %s and %s".formatted(name, base, low, high));
    }
  }
}
