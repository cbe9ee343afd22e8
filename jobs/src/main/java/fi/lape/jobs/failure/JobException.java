package fi.lape.jobs.failure;

import static java.util.Objects.requireNonNull;

/**
 * A failure with a cause that its reader can do something about.
 *
 * <p>The message has one form, {@code CODE: problem with values. Why. What to change, and where.},
 * and never holds personal data or the content of a data cell.
 */
public final class JobException extends RuntimeException {
  private final ExitCode exitCode;
  private final String code;

  /**
   * @param code stable name of the failure, in capitals, listed in {@code docs/errors.md}
   * @param text the three sentences: problem with values, why it matters, what to change and where
   */
  public JobException(ExitCode exitCode, String code, String text) {
    this(exitCode, code, text, null);
  }

  /** The same, keeping the technical cause for the log. */
  public JobException(ExitCode exitCode, String code, String text, Throwable cause) {
    super(
        requireNonNull(code, "code is null") + ": " + requireNonNull(text, "text is null"), cause);
    this.exitCode = requireNonNull(exitCode, "exitCode is null");
    this.code = code;
  }

  /** What the process returns to its shell. */
  public ExitCode exitCode() {
    return exitCode;
  }

  /** The stable name at the start of the message. */
  public String code() {
    return code;
  }
}
