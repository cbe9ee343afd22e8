package fi.lape.estimators.pooling;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.error.EvaluationErrors;
import fi.lape.estimators.inference.Reference;
import fi.lape.estimators.linalg.SymmetricInverse;
import fi.lape.estimators.pooling.PooledEffects.AreaEffect;
import fi.lape.estimators.pooling.PooledEffects.Coefficient;
import fi.lape.estimators.pooling.PooledEffects.Interval;
import fi.lape.estimators.pooling.PooledEffects.Joint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import org.hipparchus.distribution.continuous.ChiSquaredDistribution;
import org.hipparchus.distribution.continuous.FDistribution;

/**
 * Partial pooling of the effects of areas, θ̂_j = x_j'β + u_j + e_j with Var u_j = τ² and Var e_j =
 * s_j².
 *
 * <p>An area's own effect is the best linear prediction λ_j θ̂_j + (1 − λ_j) x_j'β, λ_j = τ²/(τ² +
 * s_j²): the less an area's estimate says, the more it is drawn towards the others.
 *
 * <p><b>Assumes</b> independent, unbiased estimates with known errors. <b>Units:</b> those of the
 * estimates. <b>Cost:</b> O(k²) a step of τ², some dozens of steps; deterministic.
 *
 * @see <a href="https://doi.org/10.18637/jss.v036.i03">Viechtbauer (2010)</a>; <a
 *     href="https://doi.org/10.1002/sim.1482">Knapp and Hartung (2003)</a>
 */
public final class AreaPooling {
  private static final double WHOLE = 100;

  private final HeterogeneityEstimator estimator;
  private final PooledTest test;
  private final double level;

  /**
   * @param level of confidence, above 0 and below 1
   */
  public AreaPooling(HeterogeneityEstimator estimator, PooledTest test, double level) {
    this.estimator = requireNonNull(estimator, "estimator is null");
    this.test = requireNonNull(test, "test is null");
    this.level = level;
  }

  /**
   * Pools.
   *
   * @throws fi.lape.estimators.error.EvaluationException {@code TOO_FEW_AREAS_TO_POOL} or {@code
   *     MODERATORS_COLLINEAR}
   */
  public PooledEffects pool(AreaEstimates areas) {
    int k = areas.size();
    double[][] x = design(areas);
    int p = k == 0 ? 1 : x[0].length;
    if (k < p + 2) {
      throw EvaluationErrors.tooFewAreasToPool(k, p + 2);
    }
    double[] y = areas.estimates();
    double[] variances = variances(areas);
    if (WeightedMean.of(y, x, variances).isEmpty()) {
      throw EvaluationErrors.moderatorsCollinear();
    }
    Heterogeneity heterogeneity = new Heterogeneity(y, variances, x);
    double tau2 = heterogeneity.estimate(estimator);
    WeightedMean fit = heterogeneity.at(tau2);
    WeightedMean fixed = heterogeneity.at(0);
    double[] ones = new double[k];
    Arrays.fill(ones, 1);
    double typical = (k - p) / fixed.trace(ones);
    double scale = scale(fit, k - p);
    Reference reference = reference(k - p);
    double half = reference.quantile(1 - (1 - level) / 2);
    double q = fixed.residualSum();
    return new PooledEffects(
        coefficients(fit, scale, reference, half),
        tau2,
        heterogeneity.standardError(estimator, tau2),
        q,
        1 - new ChiSquaredDistribution(k - (double) p).cumulativeProbability(q),
        i2(tau2, typical, q, k - p),
        estimator == HeterogeneityEstimator.EQUAL_EFFECTS ? q / (k - p) : tau2 / typical + 1,
        prediction(fit, tau2, scale, half, p),
        heterogeneity.logLikelihood(tau2, estimator == HeterogeneityEstimator.REML),
        p == 1 ? List.of() : List.of(moderators(areas, fit, tau2, scale, k - p)),
        shrunken(areas, fit, tau2, scale, half));
  }

  /** By τ², or by Q where areas are taken to be equal. */
  private double i2(double tau2, double typical, double q, int dof) {
    return estimator == HeterogeneityEstimator.EQUAL_EFFECTS
        ? WHOLE * Math.max(0, (q - dof) / q)
        : WHOLE * tau2 / (typical + tau2);
  }

  private static double[][] design(AreaEstimates areas) {
    double[][] moderators = areas.moderators();
    double[][] x = new double[areas.size()][];
    for (int j = 0; j < x.length; j++) {
      x[j] = new double[moderators[j].length + 1];
      x[j][0] = 1;
      System.arraycopy(moderators[j], 0, x[j], 1, moderators[j].length);
    }
    return x;
  }

  private static double[] variances(AreaEstimates areas) {
    double[] variances = areas.standardErrors();
    for (int j = 0; j < variances.length; j++) {
      variances[j] *= variances[j];
    }
    return variances;
  }

  /** The factor of the variance of the coefficients. */
  private double scale(WeightedMean fit, int dof) {
    double factor = fit.residualSum() / dof;
    return switch (test) {
      case NORMAL -> 1;
      case KNAPP_HARTUNG -> factor;
      case KNAPP_HARTUNG_NOT_NARROWER -> Math.max(1, factor);
    };
  }

