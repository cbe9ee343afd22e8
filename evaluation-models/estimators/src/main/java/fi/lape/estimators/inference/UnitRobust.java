package fi.lape.estimators.inference;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.estimate.Estimated;

/**
 * Errors clustered on the unit, V = factor · Σψ_i² / n². Valid only where units were assigned to
 * treatment one by one and their errors are independent; {@link ClusterLevelCheck} refuses the
 * rest.
 */
public final class UnitRobust implements Inference {
  private final SmallSample smallSample;

  public UnitRobust(SmallSample smallSample) {
    this.smallSample = requireNonNull(smallSample, "smallSample is null");
  }

  @Override
  public String name() {
    return "unit-robust";
  }

  @Override
  public InferenceResult infer(Estimated estimated, double level) {
    Reference.requireLevel(level);
    long units = estimated.sample().units();
    if (units < 2) {
      return new NotInferable(name(), Refusal.TOO_FEW_CLUSTERS, (int) units);
    }
    if (!smallSample.isDetermined(estimated.parameters())) {
      return new NotInferable(name(), Refusal.NO_DEGREES_OF_FREEDOM, (int) units);
    }
    double variance =
        estimated.influence().unitCovariance(estimated.influence())
            * smallSample.factor(estimated.parameters(), units);
    return WaldResult.of(
        name(), estimated, variance, smallSample.dof(estimated.parameters(), units), level);
  }
}
