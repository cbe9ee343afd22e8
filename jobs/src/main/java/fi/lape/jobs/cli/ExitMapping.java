package fi.lape.jobs.cli;

import fi.lape.estimators.error.EvaluationException;
import fi.lape.jobs.failure.ExitCode;
import fi.lape.jobs.failure.JobException;
import fi.lape.schemas.SchemaException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Optional;

/** Words and exit code for whatever stopped a command. */
final class ExitMapping {
  private static final int DEEPEST_CAUSE = 50;

  private ExitMapping() {}

  /**
   * The worded failure inside a throwable, looking through the wrappers of Spark and threads.
   *
   * @param byOptions whether what is to be changed are options, and not a study plan
   */
  static Optional<JobException> worded(Throwable thrown, boolean byOptions) {
    Throwable t = thrown;
    for (int depth = 0; t != null && depth < DEEPEST_CAUSE; depth++, t = t.getCause()) {
      if (t instanceof JobException job) {
        return Optional.of(job);
      }
      if (t instanceof EvaluationException e) {
        String text = byOptions ? e.textForCommand() : text(e.getMessage());
        return Optional.of(new JobException(exitCode(e), e.code(), text, e));
      }
      if (t instanceof SchemaException e) {
        return Optional.of(
            new JobException(
                e.isOfRequest() ? ExitCode.PLAN_OR_ARGUMENTS : ExitCode.DATA,
                e.code(),
                text(e.getMessage()),
                e));
      }
      if (t instanceof FileNotFoundException && isLakeFile(t)) {
        return Optional.of(
            new JobException(
                ExitCode.LAKE,
                "LAKE_DAMAGED",
                "a data file that a table of the lake names is not there. Somebody or something deleted it. Restore the lake from a copy, or run 'lape run' on a new --lake.",
                t));
      }
      if (t instanceof IOException && String.valueOf(t.getMessage()).contains("No space left")) {
        return Optional.of(
            new JobException(
                ExitCode.LAKE,
                "DISK_FULL",
                "the disk of the lake, the release or Spark's temporary files is full. A table is complete or unchanged, so nothing is half written. Free space, or give another --lake, --out or --conf spark.local.dir=…, and run the same command again.",
                t));
      }
    }
    return Optional.empty();
  }

  private static boolean isLakeFile(Throwable t) {
    return String.valueOf(t.getMessage()).contains(".parquet");
  }

  private static ExitCode exitCode(EvaluationException e) {
    return switch (e.category()) {
      case PLAN -> ExitCode.PLAN_OR_ARGUMENTS;
      case DATA -> ExitCode.DATA;
      case TOO_LITTLE_DATA -> ExitCode.TOO_LITTLE_DATA;
    };
  }

  private static String text(String message) {
    int colon = message.indexOf(": ");
    return colon > 0 ? message.substring(colon + 2) : message;
  }
}
