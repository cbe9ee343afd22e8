package fi.lape.estimators.pooling;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.OptionalDouble;

/**
 * The effects of areas taken together.
 *
 * @param coefficients of the constant and the moderators; without moderators the mean effect
 * @param tau2 variance of true effects between areas
 * @param tau2Error its standard error; empty where areas are taken to be equal
 * @param q Cochran's Q about the fit with equal effects
 * @param qP p-value of "all areas have the same effect"
 * @param i2Percent share of the variance between estimates that is not sampling, in percent
 * @param h2 total over sampling variance
 * @param prediction where the true effect of another area would lie; empty where areas are taken to
 *     be equal, or with moderators
 * @param logLikelihood restricted for REML, full otherwise
 * @param moderators test of all moderators together; {@code empty} has no moderators
 * @param areas the areas' own effects, shrunken, in the order given
 */
public record PooledEffects(
    List<Coefficient> coefficients,
    double tau2,
    OptionalDouble tau2Error,
    double q,
    double qP,
    double i2Percent,
    double h2,
    List<Interval> prediction,
    double logLikelihood,
    List<Joint> moderators,
    List<AreaEffect> areas) {
  public PooledEffects {
    coefficients = List.copyOf(coefficients);
    requireNonNull(tau2Error, "tau2Error is null");
    prediction = List.copyOf(prediction);
    moderators = List.copyOf(moderators);
    areas = List.copyOf(areas);
  }

  /** Returns the mean effect, or the constant where there are moderators. */
  public Coefficient mean() {
    return coefficients.get(0);
  }

  /** An interval. */
  public record Interval(double low, double high) {}

  /**
   * A coefficient with its uncertainty.
   *
   * @param statistic estimate over standard error
   */
  public record Coefficient(
      double estimate, double standardError, double statistic, double pValue, Interval interval) {}

  /**
   * A test of several coefficients.
   *
   * @param statistic χ² or F
   * @param r2Percent share of τ² that the moderators explain, in percent
   */
  public record Joint(double statistic, double pValue, double r2Percent) {}

  /**
   * One area's effect, drawn towards what areas like it have.
   *
   * @param weightPercent the area's share in the mean effect
   */
  public record AreaEffect(
      String area, double effect, double standardError, Interval interval, double weightPercent) {}
}
