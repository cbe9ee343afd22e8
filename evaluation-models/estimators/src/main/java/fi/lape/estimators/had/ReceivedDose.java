package fi.lape.estimators.had;

/** What the change of the outcome is divided by. */
public enum ReceivedDose {
  /** The dose of the first treated period. */
  FIRST,
  /** All doses from the start up to the period looked at. */
  CUMULATIVE
}
