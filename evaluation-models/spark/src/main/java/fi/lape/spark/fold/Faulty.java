package fi.lape.spark.fold;

/** What is wrong with a panel, as bits: that it is, not with whom. */
public final class Faulty {
  /** A key is empty, a row occurs twice, a unit changes, or a weight is not above 0. */
  public static final int CONTRADICTS_ITSELF = 1;

  /** A covariate is not a number where the outcome is observed. */
  public static final int COVARIATE = 2;

  /** A unit is observed in no period. */
  public static final int NEVER_OBSERVED = 4;

  /** Too many clusters and cohorts to be told apart this way. */
  public static final int TOO_MANY_CLUSTERS = 8;

  private Faulty() {}
}
