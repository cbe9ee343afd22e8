package fi.lape.estimators.did;

import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Covariates that do not change, less the mean of the cohort over its rows. */
final class CenteredCovariates {
  private final Panel panel;
  private final boolean[][] rows;
  private final Map<Integer, double[]> means = new TreeMap<>();
  private final Map<Integer, Double> weights = new TreeMap<>();

  CenteredCovariates(Panel panel, boolean[][] rows) {
    this.panel = panel;
    this.rows = rows;
    int k = panel.covariateNames().size();
    for (int i = 0; i < rows.length; i++) {
      for (int t = 0; t < rows[i].length; t++) {
        if (rows[i][t]) {
          double whole = weights.merge(panel.cohort(i), panel.weight(i), (a, b) -> a + b);
          double[] mean = means.computeIfAbsent(panel.cohort(i), g -> new double[k]);
          for (int j = 0; j < k; j++) {
            mean[j] += (panel.covariate(i, t, j) - mean[j]) * (panel.weight(i) / whole);
          }
        }
      }
    }
  }

  private double centred(int i, int t, int j) {
    return panel.covariate(i, t, j) - means.get(panel.cohort(i))[j];
  }

  /**
   * Returns a column for every covariate and period but the first; without unit effects also the
   * covariates alone and by cohort.
   */
  List<Column> byPeriod(boolean unitEffects) {
    List<Column> columns = new ArrayList<>();
    for (int j = 0; j < panel.covariateNames().size(); j++) {
      int covariate = j;
      String name = panel.covariateNames().get(j);
      for (Column period : Column.periodEffects(panel, rows)) {
        columns.add(product(Column.Kind.COVARIATE, name, period, covariate));
      }
      if (!unitEffects) {
        // Its products with all cohorts span the covariate itself.
        for (Column cohort : Column.cohortEffects(panel, rows)) {
          columns.add(product(Column.Kind.FIXED_EFFECT, name, cohort, covariate));
        }
      }
    }
    return columns;
  }

  private Column product(Column.Kind kind, String name, Column dummy, int j) {
    return new Column(
        kind, name, (i, t) -> dummy.value().at(i, t) == 0 ? 0 : panel.covariate(i, t, j));
  }

  /** Returns a column for every centred covariate in one cell. */
  List<Column> inCell(CohortCell cell) {
    List<Column> columns = new ArrayList<>();
    for (int j = 0; j < panel.covariateNames().size(); j++) {
      int covariate = j;
      columns.add(
          new Column(
              Column.Kind.EFFECT,
              panel.covariateNames().get(j),
              (i, t) ->
                  t == cell.t() && panel.cohort(i) == cell.cohort()
                      ? centred(i, t, covariate)
                      : 0));
    }
    return columns;
  }

  /** Adds slope · ∂x̄_g/∂(log w_i) / w_i for the units of a cohort. */
  void addMeanInfluence(double[] extra, int cohort, int j, double slope) {
    for (int i = 0; i < extra.length; i++) {
      for (int t = 0; t < rows[i].length; t++) {
        if (panel.cohort(i) == cohort && rows[i][t]) {
          extra[i] += slope * centred(i, t, j) / weights.get(cohort);
        }
      }
    }
  }
}
