package fi.lape.jobs.analysis;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.estimate.ProfileRegression;
import java.util.List;
import java.util.Optional;

/**
 * What one analysis says of one outcome.
 *
 * @param withheld why its numbers may not be given; empty where they may
 * @param areas own effects of areas, pooled
 * @param members estimates by place in {@code estimates}
 */
public record AnalysisResult(
    List<EstimateRow> estimates,
    List<DiagnosticRow> diagnostics,
    List<InfluenceRow> influence,
    Optional<String> withheld,
    List<AreaEffectRow> areas,
    List<FamilyMember> members) {
  public AnalysisResult {
    estimates = List.copyOf(estimates);
    diagnostics = List.copyOf(diagnostics);
    influence = List.copyOf(influence);
    requireNonNull(withheld, "withheld is null");
    areas = List.copyOf(areas);
    members = List.copyOf(members);
  }

  /** A number that can be tested together with others by dealing out choices again. */
  public record FamilyMember(int estimate, ProfileRegression regression) {}

  /** An analysis that pools no areas and belongs to no such family. */
  public AnalysisResult(
      List<EstimateRow> estimates,
      List<DiagnosticRow> diagnostics,
      List<InfluenceRow> influence,
      Optional<String> withheld) {
    this(estimates, diagnostics, influence, withheld, List.of(), List.of());
  }

  /** An analysis that could not be made: one row that says why. */
  public static AnalysisResult refused(EstimateRow row) {
    return new AnalysisResult(List.of(row), List.of(), List.of(), Optional.empty());
  }
}
