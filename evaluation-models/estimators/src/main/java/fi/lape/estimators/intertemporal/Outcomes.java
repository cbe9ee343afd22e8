package fi.lape.estimators.intertemporal;

import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Outcomes as they are compared: their changes where units have trends of their own, and net of
 * covariates.
 */
final class Outcomes {
  private final double[][] y;
  private final boolean[][] has;
  private final double[][][] x;
  private final CovariateFit fit;

  private Outcomes(double[][] y, boolean[][] has, double[][][] x, CovariateFit fit) {
    this.y = y;
    this.has = has;
    this.x = x;
    this.fit = fit;
  }

  /** Returns the outcomes, or empty if the covariates are collinear. */
  static Optional<Outcomes> of(Histories histories, IntertemporalSettings settings) {
    Panel panel = histories.panel();
    List<Integer> controls = new ArrayList<>();
    for (int j = 0; j < panel.covariateNames().size(); j++) {
      if (!settings.trendsNonparam().equals(Optional.of(panel.covariateNames().get(j)))) {
        controls.add(j);
      }
    }
    int lag = settings.has(IntertemporalOption.TRENDS_LIN) ? 1 : 0;
    int periods = panel.periods().length;
    double[][] y = new double[histories.units()][periods];
    boolean[][] has = new boolean[histories.units()][periods];
    double[][][] x = new double[histories.units()][periods][controls.size()];
    for (int i = 0; i < y.length; i++) {
      for (int t = 0; t < periods; t++) {
        has[i][t] = histories.isSeen(i, t) && histories.isSeen(i, t - lag);
        if (has[i][t]) {
          y[i][t] = panel.outcome(i, t) - lag * panel.outcome(i, t - lag);
          for (int j = 0; j < x[i][t].length; j++) {
            int c = controls.get(j);
            x[i][t][j] = panel.covariate(i, t, c) - lag * panel.covariate(i, t - lag, c);
          }
        }
      }
    }
    return CovariateFit.of(histories, y, x, has, controls.size())
        .map(
            fit -> {
              subtract(y, x, fit);
              return new Outcomes(y, has, x, fit);
            });
  }

  private static void subtract(double[][] y, double[][][] x, CovariateFit fit) {
    for (int i = 0; i < y.length; i++) {
      for (int t = 0; t < y[i].length; t++) {
        for (int j = 0; j < x[i][t].length; j++) {
          y[i][t] -= fit.theta(i)[j] * x[i][t][j];
        }
      }
    }
  }

  /** Returns whether a unit's outcome can be compared between two periods. */
  boolean has(int i, int from, int to) {
    return from >= 0 && to < has[i].length && has[i][from] && has[i][to];
  }

  double difference(int i, int from, int to) {
    return y[i][to] - y[i][from];
  }

  int covariates() {
    return x[0][0].length;
  }

  double covariateDifference(int i, int from, int to, int j) {
    return x[i][to][j] - x[i][from][j];
  }

  /** Returns the derivative of the covariates' coefficients in the logarithm of a unit's weight. */
  double[] coefficientDerivative(int i) {
    return fit.derivative(i);
  }
}
