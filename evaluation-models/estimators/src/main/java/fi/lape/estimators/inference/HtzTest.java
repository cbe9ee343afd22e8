package fi.lape.estimators.inference;

import fi.lape.estimators.estimate.ClusterRegression;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.linalg.Matrices;
import fi.lape.estimators.linalg.SymmetricEigen;
import fi.lape.estimators.linalg.SymmetricInverse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hipparchus.distribution.continuous.FDistribution;

/**
 * Wald test that several effects of one regression are all zero with the CR2 covariance and
 * Hotelling's law: Q = θ'V⁻¹θ, (η − q + 1)/(ηq) · Q as F(q, η − q + 1), η such that the total
 * variance of the standardised V is that of a Wishart matrix.
 *
 * @see <a href="https://doi.org/10.1080/07350015.2016.1247004">Pustejovsky and Tipton (2018),
 *     section 3.2</a>
 */
public final class HtzTest {
  private HtzTest() {}

  /**
   * The answer.
   *
   * @param statistic of the F distribution
   * @param effects q, its first degrees of freedom
   * @param dof η − q + 1, its second
   * @param wald Q
   * @param pValue of "all are zero"
   */
  public record Result(double statistic, int effects, double dof, double wald, double pValue) {}

  /**
   * Tests effects that are contrasts of the same coefficients.
   *
   * @return empty if there are none, they are not of one regression, it does not say how it was
   *     weighted, one of them rests on a cluster alone, their covariance is singular, or too few
   *     degrees of freedom are left
   */
  public static Optional<Result> of(List<Estimated> effects, Cr2.WorkingModel working) {
    List<ClusterRegression> regressions = new ArrayList<>();
    for (Estimated effect : effects) {
      effect.regression().ifPresent(regressions::add);
    }
    return regressions.size() < effects.size() ? Optional.empty() : ofAll(regressions, working);
  }

  static Optional<Result> ofAll(List<ClusterRegression> regressions, Cr2.WorkingModel working) {
    if (regressions.isEmpty() || !Cr2.isKnown(regressions.get(0), working)) {
      return Optional.empty();
    }
    ClusterRegression first = regressions.get(0);
    int q = regressions.size();
    double[][] targets = new double[q][];
    double[] theta = new double[q];
    for (int s = 0; s < q; s++) {
      if (!regressions.get(s).sharesCoefficients(first)) {
        return Optional.empty();
      }
      targets[s] = regressions.get(s).target();
      theta[s] = regressions.get(s).estimate();
    }
    AdjustedScores scores =
        new AdjustedScores(first, targets, Adjustment.ROOT, Cr2.isEqual(first, working));
    if (scores.restsOnOneCluster()) {
      return Optional.empty();
    }
    double[][] covariance = new double[q][q];
    for (int s = 0; s < q; s++) {
      for (int t = 0; t < q; t++) {
        covariance[s][t] = scores.covariance(s, t);
      }
    }
    Optional<double[][]> inverse = SymmetricInverse.of(covariance);
    Optional<Double> dof = wishartDof(scores, q);
    if (inverse.isEmpty() || dof.isEmpty() || dof.get() - q + 1 <= 0) {
      return Optional.empty();
    }
    double wald = SymmetricInverse.dot(theta, SymmetricInverse.times(inverse.get(), theta));
    double left = dof.get() - q + 1;
    double statistic = left / (dof.get() * q) * wald;
    double p = new FDistribution(left, q).cumulativeProbability(1 / statistic); // the upper tail
    return Optional.of(new Result(statistic, q, left, wald, p));
  }

  /** η = q(q + 1) / Σ_st Var(d_st), d the covariance standardised by what it is on average. */
  private static Optional<Double> wishartDof(AdjustedScores scores, int q) {
    int clusters = scores.size();
    double[][][][] law = new double[clusters][clusters][q][q];
    double[][] mean = new double[q][q];
    for (int k = 0; k < clusters; k++) {
      for (int l = 0; l < clusters; l++) {
        for (int s = 0; s < q; s++) {
          for (int t = 0; t < q; t++) {
            law[k][l][s][t] = scores.law(s, t, k, l);
            mean[s][t] += k == l ? law[k][l][s][t] : 0;
          }
        }
      }
    }
    SymmetricEigen eigen = SymmetricEigen.of(mean);
    double[][] root = new double[q][q]; // mean^{-1/2}, one of them
    for (int j = 0; j < q; j++) {
      if (eigen.value(j) <= 0) {
        return Optional.empty();
      }
      for (int i = 0; i < q; i++) {
        root[i][j] = eigen.vector(j)[i] / Math.sqrt(eigen.value(j));
      }
    }
    double total = 0;
    for (int k = 0; k < clusters; k++) {
      for (int l = 0; l < clusters; l++) {
        double[][] b = Matrices.sandwich(root, law[k][l]);
        for (int s = 0; s < q; s++) {
          for (int t = 0; t < q; t++) {
            total += b[s][s] * b[t][t] + b[s][t] * b[t][s];
          }
        }
      }
    }
    return total > 0 ? Optional.of(q * (q + 1) / total) : Optional.empty();
  }
}
