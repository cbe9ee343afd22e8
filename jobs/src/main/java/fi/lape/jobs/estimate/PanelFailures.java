package fi.lape.jobs.estimate;

import fi.lape.jobs.failure.ExitCode;
import fi.lape.jobs.failure.JobException;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.SparkThrowable;

/** Words what Spark says of a file it cannot read; Spark itself would quote the row. */
public final class PanelFailures {
  private static final int DEEPEST_CAUSE = 50;

  private PanelFailures() {}

  /** Runs a reading of a file, and words what goes wrong with the file. */
  public static <T> T worded(String file, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (RuntimeException e) {
      throw rewritten(file, e).orElseThrow(() -> e);
    } catch (Exception e) { // Spark's own exceptions are checked but thrown undeclared
      throw rewritten(file, e).orElseThrow(() -> new IllegalStateException(e));
    }
  }

  private static Optional<JobException> rewritten(String file, Throwable thrown) {
    boolean unreadable = false;
    Throwable t = thrown;
    for (int depth = 0; t != null && depth < DEEPEST_CAUSE; depth++, t = t.getCause()) {
      String condition = t instanceof SparkThrowable s ? String.valueOf(s.getCondition()) : "";
      if (condition.startsWith("MALFORMED")) {
        return Optional.of(
            new JobException(
                ExitCode.DATA,
                "PANEL_ROW_MALFORMED",
                "a row of '%s' has more or fewer cells than the first line has names. Such a row cannot be placed, and leaving it out would change the question. Correct the row, or quote cells that hold the separator."
                    .formatted(file)));
      }
      unreadable |= condition.startsWith("FAILED_READ_FILE.");
    }
    return unreadable
        ? Optional.of(
            new JobException(
                ExitCode.DATA,
                "PANEL_UNREADABLE",
                "'%s' cannot be read to its end. It is damaged, or not what its name says. Write the file anew, or correct --panel."
                    .formatted(file)))
        : Optional.empty();
  }
}
