package fi.lape.jobs.analysis;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.estimate.EffectKey;
import fi.lape.jobs.gold.Estimands;
import fi.lape.jobs.plan.StudyPlan;
import fi.lape.schemas.ContractRow;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * One number of the study, before it becomes a row of {@code effect_estimate}.
 *
 * @param estimate in the outcome's unit; empty where it is not estimable or withheld
 * @param baseline weighted mean of the outcome in the last clean year
 * @param reason why there is no estimate; empty where there is one
 */
public record EstimateRow(
    StudyPlan.Analysis analysis,
    String method,
    StudyPlan.Outcome outcome,
    EffectKey key,
    OptionalDouble estimate,
    Uncertainty uncertainty,
    int clusters,
    OptionalInt clustersTreated,
    long units,
    long observations,
    OptionalDouble baseline,
    OptionalDouble familyP,
    String status,
    Optional<String> reason,
    About about) {
  private static final String COUNT = "-count";
  private static final String RELATIVE = "-relative";
  private static final double PER_CENT = 100;

  public EstimateRow {
    requireNonNull(key, "key is null");
    requireNonNull(reason, "reason is null");
    requireNonNull(about, "about is null");
  }

  /**
   * What a row is about where that is narrower than its analysis.
   *
   * @param treatment one of several treatments; empty for that of the analysis
   * @param area one area; empty for all together
   * @param population other people than all those of the programme's areas
   */
  public record About(
      Optional<String> treatment, Optional<String> area, Optional<String> population) {
    /** The analysis as a whole. */
    public static final About ALL = new About(Optional.empty(), Optional.empty(), Optional.empty());

    /** One area. */
    public static About area(String code) {
      return new About(Optional.empty(), Optional.of(code), Optional.empty());
    }

    /** One of several treatments. */
    public static About treatment(String id) {
      return new About(Optional.of(id), Optional.empty(), Optional.empty());
    }

    /** Some of the people. */
    public static About population(String code) {
      return new About(Optional.empty(), Optional.empty(), Optional.of(code));
    }
  }

  /** A number about the analysis as a whole. */
  public EstimateRow(
      StudyPlan.Analysis analysis,
      String method,
      StudyPlan.Outcome outcome,
      EffectKey key,
      OptionalDouble estimate,
      Uncertainty uncertainty,
      int clusters,
      OptionalInt clustersTreated,
      long units,
      long observations,
      OptionalDouble baseline,
      OptionalDouble familyP,
      String status,
      Optional<String> reason) {
    this(
        analysis,
        method,
        outcome,
        key,
        estimate,
        uncertainty,
        clusters,
        clustersTreated,
        units,
        observations,
        baseline,
        familyP,
        status,
        reason,
        About.ALL);
  }

  /** The same about one area or treatment. */
  public EstimateRow about(About what) {
    return with(estimate, uncertainty, familyP, status, reason, what);
  }

  /** The only place that copies a row, so that no change to one loses a part of it. */
  private EstimateRow with(
      OptionalDouble otherEstimate,
      Uncertainty otherUncertainty,
      OptionalDouble otherFamilyP,
      String otherStatus,
      Optional<String> otherReason,
      About otherAbout) {
    return new EstimateRow(
        analysis,
        method,
        outcome,
        key,
        otherEstimate,
        otherUncertainty,
        clusters,
        clustersTreated,
        units,
        observations,
        baseline,
        otherFamilyP,
        otherStatus,
        otherReason,
        otherAbout);
  }

  /** A number that is not there, with the reason. */
  public static EstimateRow notEstimable(
      StudyPlan.Analysis analysis,
      String method,
      StudyPlan.Outcome outcome,
      EffectKey key,
      long units,
      int clusters,
      String reason) {
    return new EstimateRow(
        analysis,
        method,
        outcome,
        key,
        OptionalDouble.empty(),
        Uncertainty.none(analysis.inference()),
        clusters,
        OptionalInt.empty(),
        units,
        0,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        "NOT_ESTIMABLE",
        Optional.of(reason));
  }

  /** The only row of a question that cannot be answered. */
  public static EstimateRow refused(Question question, String reason) {
    return notEstimable(
        question.analysis(),
        question.analysis().method(),
        question.outcome(),
        question.headline(question.analysis().method()),
        question.coverage().unitsUsed(),
        0,
        reason);
  }

  /** Whether the row answers its analysis, by the method the analysis names. */
  public boolean isHeadline() {
    return method.equals(analysis.method()) && Estimands.isHeadline(method, key.estimand());
  }

  /** Whether the interval lies on one side of zero, which is when a sign is claimed. */
  public boolean excludesZero() {
    return uncertainty.low().isPresent()
        && uncertainty.high().isPresent()
        && uncertainty.low().getAsDouble() * uncertainty.high().getAsDouble() > 0;
  }

  /** The same with a p-value corrected for its family. */
  public EstimateRow withFamilyP(double p) {
    return with(estimate, uncertainty, OptionalDouble.of(p), status, reason, about);
  }

  /** The same with what is known of its inference in this design. */
  public EstimateRow withInferenceStatus(String other) {
    return with(estimate, uncertainty.withStatus(other), familyP, status, reason, about);
  }

  /** The same without its number; rows that have none stay as they are. */
  public EstimateRow withheld(String why) {
    if (estimate.isEmpty()) {
      return this;
    }
    return with(
        OptionalDouble.empty(),
        uncertainty.withheld(),
        OptionalDouble.empty(),
        "WITHHELD",
        Optional.of(why),
        about);
  }

  /** The same without any number that outcomes decide, those of the level and the error too. */
  public EstimateRow hidden(String why) {
    if (estimate.isEmpty() && baseline.isEmpty()) {
      return this;
    }
    return new EstimateRow(
        analysis,
        method,
        outcome,
        key,
        OptionalDouble.empty(),
        Uncertainty.none(uncertainty.inference()),
        clusters,
        clustersTreated,
        units,
        observations,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        "WITHHELD",
        Optional.of(why),
        about);
  }

  /** The row of the table. */
  public Row row(StructType contract, StudyPlan plan, String codeVersion) {
    return ContractRow.of(contract)
        .set("study", plan.study())
        .set("plan_sha256", plan.sha256())
        .set("analysis", analysis.id())
        .set("question", analysis.question().map(q -> q.in("en")).orElse(analysis.id()))
        .set("method", method)
        .set("estimand", key.estimand())
        .set("outcome", outcome.id())
        .set("outcome_unit", unit())
        .set("treatment", about.treatment().orElse(analysis.treatment()))
        .set("population", about.population().orElse(plan.programme() + "-areas"))
        .set("area", about.area())
        .set("cohort", key.cohort())
        .set("period", key.period())
        .set("event_time", key.eventTime())
        .set("estimate", estimate)
        .set("std_error", uncertainty.standardError())
        .set("ci_low", uncertainty.low())
        .set("ci_high", uncertainty.high())
        .set("ci_level", Uncertainty.LEVEL)
        .set("p_value", uncertainty.pValue())
        .set("p_value_family", familyP)
        .set("inference", uncertainty.inference())
        .set("clusters", clusters)
        .set("clusters_treated", clustersTreated)
        .set("clusters_effective", uncertainty.clustersEffective())
        .set("dof", uncertainty.dof())
        .set("units", units)
        .set("observations", observations)
        .set("mde80", uncertainty.mde80())
        .set("baseline_mean", baseline)
        .set("effect_percent", effectPercent())
        .set("estimate_status", status)
        .set("not_estimable_reason", reason)
        .set("inference_status", uncertainty.status())
        .set("disclosure_status", "NOT_EVALUATED")
        .set("code_version", codeVersion)
        .row();
  }

  /** The outcome's, or that of the scale of a count: children a municipality and year, per cent. */
  private String unit() {
    if (key.estimand().endsWith(COUNT)) {
      return "children";
    }
    return key.estimand().endsWith(RELATIVE) ? "percent" : outcome.effectUnit();
  }

  /** The same in the unit that readers expect of its scale: a relative effect in per cent. */
  public EstimateRow inItsUnit() {
    if (!key.estimand().endsWith(RELATIVE) || estimate.isEmpty()) {
      return this;
    }
    return new EstimateRow(
        analysis,
        method,
        outcome,
        key,
        OptionalDouble.of(PER_CENT * estimate.getAsDouble()),
        uncertainty.times(PER_CENT),
        clusters,
        clustersTreated,
        units,
        observations,
        OptionalDouble.empty(),
        familyP,
        status,
        reason);
  }

  private OptionalDouble effectPercent() {
    if (key.estimand().endsWith(RELATIVE)) {
      return estimate;
    }
    return estimate.isPresent() && baseline.isPresent() && baseline.getAsDouble() > 0
        ? OptionalDouble.of(100 * estimate.getAsDouble() / baseline.getAsDouble())
        : OptionalDouble.empty();
  }
}
