package fi.lape.estimators.inference;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.estimate.Estimated;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The variance of the influence function as it stands: no small-sample factor, the normal
 * distribution; what R {@code did} prints. Influence is summed over the clusters of the panel; a
 * panel whose clusters are its units gives the errors by unit.
 */
public final class Analytic implements Inference {
  /** What is independent. */
  public enum By {
    CLUSTER,
    UNIT
  }

  private final By by;

  public Analytic(By by) {
    this.by = requireNonNull(by, "by is null");
  }

  @Override
  public String name() {
    return "analytic";
  }

  @Override
  public InferenceResult infer(Estimated estimated, double level) {
    Reference.requireLevel(level);
    int clusters = estimated.clusters().size();
    long independent =
        switch (by) {
          case CLUSTER -> clusters;
          case UNIT -> estimated.sample().units();
        };
    if (independent < 2) {
      return new NotInferable(name(), Refusal.TOO_FEW_CLUSTERS, clusters);
    }
    double variance =
        switch (by) {
          case CLUSTER -> estimated.influence().clusterCovariance(estimated.influence());
          case UNIT -> estimated.influence().unitCovariance(estimated.influence());
        };
    return WaldResult.of(name(), estimated, variance, OptionalDouble.empty(), level);
  }

  @Override
  public Set<Caveat> caveats(Estimated estimated) {
    return switch (by) {
      case CLUSTER -> Caveats.withoutFactor(estimated, estimated.clusters().size());
      case UNIT ->
          estimated.sample().units() <= Caveats.FEW
              ? Set.of(Caveat.NO_SMALL_SAMPLE_FACTOR)
              : Set.of();
    };
  }
}
