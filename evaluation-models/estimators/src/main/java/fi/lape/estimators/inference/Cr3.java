package fi.lape.estimators.inference;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.estimate.ClusterRegression;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.inference.SmallSample.Dof;
import java.util.OptionalDouble;

/**
 * The exact leave-one-cluster-out jackknife, V = factor · Σ_k (θ_(k) − θ)², t(G − 1) unless chosen
 * otherwise.
 *
 * <p>Cohort shares are held fixed when a cluster is left out.
 *
 * @see <a href="https://doi.org/10.1002/jae.2969">MacKinnon, Nielsen and Webb (2023), equation
 *     12</a>
 */
public final class Cr3 implements Inference {
  /** The factor of the sum of squares. */
  public enum Scale {
    /** 1, as in clubSandwich. */
    ONE,
    /** (G − 1)/G, as in summclust. */
    JACKKNIFE
  }

  private final Scale scale;
  private final SmallSample smallSample;

  /** With t(G − 1). */
  public Cr3(Scale scale) {
    this(scale, Dof.CLUSTERS);
  }

  public Cr3(Scale scale, Dof dof) {
    this.scale = requireNonNull(scale, "scale is null");
    smallSample = new SmallSample(false, SmallSample.Counted.NOT_NESTED, dof);
  }

  @Override
  public String name() {
    return "cr3";
  }

  @Override
  public InferenceResult infer(Estimated estimated, double level) {
    Reference.requireLevel(level);
    int clusters = estimated.clusters().size();
    if (estimated.regression().isEmpty()) {
      return new NotInferable(name(), Refusal.NOT_A_REGRESSION, clusters);
    }
    ClusterRegression regression = estimated.regression().get();
    if (clusters < 2) {
      return new NotInferable(name(), Refusal.TOO_FEW_CLUSTERS, clusters);
    }
    if (!smallSample.isDetermined(regression.parameters())) {
      return new NotInferable(name(), Refusal.NO_DEGREES_OF_FREEDOM, clusters);
    }
    double theta = regression.estimate();
    double sum = 0;
    for (int k = 0; k < clusters; k++) {
      OptionalDouble without = regression.estimateWithout(k);
      if (without.isEmpty()) {
        return new NotInferable(name(), Refusal.RESTS_ON_ONE_CLUSTER, clusters);
      }
      double change = without.getAsDouble() - theta;
      sum += change * change;
    }
    double factor =
        switch (scale) {
          case ONE -> 1;
          case JACKKNIFE -> (clusters - 1.0) / clusters;
        };
    return WaldResult.of(
        name(), estimated, factor * sum, smallSample.dof(regression.parameters(), clusters), level);
  }
}
