package fi.lape.jobs.evaluate;

import fi.lape.estimators.inference.Reference;
import fi.lape.estimators.moments.PanelMoments;
import fi.lape.estimators.segmented.BackTest;
import fi.lape.estimators.segmented.SegmentedFit;
import fi.lape.estimators.segmented.SegmentedRegression;
import fi.lape.estimators.segmented.SegmentedSettings;
import fi.lape.jobs.analysis.AreaEffectRow;
import fi.lape.jobs.analysis.DiagnosticRow;
import fi.lape.jobs.analysis.Plain;
import fi.lape.jobs.analysis.Question;
import fi.lape.jobs.analysis.Uncertainty;
import fi.lape.jobs.plan.AreaMethods;
import fi.lape.jobs.plan.StudyPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/**
 * Every area's series before and after the projects began: descriptive, with what the residuals,
 * the forecasts of earlier years and other reforms say against reading it as an effect.
 *
 * <p>The year that ran only in part is left out; the first whole year is the first after.
 */
final class SegmentedAreas {
  private final Question question;
  private final Map<String, SegmentedFit> fits = new TreeMap<>();
  private final Map<String, Long> municipalities = new TreeMap<>();
  private final Map<String, String> refused = new TreeMap<>();
  private final List<DiagnosticRow> diagnostics = new ArrayList<>();

  SegmentedAreas(Question question, PanelMoments moments) {
    this.question = question;
    int partial = question.plan().pre().partialYear();
    SegmentedRegression regression =
        new SegmentedRegression(
            new SegmentedSettings(
                partial + 1, Set.of(partial), AreaMethods.words(question.analysis()).whole("lag")));
    int[] years = moments.periods();
    PanelMoments areas = moments.clustersAsUnits(true);
    for (String area : moments.clusters()) {
      long units = moments.ofCluster(area).values().stream().mapToLong(c -> c.units()).sum();
      double[] series = new double[years.length];
      areas
          .ofCluster(area)
          .values()
          .forEach(
              cell -> {
                for (int t = 0; t < series.length; t++) {
                  series[t] = cell.mean(t);
                }
              });
      Optional<SegmentedFit> fit =
          units < AreaPool.LEAST_MUNICIPALITIES ? Optional.empty() : regression.fit(years, series);
      if (fit.isEmpty()) {
        refused.put(
            area, units < AreaPool.LEAST_MUNICIPALITIES ? "GROUP_TOO_SMALL" : "TOO_FEW_PERIODS");
      } else if (!(fit.get().levelChange().standardError() > 0)
          || !(fit.get().slopeChange().standardError() > 0)) {
        refused.put(area, "NO_RESIDUAL_VARIATION");
      } else {
        fits.put(area, fit.get());
        municipalities.put(area, units);
        describe(area, fit.get(), regression.backTest(years, series));
      }
    }
    reforms();
  }

  private void describe(String area, SegmentedFit fit, BackTest test) {
    String subject = question.outcome().id() + ":" + area;
    diagnostics.add(
        DiagnosticRow.reported(
            question.analysis().id(),
            "autocorrelation",
            subject,
            rounded(fit.autocorrelation().pValue()),
            "Breusch-Godfrey p of one lag; Durbin-Watson %s, residual correlation %s; Newey-West lag %d"
                .formatted(
                    Plain.number(rounded(fit.autocorrelation().durbinWatson())),
                    Plain.number(rounded(fit.autocorrelation().lagOne())),
                    fit.lag())));
    test.rootMeanSquare()
        .ifPresent(
            error ->
                diagnostics.add(
                    DiagnosticRow.reported(
                        question.analysis().id(),
                        "forecast-error",
                        subject,
                        rounded(error),
                        "how far %d forecasts from years before the projects missed; level change %s"
                            .formatted(
                                test.errors().size(),
                                Math.abs(fit.levelChange().estimate()) <= error
                                    ? "no larger"
                                    : "larger"))));
  }

  /** What else happened in the years compared, as the plan names it. */
  private void reforms() {
    List<Integer> years = question.coverage().years();
    for (StudyPlan.SeriesBreak reform : question.plan().breaks()) {
      boolean concerns =
          reform.outcomes().contains("all") || reform.outcomes().contains(question.outcome().id());
      if (concerns && years.contains(reform.year())) {
        diagnostics.add(
            DiagnosticRow.reported(
                question.analysis().id(),
                "concurrent-reform",
                question.outcome().id() + ":" + reform.year(),
                reform.year(),
                reform.reason()));
      }
    }
  }

  private static double rounded(double value) {
    return Math.rint(value * 1e6) / 1e6 + 0.0;
  }

  List<DiagnosticRow> diagnostics() {
    return diagnostics;
  }

  /** Areas without a number, with the reason. */
  Map<String, String> refused() {
    return refused;
  }

  /** Degrees of freedom, the same for every area. */
  double dof() {
    return fits.values().stream().mapToDouble(SegmentedFit::dof).findFirst().orElse(1);
  }

  /** Periods used, the same for every area. */
  long periods() {
    return fits.values().stream().mapToLong(f -> f.periods().length).findFirst().orElse(0);
  }

  /** The inference with its lag. */
  String inference() {
    return "newey-west-" + fits.values().stream().mapToInt(SegmentedFit::lag).findFirst().orElse(0);
  }

  /** One number of every area. */
  List<AreaPool.Area> areas(String estimand) {
    List<AreaPool.Area> areas = new ArrayList<>();
    double quantile =
        fits.isEmpty()
            ? 0
            : new Reference(OptionalDouble.of(dof())).quantile(1 - Uncertainty.ALPHA / 2);
    fits.forEach(
        (area, fit) -> {
          SegmentedFit.Coefficient c =
              estimand.equals(SegmentedRegression.LEVEL) ? fit.levelChange() : fit.slopeChange();
          double half = quantile * c.standardError();
          areas.add(
              new AreaPool.Area(
                  new AreaEffectRow.Own(
                      area,
                      c.estimate(),
                      c.standardError(),
                      c.estimate() - half,
                      c.estimate() + half),
                  municipalities.get(area)));
        });
    return areas;
  }
}
