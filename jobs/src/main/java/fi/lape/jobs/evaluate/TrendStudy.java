package fi.lape.jobs.evaluate;

import fi.lape.estimators.diagnostics.EventStudy;
import fi.lape.estimators.diagnostics.HonestDid;
import fi.lape.estimators.diagnostics.HonestInterval;
import fi.lape.estimators.diagnostics.HonestSettings;
import fi.lape.estimators.diagnostics.PreTrendPower;
import fi.lape.estimators.diagnostics.SlopeForPower;
import fi.lape.estimators.diagnostics.Target;
import fi.lape.estimators.did.Aggregation;
import fi.lape.estimators.did.BasePeriod;
import fi.lape.estimators.did.GroupTimeAtt;
import fi.lape.estimators.did.GroupTimeSettings;
import fi.lape.estimators.error.EvaluationException;
import fi.lape.estimators.estimate.Effect;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.Fit;
import fi.lape.estimators.inference.Reference;
import fi.lape.estimators.inference.SimultaneousBands;
import fi.lape.estimators.inference.SmallSample;
import fi.lape.estimators.inference.SupT;
import fi.lape.jobs.analysis.EstimatorFactory;
import fi.lape.jobs.analysis.PanelAccess;
import fi.lape.jobs.analysis.Question;
import fi.lape.jobs.analysis.QuestionPanel;
import fi.lape.jobs.analysis.Uncertainty;
import fi.lape.jobs.gold.Estimands;
import fi.lape.schemas.ContractRow;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * The whole course of an effect around adoption, for charts: every year against the year before
 * adoption, bands that hold all years at once, the trend that the years before would have shown,
 * and the interval of the mean effect when trends may differ.
 *
 * <p>Made where the plan asks for effects by years since adoption. Errors are clustered by area
 * (CR1) throughout, so that bands and intervals are of one kind.
 */
final class TrendStudy {
  /** Bounds of the difference in trends, as shares of the largest one before adoption. */
  private static final List<Double> BOUNDS = List.of(0.0, 0.5, 1.0, 1.5, 2.0);

  private static final double POWER = 0.8;

  private final Question question;
  private final List<Row> course = new ArrayList<>();
  private final List<Row> honest = new ArrayList<>();

  private TrendStudy(Question question) {
    this.question = question;
  }

  /** Whether the plan asks for the course of this question's effect. */
  static boolean isAsked(Question question) {
    return question.isAdoption()
        && question.analysis().method().equals(GroupTimeAtt.METHOD)
        && EstimatorFactory.aggregations(question.analysis()).contains(Aggregation.DYNAMIC);
  }

  /** Estimates; a panel that a step refuses has no rows of that step. */
  static TrendStudy of(
      Question question, PanelAccess panels, StructType course, StructType honest) {
    TrendStudy made = new TrendStudy(question);
    try {
      Fit fit =
          new QuestionPanel(question, panels)
              .fit(
                  new GroupTimeAtt(
                      GroupTimeSettings.DEFAULTS
                          .withBase(BasePeriod.UNIVERSAL)
                          .withAggregations(EnumSet.of(Aggregation.DYNAMIC))));
      EventStudy study = EventStudy.of(fit, Estimands.EVENT_TIME, EventStudy.Independence.CLUSTERS);
      made.addCourse(fit, study, course);
      made.addHonest(study, honest);
    } catch (EvaluationException refusal) {
      return made; // the diagnostics of the analysis say what is refused, and why
    }
    return made;
  }

  /** Rows of {@code event_study}. */
  List<Row> course() {
    return List.copyOf(course);
  }

  /** Rows of {@code honest_did}. */
  List<Row> honest() {
    return List.copyOf(honest);
  }

  private void addCourse(Fit fit, EventStudy study, StructType contract) {
    Optional<SimultaneousBands> bands =
        SupT.bands(byEventTime(fit), SmallSample.CR1, Uncertainty.LEVEL);
    Optional<Double> slope = slope(study);
    course.add(
        row(contract, study.reference())
            .set("estimate", 0.0)
            .set("detectable_trend", slope.isPresent() ? OptionalDouble.of(0) : none())
            .row());
    for (int i = 0; i < study.size(); i++) {
      ContractRow row = row(contract, study.time(i)).set("estimate", study.estimate(i));
      int time = study.time(i);
      slope.ifPresent(s -> row.set("detectable_trend", s * (time - study.reference())));
      bands.flatMap(b -> band(b, time)).ifPresent(b -> addBand(row, b, fit));
      course.add(row.row());
    }
  }

  private static OptionalDouble none() {
    return OptionalDouble.empty();
  }

  private static void addBand(ContractRow row, SimultaneousBands.Band band, Fit fit) {
    int clusters = byEventTime(fit).stream().mapToInt(e -> e.clusters().size()).min().orElseThrow();
    double half =
        band.standardError()
            * new Reference(OptionalDouble.of(clusters - 1.0))
                .quantile(1 - (1 - Uncertainty.LEVEL) / 2);
    row.set("std_error", band.standardError())
        .set("ci_low", band.estimate() - half)
        .set("ci_high", band.estimate() + half)
        .set("band_low", band.low())
        .set("band_high", band.high());
  }

  private static Optional<SimultaneousBands.Band> band(SimultaneousBands bands, int time) {
    return bands.bands().stream()
        .filter(b -> b.key().eventTime().isPresent())
        .filter(b -> b.key().eventTime().getAsInt() == time)
        .findFirst();
  }

  private static List<Estimated> byEventTime(Fit fit) {
    List<Estimated> effects = new ArrayList<>();
    for (Effect effect : fit.effects()) {
      if (effect instanceof Estimated e
          && e.key().estimand().equals(Estimands.EVENT_TIME)
          && e.key().eventTime().isPresent()) {
        effects.add(e);
      }
    }
    return effects;
  }

  /** Empty without enough years before, or where no slope is found so often. */
  private static Optional<Double> slope(EventStudy study) {
    try {
      SlopeForPower slope =
          new PreTrendPower(Uncertainty.LEVEL, List.of(POWER)).slopes(study).get(0);
      return slope instanceof SlopeForPower.Detectable found
          ? Optional.of(Math.abs(found.slope()))
          : Optional.empty();
    } catch (EvaluationException refusal) {
      return Optional.empty();
    }
  }

  private void addHonest(EventStudy study, StructType contract) {
    List<HonestInterval> intervals =
        new HonestDid(HonestSettings.DEFAULTS.withTarget(Target.AVERAGE).withBounds(BOUNDS))
            .of(study)
            .intervals();
    for (HonestInterval interval : intervals) {
      ContractRow row =
          ContractRow.of(contract)
              .set("study", question.plan().study())
              .set("analysis", question.analysis().id())
              .set("outcome", question.outcome().id())
              .set("bound_percent", (int) Math.round(100 * interval.bound()))
              .set("outcome_unit", question.outcome().effectUnit());
      interval
          .confidence()
          .ifPresent(
              confidence -> row.set("ci_low", confidence.low()).set("ci_high", confidence.high()));
      honest.add(row.row());
    }
  }

  private ContractRow row(StructType contract, int eventTime) {
    return ContractRow.of(contract)
        .set("study", question.plan().study())
        .set("analysis", question.analysis().id())
        .set("outcome", question.outcome().id())
        .set("event_time", eventTime)
        .set("outcome_unit", question.outcome().effectUnit());
  }
}
