package fi.lape.estimators.did.covariates;

/** How covariates are adjusted for; without covariates all give the same numbers. */
public enum Estimation {
  /** Doubly robust: right if either the outcome regression or the propensity score is. */
  DR,
  /** Outcome regression on the controls. */
  REG,
  /** Controls weighted by the odds of their propensity score, weights summing to 1. */
  IPW;

  /** Whether outcomes are regressed on covariates. */
  public boolean regresses() {
    return this != IPW;
  }

  /** Whether controls are weighted by their propensity score. */
  public boolean weighs() {
    return this != REG;
  }
}
