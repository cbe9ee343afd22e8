package fi.lape.jobs.evaluate;

import fi.lape.jobs.analysis.AnalysisResult;
import fi.lape.jobs.analysis.DiagnosticRow;
import fi.lape.jobs.analysis.Requirements;
import fi.lape.jobs.plan.StudyPlan;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Outcomes that the programme cannot have moved, as a check of other analyses. */
final class NegativeControls {
  private static final String NAME = "negative-control";

  private NegativeControls() {}

  /** What the plan's negative controls found. */
  static List<DiagnosticRow> rows(StudyPlan plan, List<AnalysisResult> results) {
    List<String> controls =
        plan.analyses().stream()
            .filter(a -> a.role().isPresent())
            .map(StudyPlan.Analysis::id)
            .toList();
    return results.stream()
        .flatMap(result -> result.diagnostics().stream())
        .filter(row -> row.diagnostic().equals(NAME) && controls.contains(row.analysis()))
        .toList();
  }

  /** The smallest p-value among them, where an analysis requires the check. */
  static List<DiagnosticRow> required(
      Requirements requirements, String outcome, List<DiagnosticRow> controls) {
    Optional<DiagnosticRow> worst =
        controls.stream()
            .filter(row -> row.value().isPresent())
            .min(Comparator.comparingDouble(row -> row.value().orElseThrow()));
    return requirements.asksFor(NAME) && worst.isPresent()
        ? List.of(
            requirements.judged(
                NAME,
                outcome,
                worst.get().value().orElseThrow(),
                "smallest p-value of %d negative controls, of %s"
                    .formatted(controls.size(), worst.get().analysis())))
        : List.of();
  }
}
