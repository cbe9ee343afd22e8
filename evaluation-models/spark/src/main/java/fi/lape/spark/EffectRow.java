package fi.lape.spark;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.estimate.Effect;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.LeftOutCells;
import fi.lape.estimators.estimate.NotEstimable;
import fi.lape.estimators.estimate.Stated;
import fi.lape.estimators.inference.Caveat;
import fi.lape.estimators.inference.InferenceResult;
import fi.lape.estimators.inference.Inferred;
import fi.lape.estimators.inference.Mde;
import fi.lape.estimators.inference.NotInferable;
import fi.lape.schemas.ContractRow;
import fi.lape.schemas.Contracts;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * One number of a panel of anybody's, with its uncertainty, in the shape of {@code
 * effect_estimate}.
 *
 * @param effect the number, or why there is none
 * @param inference its uncertainty, or why there is none; empty where there is no number
 * @param weight its share in the first number of the method, where the method takes that apart
 * @param caveats what is known to be wrong with the uncertainty
 * @param without cohorts that an average is without
 */
public record EffectRow(
    Effect effect,
    Optional<InferenceResult> inference,
    OptionalDouble weight,
    Set<Caveat> caveats,
    List<LeftOutCells.Missing> without) {
  private static final String NOT_EVALUATED = "NOT_EVALUATED";

  public EffectRow {
    requireNonNull(effect, "effect is null");
    requireNonNull(inference, "inference is null");
    requireNonNull(weight, "weight is null");
    caveats = Set.copyOf(caveats);
    without = List.copyOf(without);
  }

  /** A number that states its own interval. */
  static EffectRow of(Stated stated) {
    return new EffectRow(
        stated,
        Optional.of(
            new Inferred(
                stated.inference(),
                OptionalDouble.of(stated.standardError()),
                OptionalDouble.of(stated.low()),
                OptionalDouble.of(stated.high()),
                stated.pValue(),
                OptionalDouble.empty(),
                Math.toIntExact(stated.units()),
                stated.units())),
        OptionalDouble.empty(),
        Set.of(),
        List.of());
  }

  /** Returns the columns of a row. */
  public static StructType schema() {
    return Contracts.lake("effect_estimate").structType();
  }

  /** Returns the estimate, or empty if it is not estimable. */
  public OptionalDouble estimate() {
    if (effect instanceof Stated stated) {
      return OptionalDouble.of(stated.estimate());
    }
    return effect instanceof Estimated e ? OptionalDouble.of(e.estimate()) : OptionalDouble.empty();
  }

  /** Returns the uncertainty, or empty if there is no statement of it. */
  public Optional<Inferred> inferred() {
    return inference.filter(Inferred.class::isInstance).map(Inferred.class::cast);
  }

  /** Returns why there is no estimate, or no uncertainty; empty where there are both. */
  public Optional<String> reason() {
    if (effect instanceof NotEstimable refused) {
      return Optional.of(refused.reason().name());
    }
    return inference
        .filter(NotInferable.class::isInstance)
        .map(result -> ((NotInferable) result).refusal().name());
  }

  /** Returns the weight as a row of its own: it is a number of the table too, without an error. */
  public Optional<Row> toWeightRow(EstimationRequest request, long units, String codeVersion) {
    if (weight.isEmpty()) {
      return Optional.empty();
    }
    ContractRow row =
        about(request, codeVersion, effect.key().estimand() + "-weight", "share")
            .set("estimate", weight)
            .set("inference", "none")
            .set("estimate_status", "ESTIMATED")
            .set("clusters", 0)
            .set("units", units)
            .set("observations", 0L);
    return Optional.of(row.row());
  }

  /**
   * Returns the row of the table.
   *
   * @param units of the panel
   * @param codeVersion of the program
   */
  public Row toRow(EstimationRequest request, long units, String codeVersion) {
    ContractRow row =
        about(
                request,
                codeVersion,
                effect.key().estimand(),
                "unit of " + request.columns().outcome())
            .set("estimate", estimate())
            .set("inference", inference.map(InferenceResult::name).orElse("none"))
            .set("not_estimable_reason", reason())
            .set("estimate_status", estimate().isPresent() ? "ESTIMATED" : "NOT_ESTIMABLE");
    if (effect instanceof Estimated estimated) {
      row.set("clusters", estimated.clusters().size())
          .set("clusters_treated", estimated.sample().clustersTreated())
          .set("units", estimated.sample().units())
          .set("observations", estimated.sample().observations())
          .set("baseline_mean", estimated.sample().baselineMean())
          .set("effect_percent", percent(estimated));
    } else if (effect instanceof Stated stated) {
      row.set("clusters", Math.toIntExact(stated.units()))
          .set("units", stated.units())
          .set("observations", stated.observations());
    } else {
      row.set("clusters", 0).set("units", units).set("observations", 0L);
    }
    inferred()
        .ifPresent(
            i ->
                row.set("std_error", i.standardError())
                    .set("ci_low", i.low())
                    .set("ci_high", i.high())
                    .set("p_value", i.pValue())
                    .set("dof", i.dof())
                    .set("clusters_effective", i.clustersEffective())
                    .set("mde80", mde(i, request.level())));
    return row.row();
  }

  private ContractRow about(
      EstimationRequest request, String codeVersion, String estimand, String unit) {
    EffectKey key = effect.key();
    return ContractRow.of(schema())
        .set("study", "estimate")
        .set("plan_sha256", request.sha256())
        .set("analysis", request.method())
        .set("question", question(request.columns()))
        .set("method", request.method())
        .set("estimand", estimand)
        .set("outcome", request.columns().outcome())
        .set("outcome_unit", unit)
        .set("treatment", request.columns().treatmentName())
        .set("population", population())
        .set("cohort", key.cohort())
        .set("period", key.period())
        .set("event_time", key.eventTime())
        .set("ci_level", request.level())
        .set("inference_status", status())
        .set("disclosure_status", NOT_EVALUATED)
        .set("code_version", codeVersion);
  }

  /** Whom the number is about; an average names the cohorts it had to leave out. */
  private String population() {
    List<String> words = without.stream().map(LeftOutCells.Missing::words).toList();
    return words.isEmpty() ? "panel" : "panel without " + String.join("; ", words);
  }

  /**
   * The design at hand is not simulated, so that nothing is called valid; what fails in any design
   * is said.
   */
  private String status() {
    if (inferred().isEmpty()) {
      return NOT_EVALUATED;
    }
    if (caveats.contains(Caveat.NO_SMALL_SAMPLE_FACTOR)
        || caveats.contains(Caveat.RESTS_ON_ONE_CLUSTER)) {
      return "NOT_VALID";
    }
    return caveats.contains(Caveat.HARDLY_EVER_REJECTS) ? "CONSERVATIVE" : NOT_EVALUATED;
  }

  private static String question(PanelColumns columns) {
    return "What did '%s' do to '%s'?".formatted(columns.treatmentName(), columns.outcome());
  }

  private static OptionalDouble mde(Inferred inferred, double level) {
    return inferred.standardError().isPresent()
        ? OptionalDouble.of(Mde.at80(inferred.standardError().getAsDouble(), inferred.dof(), level))
        : OptionalDouble.empty();
  }

  private static OptionalDouble percent(Estimated estimated) {
    OptionalDouble baseline = estimated.sample().baselineMean();
    return baseline.isPresent() && baseline.getAsDouble() > 0
        ? OptionalDouble.of(100 * estimated.estimate() / baseline.getAsDouble())
        : OptionalDouble.empty();
  }
}
