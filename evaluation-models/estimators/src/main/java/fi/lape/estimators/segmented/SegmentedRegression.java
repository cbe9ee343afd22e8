package fi.lape.estimators.segmented;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.linalg.SymmetricInverse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Interrupted time series: one series regressed on a level and a slope before the change, and on
 * how both changed,
 *
 * <pre>
 *   y_t = β₀ + β₁ (t − T₀) + β₂ 1{t ≥ T₀} + β₃ (t − T₀) 1{t ≥ T₀} + ε_t,
 * </pre>
 *
 * <p>T₀ the first period after. Errors are Newey and West's (1987) with Bartlett weights 1 − l/(L +
 * 1) on lags counted in periods, times T/(T − 4), against t(T − 4); not prewhitened.
 *
 * <p><b>Descriptive:</b> everything else that happened at T₀ is in the change. Nothing is compared
 * with, and a dozen points say little about autocorrelation; the back-test says how far such a line
 * misses when nothing happened.
 *
 * @see <a href="https://doi.org/10.1093/ije/dyw098">Bernal, Cummins and Gasparrini (2017)</a>; <a
 *     href="https://doi.org/10.2307/1913610">Newey and West (1987)</a>
 */
public final class SegmentedRegression {
  /** The method's word in plans and results. */
  public static final String METHOD = "segmented-regression";

  /** Estimand of β₂. */
  public static final String LEVEL = "descriptive-level-change";

  /** Estimand of β₃, per period. */
  public static final String SLOPE = "descriptive-slope-change";

  private static final int COEFFICIENTS = 4;
  // A line before with an error of its own, and a line after.
  private static final int FEWEST_BEFORE = 3;
  private static final int FEWEST_AFTER = 2;

  private final SegmentedSettings settings;

  public SegmentedRegression(SegmentedSettings settings) {
    this.settings = requireNonNull(settings, "settings is null");
  }

  /**
   * Fits a series, or returns empty if fewer than three periods lie before the change, fewer than
   * two after, or fewer than six are used.
   *
   * @param periods increasing
   * @param outcome one a period, finite
   */
  public Optional<SegmentedFit> fit(int[] periods, double[] outcome) {
    List<Integer> used = new ArrayList<>();
    int before = 0;
    for (int t = 0; t < periods.length; t++) {
      if (!settings.leaveOut().contains(periods[t])) {
        used.add(t);
        before += periods[t] < settings.firstAfter() ? 1 : 0;
      }
    }
    int after = used.size() - before;
    if (before < FEWEST_BEFORE || after < FEWEST_AFTER || used.size() < COEFFICIENTS + 2) {
      return Optional.empty();
    }
    int[] years = used.stream().mapToInt(t -> periods[t]).toArray();
    double[] y = used.stream().mapToDouble(t -> outcome[t]).toArray();
    double[][] x = new double[years.length][];
    for (int t = 0; t < years.length; t++) {
      double time = years[t] - (double) settings.firstAfter();
      double step = time >= 0 ? 1 : 0;
      x[t] = new double[] {1, time, step, time * step};
    }
    double[][] inverse = SymmetricInverse.of(crossed(x)).orElseThrow();
    double[] beta = SymmetricInverse.times(inverse, crossed(x, y));
    double[] residuals = new double[y.length];
    for (int t = 0; t < y.length; t++) {
      residuals[t] = y[t] - SymmetricInverse.dot(x[t], beta);
    }
    int lag = settings.lagFor(years.length);
    double[][] covariance = NeweyWest.covariance(years, x, residuals, inverse, lag);
    return Optional.of(
        new SegmentedFit(
            years, beta, covariance, lag, Autocorrelation.of(x, residuals), before, after));
  }

  /** X'X. */
  static double[][] crossed(double[][] x) {
    int p = x[0].length;
    double[][] crossed = new double[p][p];
    for (double[] row : x) {
      for (int i = 0; i < p; i++) {
        for (int j = 0; j < p; j++) {
          crossed[i][j] += row[i] * row[j];
        }
      }
    }
    return crossed;
  }

  /** X'y. */
  static double[] crossed(double[][] x, double[] y) {
    double[] crossed = new double[x[0].length];
    for (int t = 0; t < y.length; t++) {
      for (int i = 0; i < crossed.length; i++) {
        crossed[i] += x[t][i] * y[t];
      }
    }
    return crossed;
  }

  /**
   * Returns what the line before the change would have missed had it been forecast from earlier
   * periods: see {@link BackTest}.
   */
  public BackTest backTest(int[] periods, double[] outcome) {
    List<Integer> used = new ArrayList<>();
    for (int t = 0; t < periods.length; t++) {
      if (periods[t] < settings.firstAfter() && !settings.leaveOut().contains(periods[t])) {
        used.add(t);
      }
    }
    return BackTest.of(
        used.stream().mapToInt(t -> periods[t]).toArray(),
        used.stream().mapToDouble(t -> outcome[t]).toArray());
  }
}
