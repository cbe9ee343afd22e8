package fi.lape.estimators.inference;

import fi.lape.estimators.estimate.Estimated;
import java.util.OptionalDouble;

/** Turns a variance and a reference distribution into a result. */
final class WaldResult {
  // A standard error below this share of the estimate is rounding, not sampling.
  private static final double ROUNDING = 1e-13;

  private WaldResult() {}

  static boolean isRounding(double variance, double estimate) {
    return variance <= 0 || Math.sqrt(variance) <= ROUNDING * Math.abs(estimate);
  }

  static InferenceResult of(
      String name, Estimated estimated, double variance, OptionalDouble dof, double level) {
    int clusters = estimated.clusters().size();
    if (isRounding(variance, estimated.estimate())) {
      return new NotInferable(name, Refusal.NO_RESIDUAL_VARIATION, clusters);
    }
    double error = Math.sqrt(variance);
    Reference reference = new Reference(dof);
    double half = reference.quantile(1 - (1 - level) / 2) * error;
    return new Inferred(
        name,
        OptionalDouble.of(error),
        OptionalDouble.of(estimated.estimate() - half),
        OptionalDouble.of(estimated.estimate() + half),
        reference.twoSidedP(estimated.estimate() / error),
        dof,
        clusters,
        EffectiveClusters.of(estimated));
  }
}
