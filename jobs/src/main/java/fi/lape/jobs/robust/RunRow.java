package fi.lape.jobs.robust;

import fi.lape.estimators.estimate.Estimated;
import fi.lape.jobs.analysis.Question;
import fi.lape.jobs.analysis.Uncertainty;
import fi.lape.jobs.gold.CodeVersion;
import fi.lape.schemas.ContractRow;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** Writes a run as a row of {@code specification}. */
final class RunRow {
  private RunRow() {}

  /**
   * @param withheld why numbers of this question by this method may not be given, if so
   */
  static Row of(
      StructType contract,
      RunKey run,
      Question question,
      RunResult result,
      Optional<String> withheld) {
    Optional<Estimated> estimated = result.estimated();
    Uncertainty uncertainty =
        result.uncertainty().orElseGet(() -> Uncertainty.none(question.analysis().inference()));
    boolean hidden = withheld.isPresent() && estimated.isPresent();
    ContractRow row =
        ContractRow.of(contract)
            .set("study", question.plan().study())
            .set("plan_sha256", question.plan().sha256())
            .set("analysis", run.analysis())
            .set("outcome", run.outcome())
            .set("specification", run.id())
            .set("dimension", run.dimension().word())
            .set("choice", run.choice())
            .set("comparable", run.dimension().comparable())
            .set("method", result.method())
            .set("estimand", result.estimand())
            .set("outcome_estimated", run.estimated())
            .set("outcome_unit", question.outcome().effectUnit())
            .set("treatment", question.analysis().treatment())
            .set("ci_level", Uncertainty.LEVEL)
            .set("inference", uncertainty.inference())
            .set("inference_status", uncertainty.status())
            .set("clusters", estimated.map(e -> e.clusters().size()).orElse(result.areas()))
            .set(
                "clusters_treated",
                estimated
                    .map(e -> OptionalInt.of(e.sample().clustersTreated()))
                    .orElse(OptionalInt.empty()))
            .set("units", result.units())
            .set("observations", estimated.map(e -> e.sample().observations()).orElse(0L))
            .set("disclosure_status", "NOT_EVALUATED")
            .set("code_version", CodeVersion.current());
    if (estimated.isEmpty()) {
      return row.set("estimate_status", "NOT_ESTIMABLE")
          .set("not_estimable_reason", result.reason())
          .row();
    }
    if (hidden) {
      return row.set("estimate_status", "WITHHELD").set("not_estimable_reason", withheld).row();
    }
    return row.set("estimate_status", "ESTIMATED")
        .set("estimate", estimated.get().estimate())
        .set("std_error", uncertainty.standardError())
        .set("ci_low", uncertainty.low())
        .set("ci_high", uncertainty.high())
        .set("p_value", uncertainty.pValue())
        .row();
  }
}
