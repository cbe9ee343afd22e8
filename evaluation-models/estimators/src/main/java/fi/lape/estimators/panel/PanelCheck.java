package fi.lape.estimators.panel;

import fi.lape.estimators.error.PanelErrors;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether the columns of a panel keep their promises; each check throws if one does not. */
final class PanelCheck {
  private final int[] periods;
  private final List<String> ids;
  private final boolean[][] observed;

  PanelCheck(int[] periods, List<String> ids, boolean[][] observed) {
    this.periods = periods;
    this.ids = ids;
    this.observed = observed;
  }

  /** That there are units and periods, and columns of as many units. */
  void shape(int clusters, int cohorts, int weights, int outcomes) {
    int n = ids.size();
    if (n == 0 || periods.length == 0) {
      throw PanelErrors.panelEmpty(n, periods.length);
    }
    requireLength("clusters", clusters, n);
    requireLength("cohorts", cohorts, n);
    requireLength("weights", weights, n);
    requireLength("outcomes", outcomes, n);
    requireLength("observed", observed.length, n);
  }

  void periods() {
    for (int t = 1; t < periods.length; t++) {
      if (periods[t] <= periods[t - 1]) {
        throw PanelErrors.periodsNotIncreasing(periods[t - 1], periods[t]);
      }
    }
  }

  void ids() {
    Set<String> seen = new HashSet<>();
    long duplicates = 0;
    String first = "";
    for (String id : ids) {
      if (!seen.add(id)) {
        first = duplicates == 0 ? id : first;
        duplicates++;
      }
    }
    if (duplicates > 0) {
      throw PanelErrors.panelDuplicate(duplicates, first, "units");
    }
  }

  void weights(double[] weights) {
    long bad = 0;
    int first = 0;
    for (int i = weights.length - 1; i >= 0; i--) {
      if (!(weights[i] > 0) || Double.isInfinite(weights[i])) {
        bad++;
        first = i;
      }
    }
    if (bad > 0) {
      throw PanelErrors.weightNotPositive(bad, ids.get(first));
    }
  }

  void outcomes(double[][] outcomes) {
    long holes = 0;
    String unit = "";
    int period = 0;
    for (int i = 0; i < outcomes.length; i++) {
      requireLength("outcomes of unit " + ids.get(i), outcomes[i].length, periods.length);
      requireLength("observed of unit " + ids.get(i), observed[i].length, periods.length);
      if (isNeverObserved(observed[i])) {
        throw PanelErrors.unitNeverObserved(ids.get(i));
      }
      for (int t = 0; t < periods.length; t++) {
        if (observed[i][t] && !Double.isFinite(outcomes[i][t])) {
          if (holes == 0) {
            unit = ids.get(i);
            period = periods[t];
          }
          holes++;
        }
      }
    }
    if (holes > 0) {
      throw PanelErrors.panelNotBalanced(holes, unit, period);
    }
  }

  private static boolean isNeverObserved(boolean[] unit) {
    for (boolean seen : unit) {
      if (seen) {
        return false;
      }
    }
    return true;
  }

  void treatment(double[][] treatment) {
    if (treatment.length > 0) {
      requireLength("treatment", treatment.length, ids.size());
    }
    for (int i = 0; i < treatment.length; i++) {
      requireLength("treatment of unit " + ids.get(i), treatment[i].length, periods.length);
      for (int t = 0; t < periods.length; t++) {
        if (observed[i][t] && !Double.isFinite(treatment[i][t])) {
          throw PanelErrors.columnNotFinite("treatment", ids.get(i), periods[t]);
        }
      }
    }
  }

  void exposure(double[][] exposure) {
    if (exposure.length > 0) {
      requireLength("exposure", exposure.length, ids.size());
    }
    for (int i = 0; i < exposure.length; i++) {
      requireLength("exposure of unit " + ids.get(i), exposure[i].length, periods.length);
      for (int t = 0; t < periods.length; t++) {
        if (observed[i][t] && !(exposure[i][t] > 0 && Double.isFinite(exposure[i][t]))) {
          throw PanelErrors.exposureNotPositive(ids.get(i), periods[t]);
        }
      }
    }
  }

  void covariates(List<String> covariateNames, double[][][] covariates) {
    if (!covariateNames.isEmpty()) {
      requireLength("covariates", covariates.length, ids.size());
    }
    for (int i = 0; i < covariates.length; i++) {
      requireLength("covariates of unit " + ids.get(i), covariates[i].length, periods.length);
      for (int t = 0; t < periods.length; t++) {
        requireLength(
            "covariates of unit " + ids.get(i), covariates[i][t].length, covariateNames.size());
        for (int j = 0; j < covariateNames.size(); j++) {
          if (observed[i][t] && !Double.isFinite(covariates[i][t][j])) {
            throw PanelErrors.columnNotFinite(covariateNames.get(j), ids.get(i), periods[t]);
          }
        }
      }
    }
  }

  private static void requireLength(String column, int length, int expected) {
    if (length != expected) {
      throw PanelErrors.panelShape(column, length, expected);
    }
  }
}
