package fi.lape.jobs.release.disclosure;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How municipalities enter the means by adoption cohort; known to the release, not part of it.
 *
 * @param weight weight of a municipality, children in the base year
 * @param adoption treatment → municipality → adoption year; empty where it did not adopt
 */
public record PanelWeights(
    Map<String, Double> weight, Map<String, Map<String, Optional<Integer>>> adoption) {
  public PanelWeights {
    requireNonNull(weight, "weight is null");
    requireNonNull(adoption, "adoption is null");
  }

  /** Municipalities of a cohort, by code. */
  List<String> members(String treatment, Optional<Integer> cohort) {
    return adoption.getOrDefault(treatment, Map.of()).entrySet().stream()
        .filter(entry -> entry.getValue().equals(cohort))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }
}
