package fi.lape.estimators.panel;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** What a panel may know of units and periods besides outcomes. */
final class TimeVarying {
  static final TimeVarying NOTHING =
      new TimeVarying(List.of(), new double[0][][], new double[0][], new double[0][]);

  private final List<String> covariateNames;
  private final double[][][] covariates;
  private final double[][] treatment;
  private final double[][] exposure;

  /**
   * @param covariateNames none if there are no covariates
   * @param covariates units × periods × covariates, or no units
   * @param treatment units × periods, or no units
   * @param exposure units × periods, or no units
   */
  private TimeVarying(
      List<String> covariateNames,
      double[][][] covariates,
      double[][] treatment,
      double[][] exposure) {
    this.covariateNames = List.copyOf(covariateNames);
    this.covariates = new double[covariates.length][][];
    for (int i = 0; i < covariates.length; i++) {
      this.covariates[i] = copy(covariates[i]);
    }
    this.treatment = copy(treatment);
    this.exposure = copy(exposure);
  }

  List<String> covariateNames() {
    return covariateNames;
  }

  /** Not a copy, like the others. */
  double[][][] covariates() {
    return covariates;
  }

  double[][] treatment() {
    return treatment;
  }

  double[][] exposure() {
    return exposure;
  }

  static double[][] copy(double[][] rows) {
    double[][] copy = new double[requireNonNull(rows, "rows are null").length][];
    for (int i = 0; i < rows.length; i++) {
      copy[i] = rows[i].clone();
    }
    return copy;
  }

  TimeVarying withCovariates(List<String> names, double[][][] values) {
    return new TimeVarying(names, values, treatment, exposure);
  }

  TimeVarying withTreatment(double[][] levels) {
    return new TimeVarying(covariateNames, covariates, levels, exposure);
  }

  TimeVarying withExposure(double[][] exposed) {
    return new TimeVarying(covariateNames, covariates, treatment, exposed);
  }

  TimeVarying units(int[] places) {
    double[][][] x = new double[covariates.length == 0 ? 0 : places.length][][];
    for (int j = 0; j < x.length; j++) {
      x[j] = covariates[places[j]];
    }
    return new TimeVarying(covariateNames, x, rows(treatment, places), rows(exposure, places));
  }

  private static double[][] rows(double[][] all, int[] places) {
    double[][] rows = new double[all.length == 0 ? 0 : places.length][];
    for (int j = 0; j < rows.length; j++) {
      rows[j] = all[places[j]];
    }
    return rows;
  }
}