  private Reference reference(int dof) {
    return new Reference(
        test == PooledTest.NORMAL ? OptionalDouble.empty() : OptionalDouble.of(dof));
  }

  private static List<Coefficient> coefficients(
      WeightedMean fit, double scale, Reference reference, double half) {
    List<Coefficient> coefficients = new ArrayList<>();
    for (int r = 0; r < fit.beta().length; r++) {
      double estimate = fit.beta()[r];
      double error = Math.sqrt(scale * fit.inverse()[r][r]);
      coefficients.add(
          new Coefficient(
              estimate,
              error,
              estimate / error,
              reference.twoSidedP(estimate / error),
              new Interval(estimate - half * error, estimate + half * error)));
    }
    return coefficients;
  }

  private List<Interval> prediction(
      WeightedMean fit, double tau2, double scale, double half, int p) {
    if (p > 1 || estimator == HeterogeneityEstimator.EQUAL_EFFECTS) {
      return List.of();
    }
    double error = Math.sqrt(tau2 + scale * fit.inverse()[0][0]);
    double mean = fit.beta()[0];
    return List.of(new Interval(mean - half * error, mean + half * error));
  }

  private Joint moderators(
      AreaEstimates areas, WeightedMean fit, double tau2, double scale, int dof) {
    int m = fit.beta().length - 1;
    double[] beta = new double[m];
    double[][] covariance = new double[m][m];
    for (int r = 0; r < m; r++) {
      beta[r] = fit.beta()[r + 1];
      for (int s = 0; s < m; s++) {
        covariance[r][s] = scale * fit.inverse()[r + 1][s + 1];
      }
    }
    double[][] inverse =
        SymmetricInverse.of(covariance).orElseThrow(EvaluationErrors::moderatorsCollinear);
    double wald = SymmetricInverse.dot(beta, SymmetricInverse.times(inverse, beta));
    double without =
        new AreaPooling(estimator, test, level)
            .pool(AreaEstimates.of(areas.areas(), areas.estimates(), areas.standardErrors()))
            .tau2();
    double r2 = without > 0 ? Math.max(0, WHOLE * (without - tau2) / without) : 0;
    return test == PooledTest.NORMAL
        ? new Joint(wald, 1 - new ChiSquaredDistribution(m).cumulativeProbability(wald), r2)
        : new Joint(wald / m, 1 - new FDistribution(m, dof).cumulativeProbability(wald / m), r2);
  }

  private static List<AreaEffect> shrunken(
      AreaEstimates areas, WeightedMean fit, double tau2, double scale, double half) {
    List<AreaEffect> effects = new ArrayList<>();
    double[] variances = variances(areas);
    for (int j = 0; j < variances.length; j++) {
      double own = tau2 / (tau2 + variances[j]);
      double effect = own * areas.estimates()[j] + (1 - own) * fit.fitted(j);
      double variance = own * variances[j] + (1 - own) * (1 - own) * scale * fit.leverage(j, j);
      double error = Math.sqrt(variance);
      effects.add(
          new AreaEffect(
              areas.areas().get(j),
              effect,
              error,
              new Interval(effect - half * error, effect + half * error),
              WHOLE * fit.weight(j) / fit.sumOfWeights()));
    }
    return effects;
  }

  /**
   * Returns the interval of τ² that generalised Q does not reject (Viechtbauer 2007); either end
   * may be 0.
   *
   * @see <a href="https://doi.org/10.1002/sim.2514">Viechtbauer (2007)</a>
   */
  public Interval tau2Interval(AreaEstimates areas) {
    double[][] x = design(areas);
    int dof = areas.size() - x[0].length;
    if (dof < 2) {
      throw EvaluationErrors.tooFewAreasToPool(areas.size(), x[0].length + 2);
    }
    Heterogeneity heterogeneity = new Heterogeneity(areas.estimates(), variances(areas), x);
    ChiSquaredDistribution law = new ChiSquaredDistribution(dof);
    double tail = (1 - level) / 2;
    DoubleUnaryOperator q = t -> heterogeneity.at(t).residualSum();
    double least = exactQuantile(law, 1 - tail);
    double most = exactQuantile(law, tail);
    return new Interval(
        heterogeneity.root(t -> q.applyAsDouble(t) - least),
        heterogeneity.root(t -> q.applyAsDouble(t) - most));
  }

  /** The solver's 1e-9 is brought to rounding by one Newton step. */
  private static double exactQuantile(ChiSquaredDistribution law, double p) {
    double q = law.inverseCumulativeProbability(p);
    return q - (law.cumulativeProbability(q) - p) / law.density(q);
  }

  /** Returns what is pooled without each area in turn, in their order. */
  public List<PooledEffects> leaveOneOut(AreaEstimates areas) {
    List<PooledEffects> without = new ArrayList<>();
    for (int j = 0; j < areas.size(); j++) {
      without.add(pool(areas.without(j)));
    }
    return without;
  }
}
