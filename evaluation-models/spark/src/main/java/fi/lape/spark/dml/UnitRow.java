package fi.lape.spark.dml;

import java.io.Serializable;
import java.util.Arrays;

/** One unit that was seen in every period. */
final class UnitRow implements Serializable {
  private static final long serialVersionUID = 1;

  private final long place;
  private final String cluster;
  private final int cohort;
  private final int fold;
  private final double weight;
  private final double[] outcomes;
  private final double[] covariates;

  /**
   * @param place bucket and place in the bucket: the order in which units are visited
   * @param cohort first treated period, or {@link fi.lape.estimators.panel.Panel#NEVER}
   * @param fold from 0
   * @param outcomes one a period
   * @param covariates periods × covariates, in one row
   */
  UnitRow(
      long place,
      String cluster,
      int cohort,
      int fold,
      double weight,
      double[] outcomes,
      double[] covariates) {
    this.place = place;
    this.cluster = cluster;
    this.cohort = cohort;
    this.fold = fold;
    this.weight = weight;
    this.outcomes = outcomes;
    this.covariates = covariates;
  }

  long place() {
    return place;
  }

  String cluster() {
    return cluster;
  }

  int cohort() {
    return cohort;
  }

  int fold() {
    return fold;
  }

  double weight() {
    return weight;
  }

  double outcome(int period) {
    return outcomes[period];
  }

  int periods() {
    return outcomes.length;
  }

  /** Returns the covariates, period by period. */
  double[] covariates() {
    return covariates;
  }

  /** Returns the same unit with other covariates. */
  UnitRow withCovariates(double[] other) {
    return new UnitRow(place, cluster, cohort, fold, weight, outcomes, other);
  }

  double change(int period, int base) {
    return outcomes[period] - outcomes[base];
  }

  /** Returns the covariates of a period. */
  double[] at(int period) {
    int number = covariates.length / outcomes.length;
    return Arrays.copyOfRange(covariates, period * number, (period + 1) * number);
  }
}
