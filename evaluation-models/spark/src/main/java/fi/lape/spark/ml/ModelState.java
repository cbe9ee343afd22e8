package fi.lape.spark.ml;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lape.estimators.estimate.UntreatedTrend;
import fi.lape.spark.PanelColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What an {@link EffectModel} knows besides its effects, as one line of JSON. */
final class ModelState {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ModelState() {}

  static String toJson(PanelColumns columns, Optional<UntreatedTrend> untreated) {
    ObjectNode state = JSON.createObjectNode();
    ObjectNode named = state.putObject("columns");
    named.put("unit", columns.unit());
    named.put("period", columns.period());
    named.put("outcome", columns.outcome());
    columns.adoption().ifPresent(c -> named.put("adoption", c));
    columns.treatment().ifPresent(c -> named.put("treatment", c));
    columns.dose().ifPresent(c -> named.put("dose", c));
    columns.cluster().ifPresent(c -> named.put("cluster", c));
    columns.assigned().ifPresent(c -> named.put("assigned", c));
    columns.weight().ifPresent(c -> named.put("weight", c));
    columns.exposure().ifPresent(c -> named.put("exposure", c));
    columns.covariates().forEach(named.withArray("covariates")::add);
    untreated.ifPresent(
        trend -> {
          ObjectNode node = state.putObject("untreated");
          node.put("anticipation", trend.anticipation());
          ObjectNode periods = node.putObject("periods");
          trend.periods().forEach((period, effect) -> periods.put(period.toString(), effect));
          ObjectNode covariates = node.putObject("covariates");
          trend.covariates().forEach(covariates::put);
        });
    try {
      return JSON.writeValueAsString(state);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers are JSON", e);
    }
  }

  private static JsonNode read(String state) {
    try {
      return JSON.readTree(state);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the saved model is damaged", e);
    }
  }

  static PanelColumns columns(String state) {
    JsonNode named = read(state).get("columns");
    List<String> covariates = new ArrayList<>();
    named.path("covariates").forEach(c -> covariates.add(c.asText()));
    return new PanelColumns(
        named.get("unit").asText(),
        named.get("period").asText(),
        named.get("outcome").asText(),
        text(named, "adoption"),
        text(named, "treatment"),
        text(named, "dose"),
        text(named, "cluster"),
        text(named, "assigned"),
        text(named, "weight"),
        text(named, "exposure"),
        covariates);
  }

  private static Optional<String> text(JsonNode node, String field) {
    return node.hasNonNull(field) ? Optional.of(node.get(field).asText()) : Optional.empty();
  }

  static Optional<UntreatedTrend> untreated(String state) {
    JsonNode node = read(state).get("untreated");
    if (node == null) {
      return Optional.empty();
    }
    Map<Integer, Double> periods = new TreeMap<>();
    node.get("periods")
        .properties()
        .forEach(e -> periods.put(Integer.valueOf(e.getKey()), e.getValue().asDouble()));
    Map<String, Double> covariates = new TreeMap<>();
    node.get("covariates")
        .properties()
        .forEach(e -> covariates.put(e.getKey(), e.getValue().asDouble()));
    return Optional.of(new UntreatedTrend(node.get("anticipation").asInt(), periods, covariates));
  }
}
