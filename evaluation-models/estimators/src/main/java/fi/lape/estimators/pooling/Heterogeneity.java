package fi.lape.estimators.pooling;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import org.hipparchus.analysis.solvers.BracketingNthOrderBrentSolver;

/** Finds τ² and its standard error for one data set. */
final class Heterogeneity {
  private static final double ACCURACY = 1e-15;
  private static final int MOST_STEPS = 500;

  private final double[] y;
  private final double[] variances;
  private final double[][] x;
  private final double[] ones;
  private final double[] given;

  /**
   * @param given the estimates as they were before their errors were turned apart
   */
  Heterogeneity(double[] y, double[] variances, double[][] x, double[] given) {
    this.given = given;
    this.y = y;
    this.variances = variances;
    this.x = x;
    ones = new double[y.length];
    Arrays.fill(ones, 1);
  }

  /** Returns the fit with weights 1/(v + τ²); the moderators are known to determine it. */
  WeightedMean at(double tau2) {
    double[] weights = new double[y.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = 1 / (variances[i] + tau2);
    }
    return WeightedMean.of(y, x, weights).orElseThrow();
  }

  private WeightedMean unweighted() {
    return WeightedMean.of(y, x, ones).orElseThrow();
  }

  private double dof() {
    return (double) y.length - x[0].length;
  }

  double estimate(HeterogeneityEstimator estimator) {
    return switch (estimator) {
      case REML -> root(t -> at(t).squaredResidualSum() - at(t).trace(ones));
      case ML -> root(t -> at(t).squaredResidualSum() - at(t).sumOfWeights());
      case PAULE_MANDEL -> root(t -> at(t).residualSum() - dof());
      case DERSIMONIAN_LAIRD -> Math.max(0, (at(0).residualSum() - dof()) / at(0).trace(ones));
      case HEDGES ->
          Math.max(0, (unweighted().residualSum() - unweighted().trace(variances)) / dof());
      case SIDIK_JONKMAN -> rough() * at(rough()).residualSum() / dof();
      case EQUAL_EFFECTS -> 0;
    };
  }

  /** The variance of the estimates about their mean, where Sidik and Jonkman begin. */
  private double rough() {
    double mean = Arrays.stream(given).average().orElse(0);
    return Arrays.stream(given).map(v -> (v - mean) * (v - mean)).sum() / given.length;
  }

  OptionalDouble standardError(HeterogeneityEstimator estimator, double tau2) {
    double df = dof();
    WeightedMean fit = at(tau2);
    return switch (estimator) {
      case REML -> OptionalDouble.of(Math.sqrt(2 / fit.trace(ones, ones)));
      case ML -> OptionalDouble.of(Math.sqrt(2 / fit.sumOfSquaredWeights()));
      // Rukhin (2013), as metafor has it.
      case PAULE_MANDEL ->
          OptionalDouble.of(Math.sqrt(2 * y.length * y.length / df) / fit.sumOfWeights());
      case DERSIMONIAN_LAIRD -> {
        WeightedMean fixed = at(0);
        double trace = fixed.trace(ones);
        yield OptionalDouble.of(
            Math.sqrt(2 * df + 4 * tau2 * trace + 2 * tau2 * tau2 * fixed.trace(ones, ones))
                / trace);
      }
      case HEDGES -> OptionalDouble.of(moments(unweighted(), tau2) / df);
      case SIDIK_JONKMAN -> OptionalDouble.of(rough() * moments(at(rough()), tau2) / df);
      case EQUAL_EFFECTS -> OptionalDouble.empty();
    };
  }

  private double moments(WeightedMean fit, double tau2) {
    return Math.sqrt(
        2 * fit.trace(variances, variances)
            + 4 * tau2 * fit.trace(variances, ones)
            + 2 * tau2 * tau2 * fit.trace(ones, ones));
  }

  /** Returns where a falling function crosses zero above 0, or 0 where it starts below. */
  double root(DoubleUnaryOperator falling) {
    if (falling.applyAsDouble(0) <= 0) {
      return 0;
    }
    double low = 0;
    double high = Math.max(rough(), Double.MIN_NORMAL);
    while (falling.applyAsDouble(high) > 0) {
      low = high;
      high *= 4;
    }
    return new BracketingNthOrderBrentSolver(ACCURACY, ACCURACY * high, ACCURACY, 5)
        .solve(MOST_STEPS, falling::applyAsDouble, low, high);
  }

  /** Returns the restricted, or the full, log likelihood at τ². */
  double logLikelihood(double tau2, boolean restricted) {
    WeightedMean fit = at(tau2);
    double sum = 0;
    for (double v : variances) {
      sum += Math.log(v + tau2);
    }
    double n = restricted ? dof() : y.length;
    double value = -0.5 * (n * Math.log(2 * Math.PI) + sum + fit.residualSum());
    return restricted
        ? value - 0.5 * fit.logDeterminant() + 0.5 * unweighted().logDeterminant()
        : value;
  }
}
