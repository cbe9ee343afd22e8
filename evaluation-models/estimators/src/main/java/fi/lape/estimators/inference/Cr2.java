package fi.lape.estimators.inference;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.estimate.ClusterRegression;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.WeightSums;
import java.util.OptionalDouble;

/**
 * Bias-reduced cluster-robust errors with Satterthwaite degrees of freedom: V = Σ_k q_k², where the
 * residuals of a cluster are divided by the root of what the regression leaves of their variance.
 * Exactly unbiased if the working model is true.
 *
 * <p>Cohort shares are held fixed. An effect that rests on a coefficient which one cluster alone
 * settles is refused: nothing of that cluster's error is left to be seen.
 *
 * @see <a href="https://www150.statcan.gc.ca/n1/pub/12-001-x/2002002/article/9058-eng.pdf">Bell and
 *     McCaffrey (2002)</a>; <a href="https://doi.org/10.1080/07350015.2016.1247004">Pustejovsky and
 *     Tipton (2018)</a>
 */
public final class Cr2 implements Inference {
  /** The errors for which the variance is unbiased. */
  public enum WorkingModel {
    /** Independent, of equal variance; weights say how much rows count. clubSandwich's for lm. */
    EQUAL_VARIANCE,
    /** Independent, of variance 1/w: weights say how precise rows are. */
    INVERSE_WEIGHT
  }

  private final WorkingModel working;

  /** With errors of equal variance. */
  public Cr2() {
    this(WorkingModel.EQUAL_VARIANCE);
  }

  public Cr2(WorkingModel working) {
    this.working = requireNonNull(working, "working is null");
  }

  @Override
  public String name() {
    return "cr2";
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
    if (!isKnown(regression, working)) {
      return new NotInferable(name(), Refusal.WEIGHTED_WITHOUT_PLAIN_SUMS, clusters);
    }
    AdjustedScores scores =
        new AdjustedScores(
            regression,
            new double[][] {regression.target()},
            Adjustment.ROOT,
            isEqual(regression, working));
    if (scores.restsOnOneCluster()) {
      return new NotInferable(name(), Refusal.RESTS_ON_ONE_CLUSTER, clusters);
    }
    double dof = scores.dof(0);
    if (!Double.isFinite(dof)) {
      return new NotInferable(name(), Refusal.NO_DEGREES_OF_FREEDOM, clusters);
    }
    return WaldResult.of(name(), estimated, scores.covariance(0, 0), OptionalDouble.of(dof), level);
  }

  /** Whether the regression says enough about its weights. */
  static boolean isKnown(ClusterRegression regression, WorkingModel working) {
    return working == WorkingModel.INVERSE_WEIGHT || regression.weights().isPresent();
  }

  /** Whether M_k is all that is needed. */
  static boolean isEqual(ClusterRegression regression, WorkingModel working) {
    return working == WorkingModel.INVERSE_WEIGHT
        || regression.weights().map(WeightSums::isEqual).orElse(false);
  }
}
