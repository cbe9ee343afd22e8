package fi.lape.estimators.diagnostics;

import java.util.List;

/**
 * What a linear violation of parallel trends does.
 *
 * @param slope in the outcome's unit per period
 * @param power probability that the pre-trend test rejects under it
 * @param bayesFactor probability of passing under it over that of passing under no trend: how much
 *     less one should believe in it for having passed
 * @param likelihoodRatio density of the estimates before adoption under it over that under no trend
 * @param path by event time
 */
public record TrendConsequences(
    double slope,
    double power,
    double bayesFactor,
    double likelihoodRatio,
    List<AtEventTime> path) {
  public TrendConsequences {
    path = List.copyOf(path);
  }

  /**
   * Bias at one event time.
   *
   * @param trend bias without a test, in the outcome's unit
   * @param afterPassing bias among those who report because the test did not reject, in the
   *     outcome's unit
   */
  public record AtEventTime(int time, double trend, double afterPassing) {}
}
