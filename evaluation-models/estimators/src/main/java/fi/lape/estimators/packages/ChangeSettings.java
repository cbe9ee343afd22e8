package fi.lape.estimators.packages;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.dose.RegressionWeights;
import fi.lape.estimators.error.PackageErrors;
import java.util.List;

/**
 * Which change is compared.
 *
 * @param before periods whose mean changes are measured from, each once
 * @param after periods whose mean the change leads to, each once, none of them in {@code before}
 * @param weights how much an area counts
 */
public record ChangeSettings(List<Integer> before, List<Integer> after, RegressionWeights weights) {
  public ChangeSettings {
    before = List.copyOf(before);
    after = List.copyOf(after);
    requireNonNull(weights, "weights is null");
    if (before.isEmpty() || after.isEmpty()) {
      throw PackageErrors.periodsOfChange("no period before, or none after");
    }
    if (before.stream().distinct().count() < before.size()
        || after.stream().distinct().count() < after.size()
        || after.stream().anyMatch(before::contains)) {
      throw PackageErrors.periodsOfChange("a period is given twice");
    }
  }
}
