package fi.lape.estimators.cost;

import fi.lape.estimators.error.EvaluationErrors;
import fi.lape.estimators.inference.Reference;

/**
 * Fieller's set of ratios R of cost c to effect e: those whose net benefit R e − c is not told
 * apart from zero,
 *
 * <pre>
 *   (c − R e)² ≤ q² (v_c − 2 R v_ec + R² v_e)   ⇔   A R² − 2 B R + C ≤ 0,
 *   A = e² − q² v_e,   B = e c − q² v_ec,   C = c² − q² v_c.
 * </pre>
 *
 * <p>An interval only if A is above 0, that is if the effect differs from zero at the level; two
 * rays, or everything, otherwise.
 *
 * @see <a href="https://doi.org/10.1111/j.2517-6161.1954.tb00159.x">Fieller (1954)</a>; Heitjan
 *     (2000), Health Economics 9, 327–335
 */
public final class Fieller {
  private final double a;
  private final double b;
  private final double c;

  private Fieller(double a, double b, double c) {
    this.a = a;
    this.b = b;
    this.c = c;
  }

  /**
   * The set of an estimate.
   *
   * @param level of confidence, such as 0.95
   * @param reference distribution of the estimates about the truth
   */
  public static Fieller of(
      Increment estimate, JointError error, double level, Reference reference) {
    if (!(level > 0 && level < 1)) {
      throw EvaluationErrors.settingOutOfRange("level", level, "above 0 and below 1");
    }
    double q = reference.quantile(1 - (1 - level) / 2);
    double q2 = q * q;
    return new Fieller(
        estimate.effect() * estimate.effect() - q2 * error.effect(),
        estimate.effect() * estimate.cost() - q2 * error.covariance(),
        estimate.cost() * estimate.cost() - q2 * error.cost());
  }

  /** Returns A, the coefficient of R². */
  double quadratic() {
    return a;
  }

  /** Returns B, half the coefficient of −R. */
  double linear() {
    return b;
  }

  /** Returns C. */
  double constant() {
    return c;
  }

  /** Returns B² − A C. */
  double discriminant() {
    return b * b - a * c;
  }

  /** Returns the set. */
  public RatioSet set() {
    double disc = discriminant();
    if (a == 0) {
      if (b == 0) {
        return c > 0 ? new RatioSet.Nothing() : new RatioSet.Everything();
      }
      double end = c / (2 * b);
      return b > 0 ? new RatioSet.RayUp(end) : new RatioSet.RayDown(end);
    }
    if (disc < 0 && a < 0) {
      return new RatioSet.Everything();
    }
    // The sum that does not cancel, and the other root from the product C/A of both.
    double sum = b + Math.copySign(Math.sqrt(Math.max(disc, 0)), b);
    double one = sum / a;
    double other = sum == 0 ? one : c / sum;
    double low = Math.min(one, other);
    double high = Math.max(one, other);
    return a > 0 ? new RatioSet.Bounded(low, high) : new RatioSet.TwoRays(low, high);
  }
}
