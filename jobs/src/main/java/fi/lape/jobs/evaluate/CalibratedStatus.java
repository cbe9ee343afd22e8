package fi.lape.jobs.evaluate;

import fi.lape.jobs.analysis.AnalysisResult;
import fi.lape.jobs.analysis.DiagnosticRow;
import fi.lape.jobs.analysis.EstimateRow;
import fi.lape.jobs.analysis.Requirements;
import fi.lape.jobs.calibrate.CalibrationFile;
import fi.lape.jobs.calibrate.CalibrationRow;
import fi.lape.jobs.plan.StudyPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Gives every number the inference_status that a calibration of the same design found; without one
 * it stays what its kind of analysis says, {@code NOT_EVALUATED} as a rule. A number whose
 * inference rejects too often is withheld unless a waiver of the plan names {@value #WAIVER}.
 */
final class CalibratedStatus {
  /** Diagnostic of how often the test of a headline rejects without an effect. */
  static final String DIAGNOSTIC = "inference-size";

  /** What a waiver has to name. */
  private static final String WAIVER = "inference";

  private static final String NOT_VALID = "NOT_VALID";

  private final StudyPlan plan;
  private final Optional<CalibrationFile> calibration;

  /**
   * @param calibration of the design at hand; empty where there is none
   */
  CalibratedStatus(StudyPlan plan, Optional<CalibrationFile> calibration) {
    this.plan = plan;
    this.calibration = calibration;
  }

  /** The same with the diagnostic of its headline's test, where that was calibrated. */
  AnalysisResult withDiagnostic(AnalysisResult result) {
    List<DiagnosticRow> diagnostics = new ArrayList<>(result.diagnostics());
    diagnostic(result).ifPresent(diagnostics::add);
    return new AnalysisResult(
        result.estimates(),
        diagnostics,
        result.influence(),
        result.withheld(),
        result.areas(),
        result.members());
  }

  private Optional<DiagnosticRow> diagnostic(AnalysisResult result) {
    return result.estimates().stream()
        .filter(row -> row.isHeadline() && row.estimate().isPresent())
        .findFirst()
        .flatMap(row -> size(row).map(size -> diagnostic(row, size)));
  }

  private static DiagnosticRow diagnostic(EstimateRow row, CalibrationRow size) {
    return DiagnosticRow.judged(
        row.analysis().id(),
        DIAGNOSTIC,
        row.outcome().id(),
        size.rejection(),
        CalibrationFile.HIGHEST_SIZE,
        !size.inferenceStatus().equals(NOT_VALID),
        "%s, %d replicates of this design; Monte-Carlo error %s"
            .formatted(size.inference(), size.replicates(), percent(size.rejectionMcError())));
  }

  /** The same with the status of every number, and withheld where the headline's is not valid. */
  AnalysisResult apply(AnalysisResult result) {
    List<EstimateRow> rows = new ArrayList<>();
    Optional<String> withheld = result.withheld();
    for (EstimateRow row : result.estimates()) {
      EstimateRow judged =
          row.withInferenceStatus(
              size(row).map(CalibrationRow::inferenceStatus).orElse(row.uncertainty().status()));
      rows.add(judged);
      if (withheld.isEmpty() && judged.isHeadline()) {
        withheld = withheld(judged);
      }
    }
    return new AnalysisResult(
        rows, result.diagnostics(), result.influence(), withheld, result.areas(), result.members());
  }

  /** Why a number may not be given, empty where its inference is not found wanting. */
  Optional<String> withheld(EstimateRow row) {
    boolean waived = new Requirements(row.analysis(), plan.waivers()).isWaived(WAIVER);
    return size(row)
        .filter(size -> size.inferenceStatus().equals(NOT_VALID) && !waived)
        .map(
            size ->
                "INFERENCE_NOT_VALID: %s rejects %s without an effect (limit %s)"
                    .formatted(
                        size.inference(),
                        percent(size.rejection()),
                        percent(CalibrationFile.HIGHEST_SIZE)));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  private Optional<CalibrationRow> size(EstimateRow row) {
    return calibration.flatMap(
        c ->
            c.size(
                row.analysis().id(),
                row.outcome().id(),
                row.method(),
                row.key().estimand(),
                row.uncertainty().inference()));
  }
}
