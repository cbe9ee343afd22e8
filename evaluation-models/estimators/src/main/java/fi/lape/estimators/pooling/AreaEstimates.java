package fi.lape.estimators.pooling;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.error.EvaluationErrors;
import fi.lape.estimators.error.PanelErrors;
import fi.lape.estimators.linalg.SymmetricEigen;
import java.util.List;

/** Effects of areas, their standard errors, and what may explain differences. Immutable. */
public final class AreaEstimates {
  // Smallest over largest eigenvalue: errors that repeat each other leave 1e-16.
  private static final double SMALLEST = 1e-12;

  private final List<String> areas;
  private final double[] estimates;
  private final double[] standardErrors;
  private final double[][] moderators;
  private final double[][] covariance; // k × k, or no rows where estimates are independent

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
    this(areas, estimates, standardErrors, moderators, new double[0][]);
  }

  private AreaEstimates(
      List<String> areas,
      double[] estimates,
      double[] standardErrors,
      double[][] moderators,
      double[][] covariance) {
    this.covariance = covariance;
    this.areas = List.copyOf(areas);
    this.estimates = requireNonNull(estimates, "estimates is null").clone();
    this.standardErrors = requireNonNull(standardErrors, "standardErrors is null").clone();
    this.moderators = moderators.clone();
    int k = areas.size();
    if (estimates.length != k || standardErrors.length != k || moderators.length != k) {
      throw PanelErrors.panelShape("estimates", estimates.length, k);
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

  /**
   * Returns the same estimates with how their errors go together, for instance through units that
   * areas are all compared with.
   *
   * @param errors covariance, k × k; its diagonal replaces the squared standard errors
   * @throws fi.lape.estimators.error.EvaluationException {@code AREA_ESTIMATE_NOT_USABLE} if a
   *     variance is not above 0; {@code AREA_COVARIANCE_SINGULAR} if the matrix is not positive
   *     definite
   */
  public AreaEstimates withCovariance(double[][] errors) {
    int k = size();
    double[] diagonal = new double[k];
    double[][] copy = new double[k][];
    for (int j = 0; j < k; j++) {
      copy[j] = errors[j].clone();
      diagonal[j] = Math.sqrt(copy[j][j]);
    }
    AreaEstimates correlated = new AreaEstimates(areas, estimates, diagonal, moderators, copy);
    if (k > 0) {
      SymmetricEigen eigen = SymmetricEigen.of(copy);
      if (!(eigen.value(k - 1) > SMALLEST * eigen.value(0))) {
        throw EvaluationErrors.areaCovarianceSingular(k);
      }
    }
    return correlated;
  }

  /** Returns whether errors go together. */
  public boolean isCorrelated() {
    return covariance.length > 0;
  }

  /** Returns the covariance of the errors, k × k. */
  public double[][] covariance() {
    double[][] copy = new double[size()][size()];
    for (int j = 0; j < copy.length; j++) {
      copy[j][j] = standardErrors[j] * standardErrors[j];
      if (isCorrelated()) {
        copy[j] = covariance[j].clone();
      }
    }
    return copy;
  }

  /** Returns the number of areas. */
  public int size() {
    return areas.size();
  }

  AreaEstimates withoutModerators() {
    return new AreaEstimates(areas, estimates, standardErrors, new double[size()][0], covariance);
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
    return new AreaEstimates(List.of(names), y, se, x, covarianceWithout(j));
  }

  private double[][] covarianceWithout(int j) {
    int k = isCorrelated() ? size() - 1 : 0;
    double[][] rest = new double[k][k];
    for (int i = 0; i < k; i++) {
      for (int l = 0; l < k; l++) {
        rest[i][l] = covariance[i < j ? i : i + 1][l < j ? l : l + 1];
      }
    }
    return rest;
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
