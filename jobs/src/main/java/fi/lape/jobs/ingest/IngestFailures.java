package fi.lape.jobs.ingest;

import fi.lape.jobs.failure.ExitCode;
import fi.lape.jobs.failure.JobException;
import java.io.IOException;
import java.util.Collection;
import java.util.List;

/** Every refusal of the ingest stage, worded in one place; all leave the lake as it was. */
final class IngestFailures {
  private static final String UNCHANGED = " Nothing in the lake was changed.";

  private IngestFailures() {}

  static JobException sourcesUnreadable(String folder, IOException cause) {
    return data(
        "SOURCES_UNREADABLE",
        "the sources folder '%s' cannot be read (%s). Every table of the evaluation comes from it. Check that it exists and may be read, or give another --sources."
            .formatted(folder, cause.getClass().getSimpleName()),
        cause);
  }

  static JobException sourcesEmpty(List<String> folders) {
    return data(
        "SOURCES_EMPTY",
        "the sources folder '%s' holds no file that is read here. The subfolders projects, accounts, sotkanet, statfin, costs and prices, and register where there is one, are looked for. Put the files there, or give another --sources."
            .formatted(String.join("', '", folders)),
        null);
  }

  static JobException sourceKindMissing(List<String> folders, Collection<String> missing) {
    return data(
        "SOURCE_KIND_MISSING",
        "the sources folder '%s' has no file for %s. The evaluation joins all of them. Add the files, or give a further --sources that has them."
            .formatted(String.join("', '", folders), String.join(", ", missing)),
        null);
  }

  static JobException originUnknown(String file) {
    return data(
        "ORIGIN_UNKNOWN",
        "'%s' does not say whether its folder is synthetic or real. Synthetic and real data must never look alike. Write {\"origin\": \"synthetic\"} or {\"origin\": \"real\"} in it."
            .formatted(file),
        null);
  }

  /** A file that cannot be trusted, with the number of further ones. */
  static JobException fileRefused(FileSummary file, int others) {
    String also =
        others == 0
            ? ""
            : " (and %d other file%s refused)".formatted(others, others == 1 ? " is" : "s are");
    String fault = file.faultCode().orElseThrow();
    String place = file.faultPlace().orElse("its beginning");
    String problem =
        switch (fault) {
          case "FILE_EMPTY" -> "is empty";
          case "FILE_NOT_READABLE" -> "cannot be read (%s)".formatted(place);
          case "FILE_TRUNCATED" -> "ends in the middle, at %s".formatted(place);
          case "FILE_ENCODING" ->
              "is not in the agreed encoding: %d place%s, first at %s"
                  .formatted(file.faultCount(), file.faultCount() == 1 ? "" : "s", place);
          case "PERSONAL_ID" ->
              "holds what is a valid Finnish personal identity code: %d place%s, first at %s"
                  .formatted(file.faultCount(), file.faultCount() == 1 ? "" : "s", place);
          default -> "is not valid JSON at %s".formatted(place);
        };
    String remedy =
        switch (fault) {
          case "FILE_EMPTY", "FILE_TRUNCATED" ->
              "A file cut short in transfer would read as hidden or missing values. Fetch the file again.";
          case "FILE_NOT_READABLE" ->
              "A source left out would read as missing values. Check the rights of the file.";
          case "FILE_ENCODING" ->
              "Names and symbols would be damaged for good. JSON must be UTF-8; CSV may be UTF-8 or ISO-8859-1: save the file again from its source.";
          case "PERSONAL_ID" ->
              "Personal data must not enter the lake, not even as received. Have the sender remove it; the place is named here, the content nowhere.";
          default ->
              "What follows the fault cannot be trusted. Fetch the file again or have it corrected.";
        };
    return data(
        fault, "the file '%s' %s%s. %s".formatted(file.name(), problem, also, remedy), null);
  }

  static JobException headerRefused(String file, String agreed) {
    return data(
        "FILE_HEADER",
        "the file '%s' has another header than the agreed one. Columns would be mistaken for each other. Make its first line '%s', or change the input contract."
            .formatted(file, agreed),
        null);
  }

  static JobException quarantineTooLarge(
      String table, long bad, long all, double tolerated, String mostFrequent) {
    return data(
        "QUARANTINE_TOO_LARGE",
        "%d of %d rows of '%s' (%.1f %%) failed their checks, most of them %s, but the contract tolerates %.1f %%. More bad rows than that are a fault of the delivery, not of rows. Correct the files, or change 'toleratedQuarantineShare' in the contract '%s'."
            .formatted(bad, all, table, 100.0 * bad / all, mostFrequent, 100 * tolerated, table),
        null);
  }

  static JobException vintageConflict(String series, long keys, String first) {
    return data(
        "VINTAGE_CONFLICT",
        "%s is given twice with different values: %d key%s, first %s. Two vintages of a series must never be joined. Leave the older file out of the sources folder."
            .formatted(series, keys, keys == 1 ? "" : "s", first),
        null);
  }

  private static JobException data(String code, String text, Throwable cause) {
    return new JobException(ExitCode.DATA, code, text + UNCHANGED, cause);
  }
}
