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
 * <p>Errors that go together ({@link AreaEstimates#withCovariance}) are turned into independent
 * ones first; an area then also borrows from what the others' errors say of its own.
 *
 * <p><b>Assumes</b> unbiased estimates with known errors. <b>Units:</b> those of the estimates.
 * <b>Cost:</b> O(k²) a step of τ², some dozens of steps; deterministic.
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
    Pooled pooled = pooled(areas);
    WeightedMean fit = pooled.fit;
    int p = fit.beta().length;
    int dof = areas.size() - p;
    double tau2 = pooled.tau2;
    WeightedMean fixed = pooled.heterogeneity.at(0);
    double[] ones = new double[areas.size()];
    Arrays.fill(ones, 1);
    double typical = dof / fixed.trace(ones);
    Reference reference = reference(dof);
    double half = reference.quantile(1 - (1 - level) / 2);
    double q = fixed.residualSum();
    return new PooledEffects(
        coefficients(fit, pooled.scale, reference, half),
        tau2,
        pooled.heterogeneity.standardError(estimator, tau2),
        q,
        1 - new ChiSquaredDistribution(dof).cumulativeProbability(q),
        i2(tau2, typical, q, dof),
        estimator == HeterogeneityEstimator.EQUAL_EFFECTS ? q / dof : tau2 / typical + 1,
        prediction(fit, tau2, pooled.scale, half, p),
        pooled.heterogeneity.logLikelihood(tau2, estimator == HeterogeneityEstimator.REML),
        p == 1 ? List.of() : List.of(moderators(areas, fit, tau2, pooled.scale, dof)),
        shrunken(pooled, half));
  }

  /** The areas turned apart, τ² and the fit at it. */
  private record Pooled(
      AreaEstimates areas,
      Uncorrelated turned,
      Heterogeneity heterogeneity,
      double tau2,
      WeightedMean fit,
      double scale) {}

  private Pooled pooled(AreaEstimates areas) {
    int k = areas.size();
    Uncorrelated turned = Uncorrelated.of(areas);
    int p = k == 0 ? 1 : turned.x()[0].length;
    if (k < p + 2) {
      throw EvaluationErrors.tooFewAreasToPool(k, p + 2);
    }
    if (WeightedMean.of(turned.y(), turned.x(), turned.variances()).isEmpty()) {
      throw EvaluationErrors.moderatorsCollinear();
    }
    Heterogeneity heterogeneity =
        new Heterogeneity(turned.y(), turned.variances(), turned.x(), areas.estimates());
    double tau2 = heterogeneity.estimate(estimator);
    WeightedMean fit = heterogeneity.at(tau2);
    return new Pooled(areas, turned, heterogeneity, tau2, fit, scale(fit, k - p));
  }

  /**
   * Returns the areas' own effects with how their errors go together.
   *
   * @throws fi.lape.estimators.error.EvaluationException as {@link #pool}
   */
  public Shrinkage shrinkage(AreaEstimates areas) {
    return shrinkage(pooled(areas));
  }

  /** By τ², or by Q where areas are taken to be equal. */
  private double i2(double tau2, double typical, double q, int dof) {
    return estimator == HeterogeneityEstimator.EQUAL_EFFECTS
        ? WHOLE * Math.max(0, (q - dof) / q)
        : WHOLE * tau2 / (typical + tau2);
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
    double without = new AreaPooling(estimator, test, level).pool(areas.withoutModerators()).tau2();
    double r2 = without > 0 ? Math.max(0, WHOLE * (without - tau2) / without) : 0;
    return test == PooledTest.NORMAL
        ? new Joint(wald, 1 - new ChiSquaredDistribution(m).cumulativeProbability(wald), r2)
        : new Joint(wald / m, 1 - new FDistribution(m, dof).cumulativeProbability(wald / m), r2);
  }

  private static Shrinkage shrinkage(Pooled pooled) {
    int k = pooled.areas.size();
    double[] own = new double[k];
    double[] effect = new double[k];
    double[][] covariance = new double[k][k];
    for (int i = 0; i < k; i++) {
      double variance = pooled.turned.variances()[i];
      own[i] = pooled.tau2 / (pooled.tau2 + variance);
      effect[i] = own[i] * pooled.turned.y()[i] + (1 - own[i]) * pooled.fit.fitted(i);
      covariance[i][i] = own[i] * variance;
    }
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        covariance[i][j] += (1 - own[i]) * (1 - own[j]) * pooled.scale * pooled.fit.leverage(i, j);
      }
    }
    return new Shrinkage(
        pooled.areas.areas(), pooled.turned.back(effect), pooled.turned.back(covariance));
  }

  private static List<AreaEffect> shrunken(Pooled pooled, double half) {
    Shrinkage shrinkage = shrinkage(pooled);
    double[][] covariance = shrinkage.covariance();
    double[] weights = new double[covariance.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = pooled.fit.weight(i) * pooled.turned.x()[i][0];
    }
    weights = pooled.turned.back(weights);
    double total = Arrays.stream(weights).sum();
    List<AreaEffect> effects = new ArrayList<>();
    for (int j = 0; j < weights.length; j++) {
      double effect = shrinkage.means()[j];
      double error = Math.sqrt(covariance[j][j]);
      effects.add(
          new AreaEffect(
              shrinkage.areas().get(j),
              effect,
              error,
              new Interval(effect - half * error, effect + half * error),
              WHOLE * weights[j] / total));
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
    Uncorrelated turned = Uncorrelated.of(areas);
    int p = areas.size() == 0 ? 1 : turned.x()[0].length;
    int dof = areas.size() - p;
    if (dof < 2) {
      throw EvaluationErrors.tooFewAreasToPool(areas.size(), p + 2);
    }
    Heterogeneity heterogeneity =
        new Heterogeneity(turned.y(), turned.variances(), turned.x(), areas.estimates());
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
