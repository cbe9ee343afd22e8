package fi.lape.estimators.error;

/** What kind of mistake stopped the work, and the exit code a program ends with. */
public enum ExitCategory {
  /** The study plan or an argument is wrong. */
  PLAN(2),
  /** The data break a promise. */
  DATA(3),
  /** The data are right and too few for the question. */
  TOO_LITTLE_DATA(4);

  private final int exitCode;

  ExitCategory(int exitCode) {
    this.exitCode = exitCode;
  }

  /** Returns the exit code of a program stopped by this. */
  public int exitCode() {
    return exitCode;
  }
}
