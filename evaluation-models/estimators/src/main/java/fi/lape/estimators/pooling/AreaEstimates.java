package fi.lape.estimators.pooling;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.error.EvaluationErrors;
import java.util.List;

/** Effects of areas, their standard errors, and what may explain differences. Immutable. */
public final class AreaEstimates {
  private final List<String> areas;
  private final double[] estimates;
  private final double[] standardErrors;
  private final double[][] moderators;

  /**
   * @param areas k names
   * @param estimates one an area
   * @param standardErrors one an area, above 0
   * @param moderators k rows of the same length; rows of none for a common mean only, which is
   *     always in
   * @throws fi.lape.estimators.error.EvaluationException if a promise above is broken
   */
  public AreaEstimates(
      List<String> areas, double[] estimates, double[] standardErrors, double[][] moderators) {
    this.areas = List.copyOf(areas);
    this.estimates = requireNonNull(estimates, "estimates is null").clone();
    this.standardErrors = requireNonNull(standardErrors, "standardErrors is null").clone();
    this.moderators = moderators.clone();
    int k = areas.size();
    if (estimates.length != k || standardErrors.length != k || moderators.length != k) {
      throw EvaluationErrors.panelShape("estimates", estimates.length, k);
    }
    for (int j = 0; j < k; j++) {
      this.moderators[j] = moderators[j].clone();
      if (!(standardErrors[j] > 0)
          || !Double.isFinite(standardErrors[j])
          || !Double.isFinite(estimates[j])) {
        throw EvaluationErrors.areaEstimateNotUsable(areas.get(j));
      }
    }
  }

  /** Estimates without moderators. */
  public static AreaEstimates of(List<String> areas, double[] estimates, double[] standardErrors) {
    return new AreaEstimates(areas, estimates, standardErrors, new double[areas.size()][0]);
  }

  /** Returns the number of areas. */
  public int size() {
    return areas.size();
  }

  /** Returns the same without area {@code j}. */
  public AreaEstimates without(int j) {
    int k = size() - 1;
    double[] y = new double[k];
    double[] se = new double[k];
    double[][] x = new double[k][];
    String[] names = new String[k];
    for (int i = 0; i < k; i++) {
      int from = i < j ? i : i + 1;
      names[i] = areas.get(from);
      y[i] = estimates[from];
      se[i] = standardErrors[from];
      x[i] = moderators[from];
    }
    return new AreaEstimates(List.of(names), y, se, x);
  }

  /** Returns the names. */
  public List<String> areas() {
    return areas;
  }

  /** Returns the estimates. */
  public double[] estimates() {
    return estimates.clone();
  }

  /** Returns the standard errors. */
  public double[] standardErrors() {
    return standardErrors.clone();
  }

  /** Returns the moderators, one row an area. */
  public double[][] moderators() {
    double[][] copy = new double[moderators.length][];
    for (int j = 0; j < copy.length; j++) {
      copy[j] = moderators[j].clone();
    }
    return copy;
  }
}
