package fi.lape.estimators.inference;

import java.util.OptionalDouble;

/**
 * The minimum detectable effect: the true effect that a two-sided test at level α finds with 80 %
 * power, (t_{1−α/2} + t_{0.8}) · standard error.
 *
 * @see <a href="https://doi.org/10.1177/0193841X9501900504">Bloom (1995)</a>
 */
public final class Mde {
  private static final double POWER = 0.8;

  private Mde() {}

  /**
   * Returns the minimum detectable effect at 80 % power, in the unit of the standard error.
   *
   * @param dof of the t distribution; empty for the normal
   * @param level confidence level 1 − α
   */
  public static double at80(double standardError, OptionalDouble dof, double level) {
    Reference.requireLevel(level);
    Reference reference = new Reference(dof);
    return (reference.quantile(1 - (1 - level) / 2) + reference.quantile(POWER)) * standardError;
  }
}
