package fi.lape.jobs.calibrate;

import fi.lape.estimators.calibration.Tally;
import fi.lape.jobs.plan.StudyPlan;
import fi.lape.schemas.ContractRow;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * How one analysis did with one inference under one planted effect.
 *
 * @param analysis id in the plan, or of a cell of the grid
 * @param design dose | package | staggered
 * @param weighting children | equal
 * @param measure count | rate: how the outcome was drawn
 * @param chosen whether the inference is the one the evaluation uses for this analysis
 * @param scenario null | effect
 * @param effect planted, in the outcome's unit (of a dose: per unit of it)
 */
public record CalibrationRow(
    String analysis,
    String outcome,
    String treatment,
    String method,
    String estimand,
    String design,
    String weighting,
    String measure,
    String inference,
    boolean chosen,
    String scenario,
    double effect,
    long replicates,
    long failed,
    double bias,
    double biasMcError,
    double estimateSd,
    double meanStdError,
    double coverage,
    double coverageMcError,
    double rejection,
    double rejectionMcError,
    double signErrors,
    double signErrorsMcError,
    String inferenceStatus) {

  static final String NULL = "null";
  static final String EFFECT = "effect";

  /**
   * @param size of the same inference without an effect, which decides the status
   */
  static CalibrationRow of(
      Case which, String inference, boolean chosen, double effect, Tally tally, Tally size) {
    Tally.Share rejected = tally.rejection();
    Tally.Share covered = tally.coverage();
    return new CalibrationRow(
        which.analysis(),
        which.outcome(),
        which.treatment(),
        which.method(),
        which.estimand(),
        which.design(),
        which.weighting(),
        which.measure(),
        inference,
        chosen,
        effect == 0 ? NULL : EFFECT,
        rounded(effect),
        tally.replicates(),
        tally.failed(),
        rounded(tally.bias()),
        rounded(tally.biasError()),
        rounded(tally.sd()),
        rounded(tally.meanStandardError()),
        rounded(covered.value()),
        rounded(covered.error()),
        rounded(rejected.value()),
        rounded(rejected.error()),
        rounded(tally.signErrors().value()),
        rounded(tally.signErrors().error()),
        SizeRule.status(
            size.rejection().value(), size.rejection().error(), size.replicates(), size.failed()));
  }

  /** Six significant digits: more than any number of replicates gives, and readable. */
  static double rounded(double value) {
    return value == 0 || !Double.isFinite(value)
        ? 0
        : new BigDecimal(value).round(new MathContext(6)).doubleValue();
  }

  /** Whether this is the row that says how often the test rejects without an effect. */
  boolean tellsSize() {
    return scenario.equals(NULL);
  }

  /** The row of the table. */
  Row row(StructType contract, StudyPlan plan, String fingerprint, String codeVersion) {
    return ContractRow.of(contract)
        .set("study", plan.study())
        .set("plan_sha256", plan.sha256())
        .set("design_fingerprint", fingerprint)
        .set("analysis", analysis)
        .set("outcome", outcome)
        .set("treatment", treatment)
        .set("method", method)
        .set("estimand", estimand)
        .set("design", design)
        .set("weighting", weighting)
        .set("measure", measure)
        .set("inference", inference)
        .set("chosen", chosen)
        .set("scenario", scenario)
        .set("effect", effect)
        .set("replicates", replicates)
        .set("failed", failed)
        .set("bias", bias)
        .set("bias_mc_error", biasMcError)
        .set("estimate_sd", estimateSd)
        .set("mean_std_error", meanStdError)
        .set("coverage", coverage)
        .set("coverage_mc_error", coverageMcError)
        .set("rejection", rejection)
        .set("rejection_mc_error", rejectionMcError)
        .set("sign_errors", signErrors)
        .set("sign_errors_mc_error", signErrorsMcError)
        .set("inference_status", inferenceStatus)
        .set("code_version", codeVersion)
        .row();
  }

  /** All rows of one analysis. */
  static List<CalibrationRow> of(
      Case which, List<String> inferences, double[] effects, Tally[][] tallies) {
    List<CalibrationRow> rows = new ArrayList<>();
    for (int j = 0; j < inferences.size(); j++) {
      for (int e = 0; e < effects.length; e++) {
        if (tallies[e][j].answered() > 1) {
          rows.add(of(which, inferences.get(j), j == 0, effects[e], tallies[e][j], tallies[0][j]));
        }
      }
    }
    return rows;
  }
}
