package fi.lape.jobs.evaluate;

import fi.lape.estimators.error.EvaluationException;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.inference.Mde;
import fi.lape.estimators.pooling.AreaEstimates;
import fi.lape.estimators.pooling.AreaPooling;
import fi.lape.estimators.pooling.HeterogeneityEstimator;
import fi.lape.estimators.pooling.PooledEffects;
import fi.lape.estimators.pooling.PooledTest;
import fi.lape.estimators.pooling.RankProbabilities;
import fi.lape.jobs.analysis.AreaEffectRow;
import fi.lape.jobs.analysis.DiagnosticRow;
import fi.lape.jobs.analysis.EstimateRow;
import fi.lape.jobs.analysis.Plain;
import fi.lape.jobs.analysis.Question;
import fi.lape.jobs.analysis.Uncertainty;
import fi.lape.jobs.gold.Estimands;
import fi.lape.jobs.plan.AreaMethods;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Pools one number of every area by REML with Knapp and Hartung's interval: the mean, how areas
 * differ, what another area would show, and how probable every rank is.
 */
final class AreaPool {
  /** An area's number must rest on as many, or it is that of one or two municipalities. */
  static final int LEAST_MUNICIPALITIES = 3;

  private static final int DRAWS = 20_000;
  private static final AreaPooling REML =
      new AreaPooling(HeterogeneityEstimator.REML, PooledTest.KNAPP_HARTUNG, Uncertainty.LEVEL);

  private final Question question;
  private final String method;
  private final String estimand;

  AreaPool(Question question, String method, String estimand) {
    this.question = question;
    this.method = method;
    this.estimand = estimand;
  }

  /** An area's own number. */
  record Area(AreaEffectRow.Own own, long municipalities) {}

  /** What was pooled: the row of the mean, and of every area; none of areas where it failed. */
  record Pooled(EstimateRow mean, List<AreaEffectRow> areas, List<DiagnosticRow> diagnostics) {}

  /** The row of an area without a number. */
  EstimateRow refused(String area, String reason) {
    return EstimateRow.notEstimable(
            question.analysis(), method, question.outcome(), EffectKey.of(estimand), 0, 1, reason)
        .about(EstimateRow.About.area(area));
  }

  /** The row of an area's own number; without a p-value: nobody is to pick the smallest. */
  EstimateRow row(Area area, double dof, String inference, long observations) {
    OptionalDouble none = OptionalDouble.empty();
    return new EstimateRow(
            question.analysis(),
            method,
            question.outcome(),
            EffectKey.of(estimand),
            OptionalDouble.of(area.own().estimate()),
            new Uncertainty(
                inference,
                OptionalDouble.of(area.own().error()),
                OptionalDouble.of(area.own().low()),
                OptionalDouble.of(area.own().high()),
                none,
                OptionalDouble.of(dof),
                none,
                OptionalDouble.of(
                    Mde.at80(area.own().error(), OptionalDouble.of(dof), Uncertainty.LEVEL)),
                "NOT_EVALUATED",
                ""),
            1,
            OptionalInt.of(1),
            area.municipalities(),
            observations,
            none,
            none,
            "ESTIMATED",
            Optional.empty())
        .about(EstimateRow.About.area(area.own().area()));
  }

  /**
   * Pools.
   *
   * @param covariance of the areas' errors, in their order; empty where it is not known
   */
  Pooled pool(List<Area> areas, Optional<double[][]> covariance) {
    try {
      AreaEstimates estimates =
          AreaEstimates.of(
              areas.stream().map(a -> a.own().area()).toList(),
              areas.stream().mapToDouble(a -> a.own().estimate()).toArray(),
              areas.stream().mapToDouble(a -> a.own().error()).toArray());
      return pooled(areas, covariance.map(estimates::withCovariance).orElse(estimates));
    } catch (EvaluationException refused) {
      return new Pooled(
          EstimateRow.notEstimable(
              question.analysis(),
              method,
              question.outcome(),
              EffectKey.of(Estimands.mean(estimand)),
              question.coverage().unitsUsed(),
              areas.size(),
              refused.code()),
          List.of(),
          List.of());
    }
  }

  private Pooled pooled(List<Area> areas, AreaEstimates estimates) {
    PooledEffects pooled = REML.pool(estimates);
    PooledEffects.Interval tau2 = REML.tau2Interval(estimates);
    boolean lower = question.outcome().better().filter("higher"::equals).isEmpty();
    RankProbabilities ranks =
        RankProbabilities.of(
            REML.shrinkage(estimates),
            lower,
            AreaMethods.words(question.analysis()).whole("draws").orElse(DRAWS),
            question.plan().seed());
    List<AreaEffectRow> rows = new ArrayList<>();
    for (int j = 0; j < areas.size(); j++) {
      rows.add(
          new AreaEffectRow(
              question.analysis(),
              question.outcome(),
              method,
              estimand,
              areas.get(j).own(),
              areas.get(j).municipalities(),
              pooled,
              j,
              tau2,
              ranks));
    }
    String subject = question.outcome().id() + ":" + estimand;
    return new Pooled(
        mean(pooled, areas),
        rows,
        List.of(
            DiagnosticRow.reported(
                question.analysis().id(),
                "areas-pooled",
                subject,
                areas.size(),
                estimates.isCorrelated()
                    ? "errors go together through the municipalities that areas are compared with"
                    : "errors taken as independent; what moved all areas alike is in the mean"),
            DiagnosticRow.reported(
                question.analysis().id(),
                "heterogeneity",
                subject,
                pooled.tau2(),
                "variance between areas, 95 %% interval %s to %s; Q %s with p %s"
                    .formatted(
                        Plain.number(rounded(tau2.low())),
                        Plain.number(rounded(tau2.high())),
                        Plain.number(rounded(pooled.q())),
                        Plain.number(rounded(pooled.qP()))))));
  }

  private static double rounded(double value) {
    return Math.rint(value * 1e6) / 1e6 + 0.0;
  }

  private EstimateRow mean(PooledEffects pooled, List<Area> areas) {
    PooledEffects.Coefficient mean = pooled.mean();
    double dof = areas.size() - 1.0;
    OptionalDouble none = OptionalDouble.empty();
    return new EstimateRow(
        question.analysis(),
        method,
        question.outcome(),
        EffectKey.of(Estimands.mean(estimand)),
        OptionalDouble.of(mean.estimate()),
        new Uncertainty(
            "knapp-hartung",
            OptionalDouble.of(mean.standardError()),
            OptionalDouble.of(mean.interval().low()),
            OptionalDouble.of(mean.interval().high()),
            Estimands.describesOnly(method) ? none : OptionalDouble.of(mean.pValue()),
            OptionalDouble.of(dof),
            none,
            OptionalDouble.of(
                Mde.at80(mean.standardError(), OptionalDouble.of(dof), Uncertainty.LEVEL)),
            "NOT_EVALUATED",
            ""),
        areas.size(),
        OptionalInt.of(areas.size()),
        areas.stream().mapToLong(Area::municipalities).sum(),
        areas.stream().mapToLong(Area::municipalities).sum() * question.coverage().years().size(),
        none,
        none,
        "ESTIMATED",
        Optional.empty());
  }
}
