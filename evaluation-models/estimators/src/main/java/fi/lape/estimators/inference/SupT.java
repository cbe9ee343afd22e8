package fi.lape.estimators.inference;

import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.linalg.SymmetricEigen;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hipparchus.analysis.solvers.BracketingNthOrderBrentSolver;
import org.hipparchus.distribution.RealDistribution;
import org.hipparchus.distribution.continuous.ChiSquaredDistribution;
import org.hipparchus.distribution.continuous.FDistribution;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.random.SobolSequenceGenerator;

/**
 * The law of the largest |t| of jointly normal (or t) statistics with a given correlation.
 *
 * <p>A draw is a length ρ times a direction u on the sphere, so P(max ≤ c) = E_u F_ρ(c/m(u)), m(u)
 * the largest |t| of the direction: the length is integrated exactly and only directions are
 * sampled, by {@value #REPLICATES} shifted Sobol sequences. Their spread states the error.
 *
 * @see <a href="https://doi.org/10.1007/978-3-642-01689-9">Genz and Bretz (2009), section 4.1</a>
 */
public final class SupT {
  static final int REPLICATES = 16;
  private static final int POINTS = 1024;
  private static final double NEAR = 0.95;
  private static final double ROUNDING = 1e-13;
  private static final int MOST_STEPS = 200;
  private static final double NO_DIRECTION = 1e-12; // relative eigenvalue of a correlation matrix
  private static final long SEED = 2018;

  private final double[][] reach; // replicate, point: m(u)
  private final RealDistribution lengthSquared; // of ρ²/scale
  private final double scale;

  private SupT(double[][] reach, RealDistribution lengthSquared, double scale) {
    this.reach = reach;
    this.lengthSquared = lengthSquared;
    this.scale = scale;
  }

  /** A number and the standard error its simulation leaves. */
  public record Simulated(double value, double error) {}

  /**
   * Returns the law.
   *
   * @param covariance positive semi-definite, diagonal above 0; only its correlations matter
   * @param dof of the t distribution; empty for the normal
   */
  public static SupT of(double[][] covariance, OptionalDouble dof) {
    int q = covariance.length;
    double[][] correlation = new double[q][q];
    for (int i = 0; i < q; i++) {
      for (int j = 0; j < q; j++) {
        correlation[i][j] = covariance[i][j] / Math.sqrt(covariance[i][i] * covariance[j][j]);
      }
    }
    SymmetricEigen eigen = SymmetricEigen.of(correlation);
    int rank = 1;
    while (rank < q && eigen.value(rank) > NO_DIRECTION * eigen.value(0)) {
      rank++;
    }
    double[][] root = new double[q][rank];
    for (int j = 0; j < q; j++) {
      for (int r = 0; r < rank; r++) {
        root[j][r] = eigen.vector(r)[j] * Math.sqrt(eigen.value(r));
      }
    }
    RealDistribution length =
        dof.isPresent()
            ? new FDistribution(rank, dof.getAsDouble())
            : new ChiSquaredDistribution(rank);
    return new SupT(reach(root, rank), length, dof.isPresent() ? rank : 1);
  }

  private static double[][] reach(double[][] root, int rank) {
    NormalDistribution normal = new NormalDistribution();
    AuxiliaryWeights shifts = new AuxiliaryWeights(SEED);
    double[][] reach = new double[REPLICATES][rank == 1 ? 1 : POINTS];
    for (int replicate = 0; replicate < reach.length; replicate++) {
      SobolSequenceGenerator sobol = new SobolSequenceGenerator(rank);
      for (int point = 0; point < reach[replicate].length; point++) {
        double[] u = sobol.nextVector();
        double length = 0;
        for (int r = 0; r < rank; r++) {
          double shifted = (u[r] + shifts.uniform(replicate, r)) % 1;
          u[r] = normal.inverseCumulativeProbability(Math.max(shifted, 0x1p-60));
          length += u[r] * u[r];
        }
        double most = 0;
        for (double[] row : root) {
          double along = 0;
          for (int r = 0; r < rank; r++) {
            along += row[r] * u[r];
          }
          most = Math.max(most, Math.abs(along));
        }
        reach[replicate][point] = most / Math.sqrt(length);
      }
    }
    return reach;
  }

  /** Returns the value that the largest |t| exceeds with probability 1 − level. */
  public Simulated critical(double level) {
    Reference.requireLevel(level);
    double[] values = new double[REPLICATES];
    double guess = 2;
    for (int replicate = 0; replicate < values.length; replicate++) {
      guess = critical(replicate, level, guess);
      values[replicate] = guess;
    }
    return summary(values);
  }

  /** Probabilities rise with the size, so a bracket around the last answer is soon found. */
  private double critical(int replicate, double level, double guess) {
    double low = guess * NEAR;
    double high = guess / NEAR;
    while (within(replicate, low) >= level) {
      high = low;
      low /= 2;
    }
    while (within(replicate, high) < level) {
      low = high;
      high *= 2;
    }
    return new BracketingNthOrderBrentSolver(ROUNDING, 5)
        .solve(MOST_STEPS, size -> within(replicate, size) - level, low, high);
  }

  /** Returns the probability that the largest |t| is at least a size. */
  public Simulated pValue(double size) {
    double[] values = new double[REPLICATES];
    for (int replicate = 0; replicate < values.length; replicate++) {
      values[replicate] = 1 - within(replicate, Math.abs(size));
    }
    return summary(values);
  }

  private double within(int replicate, double size) {
    double sum = 0;
    for (double m : reach[replicate]) {
      double length = size / m;
      sum += lengthSquared.cumulativeProbability(length * length / scale);
    }
    return sum / reach[replicate].length;
  }

  private static Simulated summary(double[] values) {
    double mean = 0;
    for (double value : values) {
      mean += value / values.length;
    }
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return new Simulated(mean, Math.sqrt(squares / (values.length - 1) / values.length));
  }

  /**
   * Returns bands that hold all effects of one panel at once, with errors clustered.
   *
   * @return empty if there are no effects, fewer than two clusters, or an effect without error
   */
  public static Optional<SimultaneousBands> bands(
      List<Estimated> effects, SmallSample smallSample, double level) {
    int q = effects.size();
    if (q == 0 || effects.stream().anyMatch(e -> e.clusters().size() < 2)) {
      return Optional.empty();
    }
    double[][] covariance = new double[q][q];
    double[] errors = new double[q];
    List<Double> factors = new ArrayList<>();
    int fewest = Integer.MAX_VALUE;
    for (int i = 0; i < q; i++) {
      Estimated effect = effects.get(i);
      fewest = Math.min(fewest, effect.clusters().size());
      if (!smallSample.isDetermined(effect.parameters())) {
        return Optional.empty();
      }
      factors.add(Math.sqrt(smallSample.factor(effect.parameters(), effect.clusters().size())));
      for (int j = 0; j < q; j++) {
        covariance[i][j] = effect.influence().clusterCovariance(effects.get(j).influence());
      }
      errors[i] = factors.get(i) * Math.sqrt(covariance[i][i]);
      if (WaldResult.isRounding(covariance[i][i], effect.estimate())) {
        return Optional.empty();
      }
    }
    SupT law = of(covariance, smallSample.dof(effects.get(0).parameters(), fewest));
    Simulated critical = law.critical(level);
    double[] p = new double[q];
    for (int j = 0; j < q; j++) {
      p[j] = law.pValue(effects.get(j).estimate() / errors[j]).value();
    }
    return Optional.of(
        SimultaneousBands.of(
            effects, errors, critical.value(), OptionalDouble.of(critical.error()), p));
  }
}
