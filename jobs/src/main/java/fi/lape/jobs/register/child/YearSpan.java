package fi.lape.jobs.register.child;

import fi.lape.jobs.failure.ExitCode;
import fi.lape.jobs.failure.JobException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whole years in a row.
 *
 * @param first year
 * @param last year, not before the first
 */
public record YearSpan(int first, int last) {
  private static final Pattern WRITTEN = Pattern.compile("(\\d{4})(?:-(\\d{4}))?");

  public YearSpan {
    if (last < first) {
      throw new IllegalArgumentException(last + " is before " + first);
    }
  }

  /**
   * Reads {@code 2016} or {@code 2014-2016}.
   *
   * @param option it is given with, for the message
   * @throws JobException {@code CHILD_YEARS}
   */
  public static YearSpan of(String option, String text) {
    Matcher written = WRITTEN.matcher(text.strip());
    if (written.matches()) {
      int first = Integer.parseInt(written.group(1));
      int last = written.group(2) == null ? first : Integer.parseInt(written.group(2));
      if (last >= first) {
        return new YearSpan(first, last);
      }
    }
    throw refused("%s '%s' are no years".formatted(option, text), "Write 2016 or 2014-2016");
  }

  static JobException refused(String problem, String remedy) {
    return new JobException(
        ExitCode.PLAN_OR_ARGUMENTS,
        "CHILD_YEARS",
        "%s. Children are compared before and after in whole years of equal number, all in the register. %s."
            .formatted(problem, remedy));
  }

  int years() {
    return last - first + 1;
  }

  LocalDate start() {
    return LocalDate.of(first, 1, 1);
  }

  /** The day after the last. */
  LocalDate end() {
    return LocalDate.of(last + 1, 1, 1);
  }

  long days() {
    return ChronoUnit.DAYS.between(start(), end());
  }

  @Override
  public String toString() {
    return first == last ? Integer.toString(first) : first + "-" + last;
  }
}
