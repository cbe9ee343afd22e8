package fi.lape.estimators.did.passes;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Some units with all their periods, column by column. Units without a cluster of their own name
 * have none here: they are their own clusters.
 */
public final class UnitBlock implements Serializable {
  private static final long serialVersionUID = 1;

  private final int bucket;
  private final int periods;
  private final int covariates;
  private final boolean fixed;
  private final String[] clusterNames;
  private final int[] cluster;
  private final int[] cohort;
  private final double[] weight;
  private final double[] outcome;
  private final double[] covariate;

  /**
   * All arrays are kept, not copied.
   *
   * @param bucket the logical bucket the units belong to, whatever holds it
   * @param periods outcomes of a unit
   * @param covariates numbers of a unit in a period
   * @param fixed whether covariates stay the same over periods, and are then held once a unit
   * @param clusterNames distinct names; none if units are the clusters
   * @param cluster place among the names, one a unit; none if units are the clusters
   * @param cohort first treated period, one a unit
   * @param weight above 0, one a unit
   * @param outcome units × periods, finite
   * @param covariate units × covariates, or units × periods × covariates, finite
   */
  public UnitBlock(
      int bucket,
      int periods,
      int covariates,
      boolean fixed,
      String[] clusterNames,
      int[] cluster,
      int[] cohort,
      double[] weight,
      double[] outcome,
      double[] covariate) {
    this.bucket = bucket;
    this.periods = periods;
    this.covariates = covariates;
    this.fixed = fixed;
    this.clusterNames = clusterNames;
    this.cluster = cluster;
    this.cohort = cohort;
    this.weight = weight;
    this.outcome = outcome;
    this.covariate = covariate;
  }

  /** Returns the logical bucket. */
  public int bucket() {
    return bucket;
  }

  /** Returns the number of units. */
  public int size() {
    return cohort.length;
  }

  /** Returns whether covariates are held once a unit. */
  public boolean isFixed() {
    return fixed;
  }

  /** Returns the distinct clusters; none if units are the clusters. */
  String[] clusterNames() {
    return clusterNames;
  }

  int cluster(int i) {
    return cluster[i];
  }

  int cohort(int i) {
    return cohort[i];
  }

  double weight(int i) {
    return weight[i];
  }

  double outcome(int i, int t) {
    return outcome[i * periods + t];
  }

  double covariate(int i, int t, int j) {
    return covariate[(fixed ? i : i * periods + t) * covariates + j];
  }

  int periods() {
    return periods;
  }

  int covariates() {
    return covariates;
  }

  @Override
  public String toString() {
    return size() + " units of bucket " + bucket + ", clusters " + Arrays.toString(clusterNames);
  }
}
