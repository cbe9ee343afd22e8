package fi.lape.estimators.inference;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.estimate.ClusterRegression;
import fi.lape.estimators.estimate.ClusterRegression.Parameters;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.RowSums;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Errors of a panel regression that are not clustered, or clustered on clusters and periods. They
 * are here to compare with other programs: unit-periods of a panel are not independent, and two-way
 * errors need many periods.
 *
 * @see <a href="https://doi.org/10.1198/jbes.2010.07136">Cameron, Gelbach and Miller (2011)</a>
 */
public final class RowRobust implements Inference {
  /** Which errors are independent. */
  public enum Rows {
    /** All, with equal variance: σ² c'M⁻¹c, σ² = Σwe²/(n − K). */
    IID,
    /** All: n/(n − K) · Σ s_it². */
    HETERO,
    /** Those that share neither cluster nor period: V_cluster + V_period − V_cluster-period. */
    CLUSTER_PERIOD,
    /** Those that share neither unit nor period: V_unit + V_period − Σ s_it². */
    UNIT_PERIOD
  }

  /** Which G the factors G/(G − 1) of two-way errors have. */
  public enum Groups {
    /** The smaller dimension's in every part. */
    MIN,
    /** Every part its own. */
    CONVENTIONAL
  }

  private final Rows rows;
  private final Groups groups;

  /** With the smaller dimension's factor, fixest's default. */
  public RowRobust(Rows rows) {
    this(rows, Groups.MIN);
  }

  public RowRobust(Rows rows, Groups groups) {
    this.rows = requireNonNull(rows, "rows is null");
    this.groups = requireNonNull(groups, "groups is null");
  }

  @Override
  public String name() {
    return switch (rows) {
      case IID -> "iid";
      case HETERO -> "hetero";
      case CLUSTER_PERIOD -> "cluster-period";
      case UNIT_PERIOD -> "unit-period";
    };
  }

  @Override
  public InferenceResult infer(Estimated estimated, double level) {
    Reference.requireLevel(level);
    int clusters = estimated.clusters().size();
    Optional<ClusterRegression> regression = estimated.regression();
    Optional<RowSums> sums = regression.flatMap(ClusterRegression::rowSums);
    if (regression.isEmpty()) {
      return new NotInferable(name(), Refusal.NOT_A_REGRESSION, clusters);
    }
    if (sums.isEmpty() || (rows == Rows.IID && sums.get().residualSquares().isEmpty())) {
      return new NotInferable(name(), Refusal.ROWS_NOT_KEPT, clusters);
    }
    return switch (rows) {
      case IID, HETERO -> oneByOne(estimated, regression.get(), sums.get(), level);
      case CLUSTER_PERIOD, UNIT_PERIOD -> twoWay(estimated, sums.get(), level);
    };
  }

  private InferenceResult oneByOne(
      Estimated estimated, ClusterRegression regression, RowSums sums, double level) {
    Parameters parameters = regression.parameters();
    double n = parameters.observations();
    double left = n - parameters.coefficients() - parameters.effects();
    if (left <= 0) {
      return new NotInferable(name(), Refusal.NO_DEGREES_OF_FREEDOM, estimated.clusters().size());
    }
    double variance =
        rows == Rows.IID
            ? sums.residualSquares().orElseThrow() / left * regression.targetVariance()
            : n / left * sums.scoreSquares();
    return WaldResult.of(name(), estimated, variance, OptionalDouble.of(left), level);
  }

  /** Unit and period effects are nested in one dimension or the other; a constant is counted. */
  private InferenceResult twoWay(Estimated estimated, RowSums sums, double level) {
    Parameters parameters = estimated.parameters();
    double n = parameters.observations();
    double k = parameters.coefficients() + 1.0;
    int clusters = estimated.clusters().size();
    boolean byUnit = rows == Rows.UNIT_PERIOD;
    double first = byUnit ? estimated.sample().units() : clusters;
    double periods = sums.periods();
    double fewest = Math.min(first, periods);
    if (fewest < 2) {
      return new NotInferable(name(), Refusal.TOO_FEW_CLUSTERS, clusters);
    }
    if (n <= k) {
      return new NotInferable(name(), Refusal.NO_DEGREES_OF_FREEDOM, clusters);
    }
    double both = byUnit ? n : first * periods;
    double oneWay =
        byUnit
            ? estimated.influence().unitCovariance(estimated.influence())
            : estimated.influence().clusterCovariance(estimated.influence());
    if (WaldResult.isRounding(oneWay, estimated.estimate())) {
      return new NotInferable(name(), Refusal.NO_RESIDUAL_VARIATION, clusters);
    }
    double cells = byUnit ? sums.scoreSquares() : sums.clusterPeriodSquares();
    double variance =
        (n - 1)
            / (n - k)
            * (factor(first, fewest) * oneWay
                + factor(periods, fewest) * sums.periodSquares()
                - factor(both, fewest) * cells);
    if (variance <= 0) {
      return new NotInferable(name(), Refusal.VARIANCE_NOT_POSITIVE, clusters);
    }
    return WaldResult.of(name(), estimated, variance, OptionalDouble.of(fewest - 1), level);
  }

  private double factor(double own, double fewest) {
    double g =
        switch (groups) {
          case MIN -> fewest;
          case CONVENTIONAL -> own;
        };
    return g / (g - 1);
  }
}
