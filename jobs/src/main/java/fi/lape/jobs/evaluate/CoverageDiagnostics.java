package fi.lape.jobs.evaluate;

import fi.lape.jobs.analysis.DiagnosticRow;
import fi.lape.jobs.analysis.OutcomeCoverage;
import fi.lape.jobs.analysis.Plain;
import java.util.List;
import java.util.stream.Collectors;

/** What was left out of an estimate, or entered it as an interval, as diagnostic rows. */
final class CoverageDiagnostics {
  private CoverageDiagnostics() {}

  static List<DiagnosticRow> of(String analysis, OutcomeCoverage coverage) {
    String outcome = coverage.outcome();
    if (coverage.years().isEmpty()) {
      return List.of(
          DiagnosticRow.notEvaluated(
              analysis, "municipalities-left-out", outcome, "the lake has no such outcome"));
    }
    String left =
        coverage.yearsLeftOut().isEmpty()
            ? "every year of the panel is used"
            : "without values for half of the children: "
                + coverage.yearsLeftOut().stream()
                    .map(String::valueOf)
                    .collect(Collectors.joining(", "));
    return List.of(
        DiagnosticRow.reported(
            analysis,
            "municipalities-left-out",
            outcome,
            (double) coverage.unitsLeftOut(),
            "%d municipalities used; those left out lack a value in some year and have %s %% of the children"
                .formatted(coverage.unitsUsed(), Plain.number(100 * coverage.childShareLeftOut()))),
        DiagnosticRow.reported(
            analysis, "years-left-out", outcome, coverage.yearsLeftOut().size(), left),
        DiagnosticRow.reported(
            analysis,
            "hidden-cells",
            outcome,
            (double) coverage.hiddenCells(),
            "of %d municipality-years; estimates use the middle of the interval"
                .formatted(coverage.cells())),
        DiagnosticRow.reported(
            analysis,
            "hidden-child-share",
            outcome,
            coverage.hiddenChildShare(),
            "share of child-years, children of the base year"));
  }
}
