package fi.lape.estimators.did;

import fi.lape.estimators.error.EvaluationErrors;
import fi.lape.estimators.estimate.Reason;
import fi.lape.estimators.estimate.UntreatedTrend;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;

/** The cohorts and periods whose outcomes without treatment are imputed, and why others are not. */
final class ImputedCells {
  private final ImputationSettings settings;
  private final RegressionData data;
  private final Panel panel;
  private final UntreatedFit untreated;
  private final long leftOut;
  private final boolean[][] rows;
  private final List<CohortCell> cells = new ArrayList<>();
  private final NavigableMap<CohortDesign.Place, Reason> refused = new TreeMap<>();

  /**
   * @param leads whether periods before adoption have cells too
   * @throws fi.lape.estimators.error.EvaluationException if treated units cannot be imputed and are
   *     not to be left out
   */
  ImputedCells(ImputationSettings settings, RegressionData data, boolean leads) {
    this.settings = settings;
    this.data = data;
    panel = data.panel();
    boolean[][] open = data.observed();
    for (int i = 0; i < open.length; i++) {
      for (int t = 0; t < open[i].length; t++) {
        open[i][t] &= !isTreated(panel.cohort(i), t);
      }
    }
    untreated = new UntreatedFit(data, open);
    leftOut = refuseUnimputable();
    rows = new boolean[open.length][panel.periods().length];
    for (int g : cohorts()) {
      for (int t = 0; t < panel.periods().length; t++) {
        if (isTreated(g, t) || leads) {
          place(new CohortCell(g, t, panel.periods()[t]));
        }
      }
    }
  }

  /** Returns the regression of untreated observations, whoever can be imputed by it. */
  static UntreatedTrend trend(ImputationSettings settings, RegressionData data) {
    ImputedCells cells =
        new ImputedCells(
            settings.withUnimputable(ImputationSettings.Unimputable.LEAVE_OUT), data, false);
    AbsorbedRegression regression = cells.untreated.regression();
    double[] beta = regression.coefficients();
    Map<Integer, Double> periods = new TreeMap<>();
    Map<String, Double> covariates = new TreeMap<>();
    for (int j = 0; j < beta.length; j++) {
      double[] alone = new double[beta.length];
      alone[j] = 1;
      Column column = regression.columns().get(j);
      if (column.kind() == Column.Kind.COVARIATE) {
        covariates.put(column.name(), beta[j]);
      } else if (regression.determines(alone)) {
        periods.put(Integer.valueOf(column.name().substring(Column.PERIOD.length())), beta[j]);
      }
    }
    cells.firstUntreated().ifPresent(first -> periods.put(first, 0.0));
    return new UntreatedTrend(settings.anticipation(), periods, covariates);
  }

  private OptionalInt firstUntreated() {
    for (int t = 0; t < panel.periods().length; t++) {
      for (int i = 0; i < panel.size(); i++) {
        if (data.observed()[i][t] && !isTreated(panel.cohort(i), t)) {
          return OptionalInt.of(panel.periods()[t]);
        }
      }
    }
    return OptionalInt.empty();
  }

  private boolean isTreated(int cohort, int t) {
    return cohort != Panel.NEVER && cohort - settings.anticipation() <= panel.periods()[t];
  }

  private NavigableSet<Integer> cohorts() {
    NavigableSet<Integer> cohorts = new TreeSet<>();
    for (int i = 0; i < panel.size(); i++) {
      if (isTreated(panel.cohort(i), panel.periods().length - 1)) {
        cohorts.add(panel.cohort(i));
      }
    }
    return cohorts;
  }

  /** Returns the number of units that cannot be imputed. */
  private long refuseUnimputable() {
    long units = 0;
    String first = "";
    for (int i = 0; i < panel.size(); i++) {
      if (!untreated.imputable(i) && !isTreated(panel.cohort(i), 0)) {
        first = units == 0 ? panel.id(i) : first;
        units += data.count(i);
      }
    }
    if (units > 0 && settings.unimputable() == ImputationSettings.Unimputable.REFUSE) {
      throw EvaluationErrors.unitsNotImputable(units, first);
    }
    return units;
  }

  private void place(CohortCell cell) {
    CohortDesign.Place place = new CohortDesign.Place(cell.cohort(), cell.period());
    if (isTreated(cell.cohort(), 0)) {
      refused.put(place, Reason.ALWAYS_TREATED);
      return;
    }
    boolean compared = false;
    boolean determined = true;
    List<Integer> units = new ArrayList<>();
    for (int i = 0; i < panel.size(); i++) {
      compared |= untreated.regression().rows()[i][cell.t()];
      if (panel.cohort(i) == cell.cohort()
          && panel.observed(i, cell.t())
          && untreated.imputable(i)) {
        units.add(i);
        determined &= untreated.determines(i, cell.t());
      }
    }
    if (units.isEmpty()) {
      refused.put(place, Reason.NO_TREATED_UNITS);
    } else if (!compared) {
      refused.put(place, Reason.NO_CONTROL_UNITS);
    } else if (!determined) {
      refused.put(place, Reason.COLLINEAR);
    } else {
      cells.add(cell);
      units.forEach(i -> rows[i][cell.t()] = true);
    }
  }

  /** Returns the number of treated units left out because they cannot be imputed. */
  long leftOut() {
    return leftOut;
  }

  UntreatedFit untreated() {
    return untreated;
  }

  /** Returns units × periods: the observations in a cell. */
  boolean[][] rows() {
    return rows;
  }

  /** Returns units × periods: the observations in a cell, and those they are imputed from. */
  boolean[][] used() {
    boolean[][] used = new boolean[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      used[i] = rows[i].clone();
      for (int t = 0; t < used[i].length; t++) {
        used[i][t] |= untreated.regression().rows()[i][t];
      }
    }
    return used;
  }

  /** Returns the cells that are estimable, by cohort and period. */
  List<CohortCell> cells() {
    return cells;
  }

  /** Returns why others are not. */
  NavigableMap<CohortDesign.Place, Reason> refused() {
    return refused;
  }

  RegressionData data() {
    return data;
  }
}
