package fi.lape.schemas;

/** Who may see a column. */
public enum Classification {
  /** Anyone: published statistics and results. */
  PUBLIC,
  /** Those who run the evaluation. */
  INTERNAL,
  /** Stays in the bronze stage: may hold personal data by mistake. */
  CONFIDENTIAL;
}
