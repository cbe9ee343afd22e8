package fi.lape.estimators.dose;

/** How much an area counts in the regression. */
public enum RegressionWeights {
  /** Every area the same. */
  EQUAL,
  /** As much as the weights of its units add up to. */
  PANEL
}
