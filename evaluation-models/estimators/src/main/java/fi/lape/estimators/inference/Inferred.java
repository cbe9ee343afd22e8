package fi.lape.estimators.inference;

import static java.util.Objects.requireNonNull;

import java.util.OptionalDouble;

/**
 * The uncertainty of an estimate.
 *
 * @param name the inference
 * @param standardError in the outcome's unit, above 0; empty where the inference has none
 * @param low lower end of the interval; empty if the interval has no lower end
 * @param high upper end of the interval; empty if the interval has no upper end
 * @param pValue two-sided, of "no effect"
 * @param dof degrees of freedom of the t distribution used; empty for the normal and for
 *     enumeration
 * @param clusters that the estimate rests on
 * @param clustersEffective G* of {@link EffectiveClusters}, at most {@code clusters}
 */
public record Inferred(
    String name,
    OptionalDouble standardError,
    OptionalDouble low,
    OptionalDouble high,
    double pValue,
    OptionalDouble dof,
    int clusters,
    double clustersEffective)
    implements InferenceResult {
  public Inferred {
    requireNonNull(name, "name is null");
    requireNonNull(standardError, "standardError is null");
    requireNonNull(low, "low is null");
    requireNonNull(high, "high is null");
    requireNonNull(dof, "dof is null");
  }
}
