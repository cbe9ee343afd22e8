package fi.lape.jobs.evaluate;

import fi.lape.estimators.counts.CountModel;
import fi.lape.estimators.counts.EtwfePoisson;
import fi.lape.estimators.estimate.PanelEstimator;
import fi.lape.jobs.analysis.ClusterLevels;
import fi.lape.jobs.analysis.DiagnosticRow;
import fi.lape.jobs.analysis.Question;
import fi.lape.jobs.analysis.QuestionPanel;
import fi.lape.jobs.analysis.UnitPanel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a regression of counts left out because it has no events, and how counts are dispersed. */
final class CountDiagnostics {
  private CountDiagnostics() {}

  /** The rows; none for other methods. */
  static List<DiagnosticRow> of(Question question, QuestionPanel panel, PanelEstimator estimator) {
    if (!(estimator instanceof EtwfePoisson poisson)) {
      return List.of();
    }
    Optional<CountModel> model =
        poisson
            .analyse(
                panel
                    .units()
                    .panel(
                        UnitPanel.Measure.COUNT,
                        UnitPanel.Hidden.MIDDLE,
                        ClusterLevels.clusterOf(question.analysis())))
            .model();
    if (model.isEmpty()) {
      return List.of();
    }
    List<DiagnosticRow> rows = new ArrayList<>();
    model
        .get()
        .overdispersion()
        .ifPresent(
            ratio ->
                rows.add(
                    row(
                        question,
                        "count-overdispersion",
                        ratio,
                        "Pearson's statistic over its degrees of freedom; errors allow for it")));
    rows.add(
        row(
            question,
            "count-units-without-events",
            model.get().unitsWithoutEvents().size(),
            "municipalities left out, by whose counts of 0 alone no rate is known"));
    rows.add(
        row(
            question,
            "count-separated-rows",
            (double) model.get().rowsSeparated(),
            model.get().cellsWithoutEvents().isEmpty()
                ? "municipality-years left out; every cohort and year has events"
                : "municipality-years left out; cohorts and years without events: "
                    + String.join(", ", model.get().cellsWithoutEvents())));
    return rows;
  }

  private static DiagnosticRow row(Question question, String name, double value, String detail) {
    return DiagnosticRow.reported(
        question.analysis().id(), name, question.outcome().id(), value, detail);
  }
}
