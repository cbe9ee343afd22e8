package fi.lape.estimators.did;

import fi.lape.estimators.estimate.Effect;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.Fit;
import fi.lape.estimators.estimate.NotEstimable;
import fi.lape.estimators.estimate.Reason;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Averages of what outcomes exceed their imputed values by. */
final class ImputedEffects {
  private final ImputationSettings settings;
  private final RegressionData data;
  private final Panel panel;
  private final ImputedCells imputed;
  private final CellWeights weights;
  private final double[] delta; // mean effect of each cell
  private final double[] squares; // Σw² of each cell
  private final double[] squareMean; // w²-weighted mean effect of each cell
  private final long[] units;
  private final double[][] moved; // Σ w z̈ of each cell

  ImputedEffects(ImputationSettings settings, RegressionData data, boolean leads) {
    this.settings = settings;
    this.data = data;
    panel = data.panel();
    imputed = new ImputedCells(settings, data, leads);
    weights = new CellWeights(panel, imputed.rows(), imputed.cells());
    int cells = imputed.cells().size();
    UntreatedFit fit = imputed.untreated();
    delta = new double[cells];
    squares = new double[cells];
    squareMean = new double[cells];
    units = new long[cells];
    moved = new double[cells][fit.regression().columns().size()];
    double[] weight = new double[cells];
    for (int i = 0; i < panel.size(); i++) {
      for (int t = 0; t < panel.periods().length; t++) {
        int c = weights.cell(i, t);
        if (c >= 0) {
          double w = panel.weight(i);
          weight[c] += w;
          delta[c] += (fit.residual()[i][t] - delta[c]) * (w / weight[c]);
          squares[c] += data.weightSquared(i);
          squareMean[c] +=
              (fit.squareResidual(i, t) - squareMean[c]) * (data.weightSquared(i) / squares[c]);
          units[c] += data.count(i);
          for (int j = 0; j < moved[c].length; j++) {
            moved[c][j] += w * fit.regressors(i, t)[j];
          }
        }
      }
    }
  }

  Fit fit() {
    NavigableMap<CohortDesign.Place, Effect> byPlace = new TreeMap<>();
    imputed
        .refused()
        .forEach(
            (at, reason) -> {
              if (at.period() >= at.cohort() - settings.anticipation()) {
                byPlace.put(at, new NotEstimable(key(at), reason));
              }
            });
    for (int c = 0; c < delta.length; c++) {
      CohortCell cell = imputed.cells().get(c);
      if (cell.eventTime() >= -settings.anticipation()) {
        CohortDesign.Place at = new CohortDesign.Place(cell.cohort(), cell.period());
        CellAverage.Group group = new CellAverage.Group(cell.cohort(), 1, List.of(c));
        byPlace.put(at, effect(new CellAverage(key(at), List.of(group), false)));
      }
    }
    List<Effect> effects = new ArrayList<>(byPlace.values());
    if (effects.isEmpty()) {
      effects.add(new NotEstimable(EffectKey.of(GroupTimeAtt.CELL), Reason.NO_TREATED_UNITS));
    }
    for (CellAverage average :
        new CellAverages(imputed.cells(), weights.byCohort()).of(settings.aggregations())) {
      effects.add(effect(average));
    }
    effects.addAll(new PreTrends(settings, data, imputed).effects());
    return new Fit(effects);
  }

  private static EffectKey key(CohortDesign.Place at) {
    return EffectKey.cell(GroupTimeAtt.CELL, at.cohort(), at.period());
  }

  private Effect effect(CellAverage average) {
    if (average.groups().isEmpty()) {
      return new NotEstimable(average.key(), Reason.NO_ESTIMABLE_CELL);
    }
    double[] shares = average.cellWeights(weights.byCell());
    double theta = 0;
    NavigableSet<Integer> cohorts = new TreeSet<>();
    for (int c = 0; c < shares.length; c++) {
      theta += shares[c] * delta[c];
      if (shares[c] != 0) {
        cohorts.add(imputed.cells().get(c).cohort());
        if (settings.variance() == ImputationSettings.Variance.LEAVE_OUT && units[c] < 2) {
          return new NotEstimable(average.key(), Reason.GROUP_TOO_SMALL);
        }
      }
    }
    double[] perWeight = new double[shares.length];
    for (int c = 0; c < shares.length; c++) {
      perWeight[c] = shares[c] / weights.byCell()[c];
    }
    double[][] slope = slope(perWeight);
    boolean[][] used = imputed.used();
    return new Estimated(
        average.key(),
        theta,
        data.influence(slope, imputed.untreated().residual(), extra(perWeight, average)),
        Optional.of(new StackedRegression(imputed, weights).of(average)),
        data.contrast(slope),
        data.sample(used, cohorts).withUnitsLeftOut(imputed.leftOut()));
  }

  /** Returns ∂θ/∂y_it less the weight of the unit. */
  private double[][] slope(double[] perWeight) {
    AbsorbedRegression first = imputed.untreated().regression();
    double[] total = new double[first.columns().size()];
    for (int c = 0; c < perWeight.length; c++) {
      for (int j = 0; j < total.length; j++) {
        total[j] += perWeight[c] * moved[c][j];
      }
    }
    double[][] slope = first.slope(total);
    for (int i = 0; i < slope.length; i++) {
      double own = 0;
      int open = 0;
      for (int t = 0; t < slope[i].length; t++) {
        own += weights.cell(i, t) >= 0 ? perWeight[weights.cell(i, t)] : 0;
        open += first.rows()[i][t] ? 1 : 0;
      }
      for (int t = 0; t < slope[i].length; t++) {
        if (first.rows()[i][t]) {
          slope[i][t] = -slope[i][t] - own / open;
        }
        slope[i][t] += weights.cell(i, t) >= 0 ? perWeight[weights.cell(i, t)] : 0;
      }
    }
    return slope;
  }

  /** Returns what is taken from the effects of a unit's observations before they are squared. */
  private double[] extra(double[] perWeight, CellAverage average) {
    double[] extra = new double[panel.size()];
    for (int i = 0; i < extra.length; i++) {
      for (int t = 0; t < panel.periods().length; t++) {
        int c = weights.cell(i, t);
        if (c >= 0) {
          extra[i] -= perWeight[c] * centre(i, t, c);
        }
      }
    }
    if (settings.variance() == ImputationSettings.Variance.SANDWICH) {
      weights.addShareInfluence(extra, average, delta);
    }
    return extra;
  }

  private double centre(int i, int t, int c) {
    return switch (settings.variance()) {
      case SANDWICH -> delta[c];
      case CONSERVATIVE -> squareMean[c];
      case LEAVE_OUT -> {
        double own = data.weightSquared(i);
        double effect = imputed.untreated().residual()[i][t];
        yield squareMean[c] - own * (effect - squareMean[c]) / (squares[c] - own);
      }
    };
  }
}
