package fi.lape.jobs.analysis;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What one analysis says of one outcome.
 *
 * @param withheld why its numbers may not be given; empty where they may
 */
public record AnalysisResult(
    List<EstimateRow> estimates,
    List<DiagnosticRow> diagnostics,
    List<InfluenceRow> influence,
    Optional<String> withheld) {
  public AnalysisResult {
    estimates = List.copyOf(estimates);
    diagnostics = List.copyOf(diagnostics);
    influence = List.copyOf(influence);
    requireNonNull(withheld, "withheld is null");
  }

  /** An analysis that could not be made: one row that says why. */
  public static AnalysisResult refused(EstimateRow row) {
    return new AnalysisResult(List.of(row), List.of(), List.of(), Optional.empty());
  }
}
