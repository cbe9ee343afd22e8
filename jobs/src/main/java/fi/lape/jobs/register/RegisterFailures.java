package fi.lape.jobs.register;

import fi.lape.jobs.failure.ExitCode;
import fi.lape.jobs.failure.JobException;
import java.util.List;

/** Every refusal of a register, worded in one place; all leave the lake as it was. */
final class RegisterFailures {
  private static final String UNCHANGED = " Nothing in the lake was changed.";

  private RegisterFailures() {}

  static JobException description(String file) {
    return data(
        "REGISTER_DESCRIPTION",
        "'%s' does not say from which day to which the register was kept. What is open on the data date is censored there, and children are at risk between the two. Write {\"observed_from\": \"2010-01-01\", \"data_date\": \"2021-12-31\"} with its days."
            .formatted(file));
  }

  static JobException columns(String file, List<String> missing, List<String> wanted) {
    return data(
        "REGISTER_COLUMNS",
        "the file '%s' has no column %s. Every file of the table has %s. Have the register extracted with them, or change the input contract."
            .formatted(file, String.join(", ", missing), String.join(", ", wanted)));
  }

  static JobException unreadable(String file, Exception cause) {
    return data(
        "FILE_NOT_READABLE",
        "the file '%s' cannot be read as Parquet. A register cut short would read as children never placed. Fetch the file again."
            .formatted(file),
        cause);
  }

  static JobException personalIdentity(String file, String column, long places, long record) {
    return data(
        "PERSONAL_ID",
        "the file '%s' holds what is a valid Finnish personal identity code in column '%s': %d place%s, first in record %d. Personal data must not enter the lake, not even as received. Have the sender remove it, or use 'lape pseudonymise' where the register is kept; the place is named here, the content nowhere."
            .formatted(file, column, places, places == 1 ? "" : "s", record));
  }

  static JobException quarantineTooLarge(
      String table, long bad, long all, double tolerated, String mostFrequent) {
    return data(
        "QUARANTINE_TOO_LARGE",
        "%d of %d rows of '%s' (%.1f %%) failed their checks, most of them %s, but the contract tolerates %.1f %%. More bad rows than that are a fault of the delivery, not of rows. Correct the files, or change 'toleratedQuarantineShare' in the contract '%s'."
            .formatted(bad, all, table, 100.0 * bad / all, mostFrequent, 100 * tolerated, table));
  }

  private static JobException data(String code, String text) {
    return data(code, text, null);
  }

  private static JobException data(String code, String text, Throwable cause) {
    return new JobException(ExitCode.DATA, code, text + UNCHANGED, cause);
  }
}
