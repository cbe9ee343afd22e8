package fi.lape.jobs.analysis;

import com.fasterxml.jackson.databind.JsonNode;
import fi.lape.jobs.plan.StudyPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What an analysis requires before its numbers may be given: diagnostics with thresholds, fixed in
 * the study plan. A required diagnostic that fails, or that was not evaluated, withholds them,
 * unless a waiver of the plan names the analysis and the diagnostic.
 */
public final class Requirements {
  private static final String REPORT_ONLY = "report";
  private static final String PASS = "pass";

  private final StudyPlan.Analysis analysis;
  private final List<JsonNode> waivers;

  public Requirements(StudyPlan.Analysis analysis, List<JsonNode> waivers) {
    this.analysis = analysis;
    this.waivers = List.copyOf(waivers);
  }

  /**
   * The threshold of a diagnostic, empty where the plan has none: {@code {leave-one-area-out:
   * {sign_flips: 0}}} or {@code {leave-one-area-out: 0}}.
   */
  public OptionalDouble threshold(String diagnostic, String key) {
    JsonNode required = analysis.requires().get(diagnostic);
    if (required == null) {
      return OptionalDouble.empty();
    }
    JsonNode value = required.isObject() ? required.path(key) : required;
    return value.isNumber() ? OptionalDouble.of(value.asDouble()) : OptionalDouble.empty();
  }

  /**
   * A check whose value is a p-value that should not be small: against {@code p_at_least} of the
   * plan, or 0.05 where the plan says {@code pass}; only reported where the plan has neither.
   *
   * @param subject the outcome, and after a colon the year it is about
   */
  public DiagnosticRow judged(String diagnostic, String subject, double pValue, String detail) {
    JsonNode required = analysis.requires().get(diagnostic);
    OptionalDouble limit =
        required != null && required.asText().equals(PASS)
            ? OptionalDouble.of(Uncertainty.ALPHA)
            : threshold(diagnostic, "p_at_least");
    if (limit.isEmpty()) {
      return DiagnosticRow.reported(analysis.id(), diagnostic, subject, pValue, detail);
    }
    double least = limit.getAsDouble();
    return DiagnosticRow.judged(
        analysis.id(), diagnostic, subject, pValue, least, pValue >= least, detail);
  }

  /**
   * A check whose value should be small, against the plan's limit; only reported where the plan has
   * none.
   *
   * @param passes whether it passes whatever the value, because nothing is claimed that it checks
   */
  public DiagnosticRow atMost(
      String diagnostic, String key, String subject, double value, boolean passes, String detail) {
    OptionalDouble limit = threshold(diagnostic, key);
    if (limit.isEmpty()) {
      return DiagnosticRow.reported(analysis.id(), diagnostic, subject, value, detail);
    }
    double most = limit.getAsDouble();
    return DiagnosticRow.judged(
        analysis.id(), diagnostic, subject, value, most, passes || value <= most, detail);
  }

  /** The same for a check whose value should be large. */
  public DiagnosticRow atLeast(
      String diagnostic, String key, String subject, double value, boolean passes, String detail) {
    OptionalDouble limit = threshold(diagnostic, key);
    if (limit.isEmpty()) {
      return DiagnosticRow.reported(analysis.id(), diagnostic, subject, value, detail);
    }
    double least = limit.getAsDouble();
    return DiagnosticRow.judged(
        analysis.id(), diagnostic, subject, value, least, passes || value >= least, detail);
  }

  /** Whether the plan asks for a diagnostic, to be passed or only to be reported. */
  public boolean asksFor(String diagnostic) {
    return analysis.requires().containsKey(diagnostic);
  }

  /** Names of the required diagnostics, in the plan's order. */
  private List<String> required() {
    List<String> names = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : analysis.requires().entrySet()) {
      if (!isReportOnly(entry.getValue())) {
        names.add(entry.getKey());
      }
    }
    return names;
  }

  private static boolean isReportOnly(JsonNode required) {
    if (required.isTextual()) {
      return required.asText().equals(REPORT_ONLY);
    }
    for (JsonNode value : required) {
      if (value.isTextual() && value.asText().equals(REPORT_ONLY)) {
        return true;
      }
    }
    return false;
  }

  /** Rows for required diagnostics that nothing evaluated, so that none is passed over. */
  public List<DiagnosticRow> missing(String outcome, List<DiagnosticRow> evaluated) {
    List<DiagnosticRow> missing = new ArrayList<>();
    for (String name : required()) {
      if (find(name, outcome, evaluated).isEmpty()) {
        missing.add(
            DiagnosticRow.notEvaluated(
                analysis.id(),
                name,
                outcome,
                "required by the study plan, not available in this version"));
      }
    }
    return missing;
  }

  /**
   * Why the numbers of an outcome are withheld, empty where they are not: {@code DIAGNOSTIC_FAILED:
   * leave-one-area-out 2 (limit 0)}.
   */
  public Optional<String> withholds(String outcome, List<DiagnosticRow> evaluated) {
    for (String name : required()) {
      DiagnosticRow row = find(name, outcome, evaluated).orElseThrow();
      if (row.status() != DiagnosticRow.Status.PASS && !isWaived(name)) {
        return Optional.of(reason(row));
      }
    }
    return Optional.empty();
  }

  /**
   * Why a number is withheld whatever its checks say, empty where it is not: its interval is known
   * to be wrong in this design, and no waiver names {@code inference}.
   */
  public Optional<String> withholds(EstimateRow row) {
    return row.uncertainty().status().equals("NOT_VALID") && !isWaived("inference")
        ? Optional.of("INFERENCE_NOT_VALID: " + row.uncertainty().inference())
        : Optional.empty();
  }

  private static String reason(DiagnosticRow row) {
    if (row.status() == DiagnosticRow.Status.NOT_EVALUATED) {
      return "DIAGNOSTIC_NOT_EVALUATED: " + row.diagnostic();
    }
    return "DIAGNOSTIC_FAILED: %s %s (limit %s)"
        .formatted(
            row.diagnostic(),
            Plain.number(row.value().orElseThrow()),
            Plain.number(row.threshold().orElseThrow()));
  }

  private static Optional<DiagnosticRow> find(
      String name, String outcome, List<DiagnosticRow> rows) {
    return rows.stream()
        .filter(r -> r.diagnostic().equals(name) && r.subject().equals(outcome))
        .findFirst();
  }

  /** A check that was not passed and is waived says so, with the plan's reason. */
  public DiagnosticRow waived(DiagnosticRow row) {
    boolean asked = required().contains(row.diagnostic());
    if (!asked || row.status() == DiagnosticRow.Status.PASS || !isWaived(row.diagnostic())) {
      return row;
    }
    String reason =
        waivers.stream()
            .filter(w -> w.path("analysis").asText().equals(analysis.id()))
            .map(w -> w.path("reason").asText())
            .findFirst()
            .orElse("");
    return new DiagnosticRow(
        row.analysis(),
        row.diagnostic(),
        row.subject(),
        row.value(),
        row.threshold(),
        row.status(),
        row.detail() + "; WAIVED by the plan: " + reason);
  }

  /** Whether a waiver names this diagnostic, or the analysis as a whole. */
  public boolean isWaived(String diagnostic) {
    for (JsonNode waiver : waivers) {
      boolean mine = waiver.path("analysis").asText().equals(analysis.id());
      boolean all = waiver.path("diagnostic").isMissingNode();
      if (mine && (all || waiver.path("diagnostic").asText().equals(diagnostic))) {
        return true;
      }
    }
    return false;
  }
}
