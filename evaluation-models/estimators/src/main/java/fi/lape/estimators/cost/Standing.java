package fi.lape.estimators.cost;

/** Where a strategy stands among the others. */
public enum Standing {
  /** The best for some willingness to pay. */
  FRONTIER,
  /** Another strategy does at least as much for at most the same money. */
  DOMINATED,
  /** A mixture of two others does as much for less, or more for the same. */
  EXTENDEDLY_DOMINATED
}
