package fi.lape.estimators.had;

/** How outcomes would have moved without the dose. */
public enum Trends {
  /** By the same change on average, whatever the dose. */
  COMMON,
  /** Each unit on its own line, drawn through the last two periods before the start. */
  UNIT_LINEAR
}
