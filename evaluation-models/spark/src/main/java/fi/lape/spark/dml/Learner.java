package fi.lape.spark.dml;

/** How the propensity score and the change of the untreated are learnt from covariates. */
public enum Learner {
  /** A logit and least squares, both without regularisation. */
  LOGISTIC,
  /** Boosted trees for both. */
  BOOSTED_TREES
}
