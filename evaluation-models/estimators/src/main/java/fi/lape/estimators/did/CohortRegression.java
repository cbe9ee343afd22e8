package fi.lape.estimators.did;

import fi.lape.estimators.estimate.Effect;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Fit;
import fi.lape.estimators.estimate.NotEstimable;
import fi.lape.estimators.estimate.Reason;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** One regression with a coefficient for every cohort and period, and averages of them. */
final class CohortRegression {
  private final CohortRegressionSettings settings;
  private final RegressionData data;
  private final Panel panel;
  private final CohortDesign design;
  private final boolean byCell;
  private final CenteredCovariates covariates;
  private final AbsorbedRegression regression;
  private final int firstCell;

  /**
   * @param byCell whether covariates have coefficients of their own in every cell, or one each
   */
  CohortRegression(CohortRegressionSettings settings, RegressionData data, boolean byCell) {
    this.settings = settings;
    this.data = data;
    this.byCell = byCell;
    panel = data.panel();
    design = new CohortDesign(settings.controls(), settings.anticipation(), data);
    boolean[][] rows = design.rows();
    covariates = new CenteredCovariates(panel, rows);
    boolean unitEffects = settings.effects() == AbsorbedEffects.UNIT;
    List<Column> columns = Column.periodEffects(panel, rows);
    if (!unitEffects) {
      columns.addAll(Column.cohortEffects(panel, rows));
    }
    columns.addAll(byCell ? covariates.byPeriod(unitEffects) : Column.covariates(panel));
    firstCell = columns.size();
    for (CohortCell cell : design.cells()) {
      columns.add(new Column(Column.Kind.EFFECT, "cell", (i, t) -> isIn(i, t, cell) ? 1 : 0));
    }
    if (byCell) {
      for (CohortCell cell : design.cells()) {
        columns.addAll(covariates.inCell(cell));
      }
    }
    regression = new AbsorbedRegression(data, rows, columns, unitEffects);
  }

  private boolean isIn(int i, int t, CohortCell cell) {
    return t == cell.t() && panel.cohort(i) == cell.cohort();
  }

  Fit fit() {
    List<CohortCell> estimable = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    NavigableMap<CohortDesign.Place, Effect> cellEffects = new TreeMap<>();
    design
        .refused()
        .forEach((at, reason) -> cellEffects.put(at, new NotEstimable(key(at), reason)));
    for (int c = 0; c < design.cells().size(); c++) {
      CohortCell cell = design.cells().get(c);
      CohortDesign.Place at = new CohortDesign.Place(cell.cohort(), cell.period());
      double[] target = new double[regression.columns().size()];
      target[firstCell + c] = 1;
      if (!regression.determines(target)) {
        cellEffects.put(at, new NotEstimable(key(at), Reason.COLLINEAR));
        continue;
      }
      estimable.add(cell);
      places.add(firstCell + c);
      double[] weights = new double[design.cells().size()];
      weights[c] = 1;
      cellEffects.put(
          at,
          regression.estimated(
              key(at),
              target,
              covariateInfluence(weights),
              data.sample(design.rows(), new TreeSet<>(List.of(cell.cohort())))));
    }
    List<Effect> effects = new ArrayList<>(cellEffects.values());
    if (effects.isEmpty()) {
      effects.add(new NotEstimable(EffectKey.of(GroupTimeAtt.CELL), Reason.NO_TREATED_UNITS));
    }
    effects.addAll(averages(estimable, places));
    return new Fit(effects);
  }

  private static EffectKey key(CohortDesign.Place at) {
    return EffectKey.cell(GroupTimeAtt.CELL, at.cohort(), at.period());
  }

  private List<Effect> averages(List<CohortCell> cells, List<Integer> places) {
    CellWeights weights = new CellWeights(panel, design.rows(), cells);
    double[] beta = regression.coefficients();
    double[] delta = places.stream().mapToDouble(j -> beta[j]).toArray();
    List<Effect> effects = new ArrayList<>();
    for (CellAverage average :
        new CellAverages(cells, weights.byCohort()).of(settings.aggregations())) {
      if (average.groups().isEmpty()) {
        effects.add(new NotEstimable(average.key(), Reason.NO_ESTIMABLE_CELL));
        continue;
      }
      double[] shares = average.cellWeights(weights.byCell());
      double[] target = new double[beta.length];
      double[] all = new double[design.cells().size()];
      NavigableSet<Integer> cohorts = new TreeSet<>();
      for (int c = 0; c < shares.length; c++) {
        target[places.get(c)] = shares[c];
        all[places.get(c) - firstCell] = shares[c];
        if (shares[c] != 0) {
          cohorts.add(cells.get(c).cohort());
        }
      }
      double[] extra = covariateInfluence(all);
      if (settings.shares() == Shares.ESTIMATED) {
        weights.addShareInfluence(extra, average, delta);
      }
      effects.add(
          regression.estimated(average.key(), target, extra, data.sample(design.rows(), cohorts)));
    }
    return effects;
  }

  /** What units add to ψ by moving the mean covariates at which the effect is taken. */
  private double[] covariateInfluence(double[] cellWeights) {
    double[] extra = new double[panel.size()];
    if (!byCell || settings.shares() == Shares.FIXED) {
      return extra;
    }
    double[] beta = regression.coefficients();
    int firstSlope = firstCell + design.cells().size();
    int k = panel.covariateNames().size();
    for (int c = 0; c < cellWeights.length; c++) {
      for (int j = 0; j < k && cellWeights[c] != 0; j++) {
        double slope = cellWeights[c] * beta[firstSlope + c * k + j];
        covariates.addMeanInfluence(extra, design.cells().get(c).cohort(), j, slope);
      }
    }
    return extra;
  }
}
