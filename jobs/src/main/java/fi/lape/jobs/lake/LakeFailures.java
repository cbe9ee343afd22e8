package fi.lape.jobs.lake;

import fi.lape.jobs.failure.ExitCode;
import fi.lape.jobs.failure.JobException;
import java.io.IOException;

/** Words for a lake that cannot be used as it lies there. */
final class LakeFailures {
  private LakeFailures() {}

  static JobException notWritable(String root, IOException e) {
    return lake(
        "LAKE_NOT_WRITABLE",
        "the lake '%s' cannot be written: %s. Every stage keeps its tables there. Check the rights and the free space, or give another --lake."
            .formatted(root, reason(e)),
        e);
  }

  static JobException unreadable(String root, IOException e) {
    return lake(
        "LAKE_UNREADABLE",
        "the lake '%s' cannot be read: %s. Every stage keeps its tables there. Check the path and its rights, or give another --lake."
            .formatted(root, reason(e)),
        e);
  }

  static JobException unreachable(String root, IOException e) {
    return lake(
        "LAKE_UNREADABLE",
        "the lake '%s' cannot be reached: %s. Every stage keeps its tables there. Check the path and the connector of its file system, or give another --lake."
            .formatted(root, reason(e)),
        e);
  }

  static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static JobException lake(String code, String text, IOException cause) {
    return new JobException(ExitCode.LAKE, code, text, cause);
  }
}
