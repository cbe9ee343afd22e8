package fi.lape.estimators.did;

import fi.lape.estimators.estimate.Effect;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.NotEstimable;
import fi.lape.estimators.estimate.Reason;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Coefficients of the last periods before adoption, from a regression of untreated observations
 * alone: what they say is not mixed up with effects.
 *
 * @see <a href="https://doi.org/10.1093/restud/rdae007">Borusyak, Jaravel and Spiess (2024), test
 *     1</a>
 */
final class PreTrends {
  private final RegressionData data;
  private final Panel panel;
  private final boolean[][] rows;
  private final int first;
  private final int last;

  PreTrends(ImputationSettings settings, RegressionData data, ImputedCells imputed) {
    this.data = data;
    panel = data.panel();
    rows = imputed.untreated().regression().rows();
    last = -1 - settings.anticipation();
    first = last - settings.pretrends() + 1;
  }

  List<Effect> effects() {
    List<Effect> effects = new ArrayList<>();
    if (first > last) {
      return effects;
    }
    List<Column> columns = new ArrayList<>(Column.periodEffects(panel, rows));
    columns.addAll(Column.covariates(panel));
    int before = columns.size();
    NavigableSet<Integer> adopters = data.adopters();
    for (int lead = first; lead <= last; lead++) {
      int e = lead;
      columns.add(
          new Column(
              Column.Kind.EFFECT,
              "event time " + e,
              (i, t) ->
                  adopters.contains(panel.cohort(i)) && panel.periods()[t] - panel.cohort(i) == e
                      ? 1
                      : 0));
    }
    AbsorbedRegression regression = new AbsorbedRegression(data, rows, columns, true);
    for (int e = first; e <= last; e++) {
      EffectKey key = EffectKey.ofEventTime(Imputation.PRETREND, e);
      double[] target = new double[columns.size()];
      target[before + e - first] = 1;
      NavigableSet<Integer> cohorts = cohorts(e);
      if (cohorts.isEmpty()) {
        effects.add(new NotEstimable(key, Reason.NO_ESTIMABLE_CELL));
      } else if (!regression.determines(target)) {
        effects.add(new NotEstimable(key, Reason.COLLINEAR));
      } else {
        effects.add(
            regression.estimated(
                key, target, new double[panel.size()], data.sample(rows, cohorts)));
      }
    }
    return effects;
  }

  private NavigableSet<Integer> cohorts(int e) {
    NavigableSet<Integer> cohorts = new TreeSet<>();
    for (int i = 0; i < rows.length; i++) {
      for (int t = 0; t < rows[i].length; t++) {
        if (rows[i][t]
            && data.adopters().contains(panel.cohort(i))
            && panel.periods()[t] - panel.cohort(i) == e) {
          cohorts.add(panel.cohort(i));
        }
      }
    }
    return cohorts;
  }
}
