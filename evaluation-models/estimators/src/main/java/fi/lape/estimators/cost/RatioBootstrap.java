package fi.lape.estimators.cost;

import fi.lape.estimators.error.EvaluationErrors;
import fi.lape.estimators.inference.Reference;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * Bootstrap intervals of the ratio of cost to effect.
 *
 * <p>Draws are put in order by their angle on the cost-effectiveness plane, counted from the
 * estimate: a draw whose effect is 0 or of the other sign is beyond every ratio, on the side on
 * which it lies. An end that falls among such draws does not exist, and the interval is refused;
 * sorting plain ratios would take a bad draw (costs more, does harm) for a good one.
 *
 * @see <a href="https://doi.org/10.1080/01621459.1987.10478410">Efron (1987)</a>; Cook and Heyse
 *     (2000), Statistics in Medicine 19, 2989–3003
 */
public final class RatioBootstrap {
  private static final double ROUNDING = 1e-9;

  private final Icer estimate;
  private final double sign; // of the estimated effect
  private final int beyondLow; // draws before the first ratio
  private final double[] ratios; // rising
  private final int draws;
  private final double below; // draws before the estimate, those on its ray by half

  private RatioBootstrap(
      Icer estimate, double sign, int beyondLow, double[] ratios, int draws, double below) {
    this.estimate = estimate;
    this.sign = sign;
    this.beyondLow = beyondLow;
    this.ratios = ratios;
    this.draws = draws;
    this.below = below;
  }

  /**
   * Puts draws in order.
   *
   * @param estimate of the sample
   * @param draws of the same
   */
  public static RatioBootstrap of(Increment estimate, CostEffectDraws draws) {
    double sign = Math.signum(estimate.effect());
    double[] effects = draws.effects();
    double[] costs = draws.costs();
    double[] ratios = new double[effects.length];
    int kept = 0;
    int beyondLow = 0;
    double below = 0;
    for (int b = 0; b < effects.length; b++) {
      // The side of the estimate's ray does not depend on the units of effect and cost.
      double side = Math.signum(estimate.effect() * costs[b] - estimate.cost() * effects[b]);
      boolean same = sign * effects[b] > 0;
      if (same) {
        ratios[kept++] = costs[b] / effects[b];
      } else if (side < 0) {
        beyondLow++;
      }
      below += side < 0 ? 1 : same && side == 0 ? 0.5 : 0;
    }
    double[] rising = Arrays.copyOf(ratios, kept);
    Arrays.sort(rising);
    return new RatioBootstrap(estimate.icer(), sign, beyondLow, rising, effects.length, below);
  }

  /** Returns the interval between quantiles of the draws. */
  public RatioInterval percentile(double level) {
    double tail = tail(level);
    return between(tail, 1 - tail);
  }

  /** Returns the interval corrected for the median bias of the draws. */
  public RatioInterval biasCorrected(double level) {
    return corrected(level, 0);
  }

  /**
   * Returns the bias-corrected and accelerated interval.
   *
   * @param leftOut the estimate without each area
   */
  public RatioInterval accelerated(double level, List<Increment> leftOut) {
    OptionalDouble acceleration = acceleration(leftOut);
    return acceleration.isPresent()
        ? corrected(level, acceleration.getAsDouble())
        : new RatioInterval.Refused(NoRatio.DRAWS_REACH_NO_EFFECT);
  }

  private RatioInterval corrected(double level, double acceleration) {
    double tail = tail(level);
    if (below <= 0 || below >= draws) {
      return new RatioInterval.Refused(NoRatio.ESTIMATE_OUTSIDE_DRAWS);
    }
    Reference normal = new Reference(OptionalDouble.empty());
    double bias = normal.quantile(below / draws);
    return between(
        shifted(bias, acceleration, normal.quantile(tail)),
        shifted(bias, acceleration, normal.quantile(1 - tail)));
  }

  private static double shifted(double bias, double acceleration, double z) {
    double sum = bias + z;
    return new NormalDistribution().cumulativeProbability(bias + sum / (1 - acceleration * sum));
  }

  /** One sixth of the skewness of the left-out ratios, with the sign of Efron's (6.6). */
  private OptionalDouble acceleration(List<Increment> leftOut) {
    double mean = 0;
    for (Increment one : leftOut) {
      if (!(sign * one.effect() > 0)) {
        return OptionalDouble.empty();
      }
      mean += one.cost() / one.effect() / leftOut.size();
    }
    double squares = 0;
    double cubes = 0;
    for (Increment one : leftOut) {
      double gap = mean - one.cost() / one.effect();
      squares += gap * gap;
      cubes += gap * gap * gap;
    }
    return OptionalDouble.of(squares == 0 ? 0 : cubes / (6 * Math.pow(squares, 1.5)));
  }

  private RatioInterval between(double p, double q) {
    if (estimate instanceof Icer.None none) {
      return new RatioInterval.Refused(none.reason());
    }
    OptionalDouble low = quantile(p);
    OptionalDouble high = quantile(q);
    return low.isPresent() && high.isPresent()
        ? new RatioInterval.Ends(low.getAsDouble(), high.getAsDouble())
        : new RatioInterval.Refused(NoRatio.DRAWS_REACH_NO_EFFECT);
  }

  /** Type 7, where both order statistics that it lies between are ratios. */
  private OptionalDouble quantile(double p) {
    double place = p * (draws - 1);
    // A place that is whole but for rounding must not need the next draw too.
    double whole = Math.rint(place);
    int under = (int) (Math.abs(place - whole) < ROUNDING ? whole : Math.floor(place));
    double part = Math.abs(place - whole) < ROUNDING ? 0 : place - under;
    int first = under - beyondLow;
    int second = part > 0 ? first + 1 : first;
    if (first < 0 || second >= ratios.length) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(ratios[first] + part * (ratios[second] - ratios[first]));
  }

  private static double tail(double level) {
    if (!(level > 0 && level < 1)) {
      throw EvaluationErrors.settingOutOfRange("level", level, "above 0 and below 1");
    }
    return (1 - level) / 2;
  }
}
