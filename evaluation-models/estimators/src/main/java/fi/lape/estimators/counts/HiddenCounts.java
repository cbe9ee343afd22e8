package fi.lape.estimators.counts;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.error.EvaluationErrors;
import fi.lape.estimators.error.PanelErrors;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hipparchus.random.RandomGenerator;
import org.hipparchus.random.SynchronizedRandomGenerator;
import org.hipparchus.random.Well19937c;

/**
 * Multiple imputation of counts that are only known to lie in an interval, such as 0 to 4.
 *
 * <p>Counts are Poisson around exposure × rate of the cohort in the period × a level of the unit,
 * which is gamma distributed with mean 1. In turn, given the counts drawn so far, rates are drawn
 * from their gamma posterior, levels from theirs, and hidden counts from the Poisson distribution
 * cut to their interval; the first {@value #BURN_IN} rounds are thrown away and every {@value
 * #THINNING}th after them is an imputation.
 *
 * <p><b>Assumes</b> that a count is hidden because of its size alone, and that within a cohort and
 * period rates differ by the level of units only; the rates of cohorts and periods are free, so
 * that an effect is not imputed away. <b>Cost:</b> O(cells) a round; deterministic for a seed and
 * the order of units.
 *
 * @see <a href="https://doi.org/10.1002/9780470316696">Rubin (1987)</a>
 */
public final class HiddenCounts {
  private static final int BURN_IN = 20;
  private static final int THINNING = 5;

  // A gamma prior of rates that a single event outweighs.
  private static final double PRIOR_EVENTS = 0.5;

  // Variances of levels at which they are as good as equal, or as good as unrelated.
  private static final double LEAST_VARIANCE = 1e-3;
  private static final double MOST_VARIANCE = 4;

  private final Panel panel;
  private final double[][] low;
  private final double[][] high;
  private final int[][] cell; // units × periods: number of the cohort and period
  private final int cells;

  /**
   * @param panel with exposure, observed everywhere; its outcomes are not looked at
   * @param low units × periods: least count, whole
   * @param high units × periods: greatest count, whole, at least {@code low}
   * @throws fi.lape.estimators.error.EvaluationException {@code EXPOSURE_NOT_GIVEN}, {@code
   *     PANEL_SHAPE}
   */
  public HiddenCounts(Panel panel, double[][] low, double[][] high) {
    this.panel = requireNonNull(panel, "panel is null");
    if (!panel.hasExposure()) {
      throw EvaluationErrors.exposureNotGiven("imputation of hidden counts");
    }
    int periods = panel.periods().length;
    require("low", low, periods);
    require("high", high, periods);
    this.low = low.clone();
    this.high = high.clone();
    Map<Integer, Integer> cohorts = new TreeMap<>();
    for (int i = 0; i < panel.size(); i++) {
      cohorts.putIfAbsent(panel.cohort(i), cohorts.size());
    }
    cells = cohorts.size() * periods;
    cell = new int[panel.size()][periods];
    for (int i = 0; i < panel.size(); i++) {
      for (int t = 0; t < periods; t++) {
        cell[i][t] = cohorts.get(panel.cohort(i)) * periods + t;
      }
    }
  }

  private void require(String column, double[][] rows, int periods) {
    if (rows.length != panel.size()) {
      throw PanelErrors.panelShape(column, rows.length, panel.size());
    }
    for (double[] row : rows) {
      if (row.length != periods) {
        throw PanelErrors.panelShape(column, row.length, periods);
      }
    }
  }

