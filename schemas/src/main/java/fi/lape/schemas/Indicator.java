package fi.lape.schemas;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An outcome indicator of Sotkanet.
 *
 * @param id Sotkanet's number
 * @param labels title as published
 * @param family code of the list "indicator_families"
 * @param unit unit of the value, a code of that list
 * @param valueField field of the interface that holds the value, {@code value} or {@code absValue};
 *     the count of people, where there is one, is always in {@code absValue}
 * @param suppressedBelow counts below this are hidden by leaving the row out; empty when an absent
 *     row means a missing value
 * @param exposure denominator of the count, {@code children-0-17}; empty where it is another one
 * @param breakYears years that do not compare with the year before
 * @param titleDrift how the title has changed between publications
 */
public record Indicator(
    int id,
    Labels labels,
    String family,
    String unit,
    String valueField,
    OptionalInt suppressedBelow,
    Optional<String> exposure,
    List<Integer> breakYears,
    Optional<String> titleDrift) {
  public Indicator {
    breakYears = List.copyOf(breakYears);
  }
}
