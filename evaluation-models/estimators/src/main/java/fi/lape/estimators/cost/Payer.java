package fi.lape.estimators.cost;

/** Whose money it is. */
public enum Payer {
  /** Grants. */
  STATE,
  /** Own funding of projects, and services. */
  MUNICIPALITY
}