  /**
   * Returns completed counts, units × periods each; known counts are themselves.
   *
   * @param imputations how many, 2 or more
   * @throws fi.lape.estimators.error.EvaluationException {@code SETTING_OUT_OF_RANGE}
   */
  public List<double[][]> impute(int imputations, long seed) {
    if (imputations < 2) {
      throw EvaluationErrors.settingOutOfRange("imputations", imputations, "2 or more");
    }
    Draws draws = new Draws(new SynchronizedRandomGenerator(new Well19937c(seed)));
    double[][] y = middle();
    double[] level = new double[panel.size()];
    java.util.Arrays.fill(level, 1);
    List<double[][]> completed = new ArrayList<>();
    for (int round = 1; completed.size() < imputations; round++) {
      double[] rate = rates(y, level, draws);
      levels(y, rate, level, draws);
      for (int i = 0; i < y.length; i++) {
        for (int t = 0; t < y[i].length; t++) {
          if (low[i][t] < high[i][t]) {
            double mean = panel.exposure(i, t) * rate[cell[i][t]] * level[i];
            y[i][t] = draws.poisson(mean, low[i][t], high[i][t]);
          }
        }
      }
      if (round > BURN_IN && (round - BURN_IN) % THINNING == 0) {
        completed.add(copy(y));
      }
    }
    return completed;
  }

  private double[][] middle() {
    double[][] y = copy(low);
    for (int i = 0; i < y.length; i++) {
      for (int t = 0; t < y[i].length; t++) {
        y[i][t] = (low[i][t] + high[i][t]) / 2;
      }
    }
    return y;
  }

  private static double[][] copy(double[][] rows) {
    double[][] copy = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      copy[i] = rows[i].clone();
    }
    return copy;
  }

  private double[] rates(double[][] y, double[] level, Draws draws) {
    double[] events = new double[cells];
    double[] exposed = new double[cells];
    for (int i = 0; i < y.length; i++) {
      for (int t = 0; t < y[i].length; t++) {
        events[cell[i][t]] += y[i][t];
        exposed[cell[i][t]] += panel.exposure(i, t) * level[i];
      }
    }
    double[] rate = new double[cells];
    for (int c = 0; c < cells; c++) {
      rate[c] = draws.gamma(events[c] + PRIOR_EVENTS) / exposed[c];
    }
    return rate;
  }

  /** Levels of units from their posterior, the prior's variance by moments of the counts. */
  private void levels(double[][] y, double[] rate, double[] level, Draws draws) {
    double[] events = new double[y.length];
    double[] expected = new double[y.length];
    double excess = 0;
    double squares = 0;
    for (int i = 0; i < y.length; i++) {
      for (int t = 0; t < y[i].length; t++) {
        events[i] += y[i][t];
        expected[i] += panel.exposure(i, t) * rate[cell[i][t]];
      }
      double gap = events[i] - expected[i];
      excess += gap * gap - expected[i];
      squares += expected[i] * expected[i];
    }
    double variance = Math.min(MOST_VARIANCE, Math.max(LEAST_VARIANCE, excess / squares));
    for (int i = 0; i < y.length; i++) {
      level[i] = draws.gamma(1 / variance + events[i]) / (1 / variance + expected[i]);
    }
  }

  /** Draws from one generator, in the order they are asked for. */
  private record Draws(RandomGenerator source) {
    /** Marsaglia and Tsang (2000): a gamma variable of scale 1, its shape above 0. */
    double gamma(double shape) {
      if (shape < 1) {
        return gamma(shape + 1) * Math.pow(1 - source.nextDouble(), 1 / shape);
      }
      double d = shape - 1.0 / 3;
      double c = 1 / Math.sqrt(9 * d);
      while (true) {
        double x = source.nextGaussian();
        double v = Math.pow(1 + c * x, 3);
        if (v > 0 && Math.log(1 - source.nextDouble()) < x * x / 2 + d - d * v + d * Math.log(v)) {
          return d * v;
        }
      }
    }

    /** A Poisson variable cut to whole numbers from {@code from} to {@code to}. */
    double poisson(double mean, double from, double to) {
      int n = (int) Math.round(to - from) + 1;
      double[] chance = new double[n];
      double whole = 0;
      double relative = 1;
      for (int k = 0; k < n; k++) {
        chance[k] = relative;
        whole += relative;
        relative *= mean / (from + k + 1);
      }
      double drawn = source.nextDouble() * whole;
      int k = 0;
      while (k < n - 1 && drawn >= chance[k]) {
        drawn -= chance[k];
        k++;
      }
      return from + k;
    }
  }
}
