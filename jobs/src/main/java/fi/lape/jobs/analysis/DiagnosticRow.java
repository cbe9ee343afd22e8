package fi.lape.jobs.analysis;

import static java.util.Objects.requireNonNull;

import fi.lape.schemas.ContractRow;
import java.util.OptionalDouble;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * One check of an analysis, before it becomes a row of {@code diagnostic}.
 *
 * <p>A check passes or fails only against a threshold that was fixed before; without one it is
 * reported and counts as not evaluated.
 *
 * @param subject the outcome, and after a colon the area, year or cohort it is about
 */
public record DiagnosticRow(
    String analysis,
    String diagnostic,
    String subject,
    OptionalDouble value,
    OptionalDouble threshold,
    Status status,
    String detail) {
  /** Result of a check. */
  public enum Status {
    PASS,
    FAIL,
    NOT_EVALUATED
  }

  public DiagnosticRow {
    requireNonNull(status, "status is null");
    requireNonNull(detail, "detail is null");
  }

  /** A number that is only reported. */
  public static DiagnosticRow reported(
      String analysis, String diagnostic, String subject, double value, String detail) {
    return new DiagnosticRow(
        analysis,
        diagnostic,
        subject,
        OptionalDouble.of(value),
        OptionalDouble.empty(),
        Status.NOT_EVALUATED,
        detail);
  }

  /** A check that could not be made. */
  public static DiagnosticRow notEvaluated(
      String analysis, String diagnostic, String subject, String detail) {
    return new DiagnosticRow(
        analysis,
        diagnostic,
        subject,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        Status.NOT_EVALUATED,
        detail);
  }

  /** A check against a threshold. */
  public static DiagnosticRow judged(
      String analysis,
      String diagnostic,
      String subject,
      double value,
      double threshold,
      boolean pass,
      String detail) {
    return new DiagnosticRow(
        analysis,
        diagnostic,
        subject,
        OptionalDouble.of(value),
        OptionalDouble.of(threshold),
        pass ? Status.PASS : Status.FAIL,
        detail);
  }

  public Row row(StructType contract, String study) {
    return ContractRow.of(contract)
        .set("study", study)
        .set("analysis", analysis)
        .set("diagnostic", diagnostic)
        .set("subject", subject)
        .set("value", value)
        .set("threshold", threshold)
        .set("status", status.name())
        .set("detail", detail)
        .row();
  }

  /** Whether the estimate, or on which side of zero it lies, can be read off this row. */
  public boolean tellsTheEstimate() {
    return diagnostic.startsWith("suppressed-cell-bounds") || diagnostic.equals("cr1-p-value");
  }
}
