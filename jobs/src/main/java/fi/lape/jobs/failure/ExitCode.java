package fi.lape.jobs.failure;

/** Exit codes of the {@code lape} command: stable, one per person who must act. */
public enum ExitCode {
  DONE(0),
  PROGRAM_FAULT(1),
  PLAN_OR_ARGUMENTS(2),
  DATA(3),
  TOO_LITTLE_DATA(4),
  DISCLOSURE(5),
  LAKE(6);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  /** The number a shell sees. */
  public int number() {
    return number;
  }
}
