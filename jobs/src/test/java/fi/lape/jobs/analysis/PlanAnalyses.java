package fi.lape.jobs.analysis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.jobs.plan.StudyPlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Analyses and rows for tests that need no panel. */
public final class PlanAnalyses {
  private PlanAnalyses() {}

  /** An analysis that requires what a JSON object says. */
  public static StudyPlan.Analysis requiring(String id, String requires) {
    Map<String, JsonNode> required = new LinkedHashMap<>();
    json(requires).properties().forEach(e -> required.put(e.getKey(), e.getValue()));
    return new StudyPlan.Analysis(
        id,
        Optional.empty(),
        List.of("new-placements"),
        "family-centre",
        "group-time-att",
        Map.of(),
        List.of(),
        "by-design",
        List.of(),
        required,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** A tree. */
  public static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** A headline row with a p-value. */
  public static EstimateRow row(String analysis, String estimand, double pValue) {
    OptionalDouble none = OptionalDouble.empty();
    StudyPlan.Outcome outcome =
        new StudyPlan.Outcome(
            "new-placements",
            new StudyPlan.Source(Optional.of(1078), Optional.empty()),
            "count",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            "corrective",
            Optional.empty(),
            Optional.empty());
    return new EstimateRow(
        requiring(analysis, "{}"),
        "group-time-att",
        outcome,
        EffectKey.of(estimand),
        OptionalDouble.of(1),
        new Uncertainty(
            "cr3", none, none, none, OptionalDouble.of(pValue), none, none, none, "VALID", ""),
        19,
        OptionalInt.of(19),
        293,
        3516,
        none,
        none,
        "ESTIMATED",
        Optional.empty());
  }
}
