package fi.lape.estimators.cost;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.error.CostErrors;
import fi.lape.estimators.inference.HashedUniform;
import org.hipparchus.distribution.continuous.GammaDistribution;

/**
 * The cost of one unit of a service, such as a day in an institution, with its uncertainty: gamma
 * with the mean and standard deviation given, that is shape (mean/sd)² and scale sd²/mean. A cost
 * is never below 0 and its distribution leans to the right.
 *
 * @param name of the service
 * @param mean euros, above 0
 * @param sd of what the mean is thought to be, euros; 0 where it is known
 */
public record UnitCost(String name, double mean, double sd) {
  // The solver stops at 1e-9 absolutely; Newton's steps bring its answer to rounding.
  private static final int POLISHING = 3;

  /** Refuses costs that are none. */
  public UnitCost {
    requireNonNull(name, "name is null");
    if (!(mean > 0) || Double.isInfinite(mean) || !(sd >= 0) || Double.isInfinite(sd)) {
      throw CostErrors.dataInvalid(
          "the unit cost of '%s' has mean %s and standard deviation %s".formatted(name, mean, sd));
    }
  }

  /**
   * Returns the quantile.
   *
   * @param p above 0 and below 1
   */
  public double quantile(double p) {
    if (sd == 0) {
      return mean;
    }
    double shape = (mean / sd) * (mean / sd);
    GammaDistribution gamma = new GammaDistribution(shape, 1); // in units of the scale
    double q = gamma.inverseCumulativeProbability(p);
    for (int step = 0; step < POLISHING; step++) {
      double density = gamma.density(q);
      double next = density > 0 ? q - (gamma.cumulativeProbability(q) - p) / density : q;
      if (!(next > 0)) {
        break;
      }
      q = next;
    }
    return q * (sd * sd / mean);
  }

  /** Returns draws hashed from a seed and the name: the same whatever else is drawn. */
  public double[] draws(int draws, long seed) {
    HashedUniform uniform = new HashedUniform(seed);
    long hash = HashedUniform.hash(name);
    double[] values = new double[draws];
    for (int b = 0; b < draws; b++) {
      values[b] = quantile(uniform.at(b, hash) + 0x1.0p-54); // never 0
    }
    return values;
  }
}
