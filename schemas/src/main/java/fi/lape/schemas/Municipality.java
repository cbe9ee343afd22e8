package fi.lape.schemas;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A municipality, existing or merged since 2010.
 *
 * @param code three digits
 * @param labels fi and sv name; the English name is the Finnish one
 * @param validFrom first year, 2010 standing for "2010 or earlier"
 * @param validTo last year; empty while it exists
 * @param successor code of the municipality it was merged into; empty while it exists, and where it
 *     is not confirmed
 */
public record Municipality(
    String code, Labels labels, int validFrom, OptionalInt validTo, Optional<String> successor) {
  /** True when the municipality exists in a year (the division changes on 1 January). */
  public boolean existsIn(int year) {
    return validFrom <= year && (validTo.isEmpty() || year <= validTo.getAsInt());
  }
}
