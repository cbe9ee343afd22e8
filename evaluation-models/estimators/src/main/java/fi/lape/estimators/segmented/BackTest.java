package fi.lape.estimators.segmented;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How far a straight line misses what comes next when nothing happened: fitted up to an origin
 * before the change, it forecasts the periods from there up to the change.
 *
 * @param errors outcome less forecast, by origin and horizon
 */
public record BackTest(List<ForecastError> errors) {
  // A line through two points has no residual to learn from; three is the least that may be wrong.
  private static final int FEWEST = 3;

  public BackTest {
    errors = List.copyOf(errors);
  }

  /**
   * One forecast.
   *
   * @param origin the last period the line was fitted to
   * @param horizon periods after it
   */
  public record ForecastError(int origin, int horizon, double error) {}

  /** Forecasts from every origin that has three periods up to it and one after. */
  static BackTest of(int[] periods, double[] outcome) {
    List<ForecastError> errors = new ArrayList<>();
    for (int last = FEWEST - 1; last < periods.length - 1; last++) {
      double time = 0;
      double level = 0;
      for (int t = 0; t <= last; t++) {
        time += periods[t] / (last + 1.0);
        level += outcome[t] / (last + 1.0);
      }
      double variation = 0;
      double together = 0;
      for (int t = 0; t <= last; t++) {
        variation += (periods[t] - time) * (periods[t] - time);
        together += (periods[t] - time) * outcome[t];
      }
      for (int t = last + 1; t < periods.length; t++) {
        double forecast = level + together / variation * (periods[t] - time);
        errors.add(
            new ForecastError(periods[last], periods[t] - periods[last], outcome[t] - forecast));
      }
    }
    return new BackTest(errors);
  }

  /** Returns the root mean square of the errors, or empty if there is none. */
  public OptionalDouble rootMeanSquare() {
    return errors.stream().mapToDouble(e -> e.error() * e.error()).average().isPresent()
        ? OptionalDouble.of(
            Math.sqrt(
                errors.stream().mapToDouble(e -> e.error() * e.error()).average().orElseThrow()))
        : OptionalDouble.empty();
  }

  /** Returns the root mean square of the errors of a horizon, or empty if there is none. */
  public OptionalDouble rootMeanSquare(int horizon) {
    return new BackTest(errors.stream().filter(e -> e.horizon() == horizon).toList())
        .rootMeanSquare();
  }
}
