package fi.lape.estimators.inference;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.estimate.Estimated;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Cluster-robust errors from the influence function, V = factor · Σ_k (Σ_{i∈k} ψ_i)² / n².
 *
 * <p>Includes what the estimated cohort shares add. With few clusters, or few treated ones, it is
 * too small; see {@link Cr3} and {@link WildClusterTest}.
 *
 * @see <a href="https://doi.org/10.1016/j.jeconom.2022.04.001">MacKinnon, Nielsen and Webb
 *     (2023)</a>
 */
public final class Cr1 implements Inference {
  private final SmallSample smallSample;

  public Cr1(SmallSample smallSample) {
    this.smallSample = requireNonNull(smallSample, "smallSample is null");
  }

  @Override
  public String name() {
    return "cr1";
  }

  @Override
  public InferenceResult infer(Estimated estimated, double level) {
    Reference.requireLevel(level);
    int clusters = estimated.clusters().size();
    if (clusters < 2) {
      return new NotInferable(name(), Refusal.TOO_FEW_CLUSTERS, clusters);
    }
    if (!smallSample.isDetermined(estimated.parameters())) {
      return new NotInferable(name(), Refusal.NO_DEGREES_OF_FREEDOM, clusters);
    }
    double variance =
        estimated.influence().clusterCovariance(estimated.influence())
            * smallSample.factor(estimated.parameters(), clusters);
    OptionalDouble dof = smallSample.dof(estimated.parameters(), clusters);
    return WaldResult.of(name(), estimated, variance, dof, level);
  }

  @Override
  public Set<Caveat> caveats(Estimated estimated) {
    return smallSample.groups() && smallSample.dof() != SmallSample.Dof.NORMAL
        ? Caveats.ofScores(estimated)
        : Caveats.withoutFactor(estimated, estimated.clusters().size());
  }
}
