package fi.lape.jobs.evaluate;

import fi.lape.estimators.areas.AreaEffect;
import fi.lape.estimators.areas.AreaEffects;
import fi.lape.estimators.areas.AreaFit;
import fi.lape.estimators.inference.Reference;
import fi.lape.estimators.moments.PanelMoments;
import fi.lape.estimators.segmented.SegmentedRegression;
import fi.lape.jobs.analysis.AnalysisResult;
import fi.lape.jobs.analysis.AreaEffectRow;
import fi.lape.jobs.analysis.DiagnosticRow;
import fi.lape.jobs.analysis.EstimateRow;
import fi.lape.jobs.analysis.Question;
import fi.lape.jobs.analysis.Uncertainty;
import fi.lape.jobs.plan.AreaMethods;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Answers one question about the areas one by one, and pools the answers. */
final class OwnEffectTask {
  private final Question question;
  private final PanelMoments moments;
  private final List<EstimateRow> rows = new ArrayList<>();
  private final List<DiagnosticRow> diagnostics = new ArrayList<>();
  private final List<AreaEffectRow> areas = new ArrayList<>();

  OwnEffectTask(Question question, PanelMoments moments) {
    this.question = question;
    this.moments = moments;
  }

  AnalysisResult run() {
    List<String> methods = new ArrayList<>(question.analysis().checkWith());
    methods.add(0, question.analysis().method());
    for (String method : methods) {
      switch (method) {
        case AreaEffects.METHOD -> staggered();
        case SegmentedRegression.METHOD -> segmented();
        default ->
            rows.add(
                EstimateRow.notEstimable(
                    question.analysis(),
                    method,
                    question.outcome(),
                    question.headline(method),
                    question.coverage().unitsUsed(),
                    moments.clusters().size(),
                    "METHOD_NOT_AVAILABLE"));
      }
    }
    return new AnalysisResult(rows, diagnostics, List.of(), Optional.empty(), areas, List.of());
  }

  private void staggered() {
    int anticipation = AreaMethods.words(question.analysis()).whole("anticipation").orElse(0);
    int fewest =
        AreaMethods.words(question.analysis())
            .whole("fewest_adopters")
            .orElse(AreaPool.LEAST_MUNICIPALITIES);
    AreaFit fit =
        new AreaEffects(anticipation, Math.max(fewest, AreaPool.LEAST_MUNICIPALITIES)).fit(moments);
    AreaPool pool = new AreaPool(question, AreaEffects.METHOD, AreaEffects.EFFECT);
    fit.refused().forEach((area, reason) -> rows.add(pool.refused(area, reason.name())));
    List<AreaPool.Area> own = new ArrayList<>();
    List<EstimateRow> estimated = new ArrayList<>();
    for (AreaEffect effect : fit.effects()) {
      double estimate = effect.estimated().estimate();
      double error = Math.sqrt(effect.variance());
      if (!(error > 0)) {
        rows.add(pool.refused(effect.area(), "NO_RESIDUAL_VARIATION"));
        continue;
      }
      double half =
          new Reference(OptionalDouble.of(effect.dof())).quantile(1 - Uncertainty.ALPHA / 2)
              * error;
      own.add(
          new AreaPool.Area(
              new AreaEffectRow.Own(
                  effect.area(), estimate, error, estimate - half, estimate + half),
              effect.adopters()));
      estimated.add(
          pool.row(
              own.get(own.size() - 1),
              effect.dof(),
              "unit-robust",
              effect.estimated().sample().observations()));
    }
    boolean all = own.size() == fit.effects().size();
    add(pool.pool(own, all ? Optional.of(fit.covariance()) : Optional.empty()), estimated);
  }

  private void segmented() {
    SegmentedAreas series = new SegmentedAreas(question, moments);
    diagnostics.addAll(series.diagnostics());
    for (String estimand : List.of(SegmentedRegression.LEVEL, SegmentedRegression.SLOPE)) {
      AreaPool pool = new AreaPool(question, SegmentedRegression.METHOD, estimand);
      series.refused().forEach((area, reason) -> rows.add(pool.refused(area, reason)));
      List<AreaPool.Area> own = series.areas(estimand);
      List<EstimateRow> estimated = new ArrayList<>();
      for (AreaPool.Area area : own) {
        estimated.add(pool.row(area, series.dof(), series.inference(), series.periods()));
      }
      add(pool.pool(own, Optional.empty()), estimated);
    }
  }

  /** Areas' numbers leave only together with what was pooled of them. */
  private void add(AreaPool.Pooled pooled, List<EstimateRow> estimated) {
    rows.add(pooled.mean());
    areas.addAll(pooled.areas());
    diagnostics.addAll(pooled.diagnostics());
    for (EstimateRow row : estimated) {
      rows.add(pooled.areas().isEmpty() ? row.withheld("NOT_POOLED") : row);
    }
  }
}
