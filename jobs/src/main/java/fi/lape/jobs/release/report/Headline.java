package fi.lape.jobs.release.report;

import fi.lape.jobs.release.table.TableRow;
import java.util.Optional;

/**
 * One answer of the first page.
 *
 * @param perYear the change in children a year, where the outcome counts children
 * @param decimals decimals its numbers deserve
 */
record Headline(TableRow row, Verdict verdict, Optional<PerYear> perYear, int decimals) {
  /** A change in children a year with its interval and detectable size. */
  record PerYear(double change, double low, double high, double mde) {
    int decimals() {
      return Numbers.decimalsFor(high - low) > 1 ? 1 : 0;
    }
  }

  String analysis() {
    return row.text("analysis");
  }

  String outcome() {
    return row.text("outcome");
  }

  String treatment() {
    return row.text("treatment");
  }

  boolean hasInterval() {
    return !row.isEmpty("estimate") && !row.isEmpty("ci_low") && !row.isEmpty("ci_high");
  }
}
