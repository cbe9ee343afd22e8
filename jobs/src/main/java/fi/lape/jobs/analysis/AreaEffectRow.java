package fi.lape.jobs.analysis;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.pooling.PooledEffects;
import fi.lape.estimators.pooling.RankProbabilities;
import fi.lape.jobs.plan.StudyPlan;
import fi.lape.schemas.ContractRow;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * One area's own effect beside what it is drawn towards, before it becomes rows of {@code
 * area_effect} and {@code area_rank}.
 *
 * @param municipalities of the area that the effect rests on
 * @param place of the area in what was pooled
 * @param tau2 interval of τ²
 */
public record AreaEffectRow(
    StudyPlan.Analysis analysis,
    StudyPlan.Outcome outcome,
    String method,
    String estimand,
    Own own,
    long municipalities,
    PooledEffects pooled,
    int place,
    PooledEffects.Interval tau2,
    RankProbabilities ranks) {
  private static final int PODIUM = 3;

  public AreaEffectRow {
    requireNonNull(own, "own is null");
    requireNonNull(pooled, "pooled is null");
    requireNonNull(ranks, "ranks is null");
  }

  /** An area's estimate by itself. */
  public record Own(String area, double estimate, double error, double low, double high) {}

  /** The row of {@code area_effect}. */
  public Row row(StructType contract, String study) {
    PooledEffects.AreaEffect shrunken = pooled.areas().get(place);
    PooledEffects.Coefficient mean = pooled.mean();
    PooledEffects.Interval prediction = pooled.prediction().get(0);
    return key(contract, study)
        .set("outcome_unit", outcome.effectUnit())
        .set("treatment", analysis.treatment())
        .set("municipalities", (int) municipalities)
        .set("estimate", own.estimate())
        .set("std_error", own.error())
        .set("ci_low", own.low())
        .set("ci_high", own.high())
        .set("shrunken_estimate", shrunken.effect())
        .set("shrunken_low", shrunken.interval().low())
        .set("shrunken_high", shrunken.interval().high())
        .set("weight_percent", shrunken.weightPercent())
        .set("mean_effect", mean.estimate())
        .set("mean_low", mean.interval().low())
        .set("mean_high", mean.interval().high())
        .set("tau2", pooled.tau2())
        .set("tau2_low", tau2.low())
        .set("tau2_high", tau2.high())
        .set("prediction_low", prediction.low())
        .set("prediction_high", prediction.high())
        .set("rank_mean", ranks.expected(place))
        .set("rank_low", ranks.quantile(place, Uncertainty.ALPHA / 2))
        .set("rank_high", ranks.quantile(place, 1 - Uncertainty.ALPHA / 2))
        .set("probability_best", ranks.amongBest(place, 1))
        .set("probability_best_three", ranks.amongBest(place, PODIUM))
        .set("estimate_status", "ESTIMATED")
        .row();
  }

  /** The rows of {@code area_rank}, the best rank first. */
  public List<Row> ranks(StructType contract, String study) {
    List<Row> rows = new ArrayList<>();
    double[] probability = ranks.of(place);
    for (int r = 0; r < probability.length; r++) {
      rows.add(key(contract, study).set("rank", r + 1).set("probability", probability[r]).row());
    }
    return rows;
  }

  private ContractRow key(StructType contract, String study) {
    return ContractRow.of(contract)
        .set("study", study)
        .set("analysis", analysis.id())
        .set("outcome", outcome.id())
        .set("method", method)
        .set("estimand", estimand)
        .set("area_code", own.area());
  }
}
