package fi.lape.estimators.inference;

import fi.lape.estimators.error.EvaluationErrors;
import java.util.OptionalDouble;
import org.hipparchus.distribution.RealDistribution;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.distribution.continuous.TDistribution;

/** The t distribution, or the normal where there are no degrees of freedom. */
public final class Reference {
  private final RealDistribution distribution;

  /**
   * @param dof above 0; empty for the normal
   */
  public Reference(OptionalDouble dof) {
    distribution =
        dof.isPresent() ? new TDistribution(dof.getAsDouble()) : new NormalDistribution();
  }

  static void requireLevel(double level) {
    if (!(level > 0 && level < 1)) {
      throw EvaluationErrors.settingOutOfRange("level", level, "above 0 and below 1");
    }
  }

  /** Returns the probability of a value at least as far from 0. */
  public double twoSidedP(double statistic) {
    return 2 * distribution.cumulativeProbability(-Math.abs(statistic));
  }

  /** Returns the quantile; the solver's 1e-9 is brought to rounding by one Newton step. */
  public double quantile(double p) {
    double q = distribution.inverseCumulativeProbability(p);
    return q - (distribution.cumulativeProbability(q) - p) / distribution.density(q);
  }
}
