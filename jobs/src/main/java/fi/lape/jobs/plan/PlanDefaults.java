package fi.lape.jobs.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** What a plan means where it is silent; pinned by a test, so no default can drift. */
final class PlanDefaults {
  /** Methods an effect of adoption is estimated by as well. */
  private static final List<String> ALTERNATIVES =
      List.of("group-time-att", "imputation", "etwfe", "sun-abraham", "twfe", "etwfe-poisson");

  private PlanDefaults() {}

  /** A copy of the plan with every optional block present. */
  static ObjectNode fill(ObjectNode plan) {
    ObjectNode filled = plan.deepCopy();
    for (String list : new String[] {"breaks", "families", "waivers"}) {
      if (!filled.has(list)) {
        filled.putArray(list);
      }
    }
    for (JsonNode outcome : filled.withArray("outcomes")) {
      ObjectNode node = (ObjectNode) outcome;
      if (!node.has("deflate")) {
        node.put("deflate", false);
      }
    }
    for (JsonNode analysis : filled.withArray("analyses")) {
      ObjectNode node = (ObjectNode) analysis;
      if (!node.has("check_with")) {
        node.putArray("check_with");
      }
      if (!node.has("robustness")) {
        ArrayNode words = node.putArray("robustness");
        robustness(filled, node).forEach(words::add);
      }
      for (String map : new String[] {"settings", "requires"}) {
        if (!node.has(map)) {
          node.putObject(map);
        }
      }
      if (!node.has("inference")) {
        node.put("inference", "by-design");
      }
    }
    for (JsonNode analysis : filled.path("register").path("analyses")) {
      register((ObjectNode) analysis);
    }
    ObjectNode costs = filled.withObject("/costs");
    if (!costs.has("perspective")) {
      costs.putArray("perspective");
    }
    for (String map : new String[] {"discount", "unit_costs"}) {
      if (!costs.has(map)) {
        costs.putObject(map);
      }
    }
    ObjectNode release = filled.withObject("/release");
    if (!release.has("languages")) {
      release.putArray("languages").add("fi").add("sv").add("en");
    }
    if (release.has("p_percent")) {
      release.set("percent", release.remove("p_percent"));
    }
    return filled;
  }

  /** An analysis of the register: of municipalities, and of all children together. */
  private static void register(ObjectNode analysis) {
    for (String list : new String[] {"check_with", "subgroups"}) {
      if (!analysis.has(list)) {
        analysis.putArray(list);
      }
    }
    for (String map : new String[] {"settings", "requires"}) {
      if (!analysis.has(map)) {
        analysis.putObject(map);
      }
    }
    if (!analysis.has("inference")) {
      analysis.put("inference", "by-design");
    }
    if (!analysis.has("units")) {
      analysis.put("units", "municipality");
    }
  }

  /** Every run that suits the treatment. */
  private static List<String> robustness(ObjectNode plan, ObjectNode analysis) {
    List<String> words = new ArrayList<>();
    words.addAll(List.of("leave-one-area-out", "anticipation-0", "anticipation-1"));
    for (JsonNode treatment : plan.path("treatments")) {
      if (treatment.path("id").equals(analysis.path("treatment"))
          && treatment.path("kind").asText().equals("adoption")) {
        words.addAll(List.of("controls-never-treated", "controls-not-yet-treated"));
        ALTERNATIVES.forEach(method -> words.add("method-" + method));
      }
    }
    words.addAll(List.of("weights-base", "weights-equal", "weights-by-period"));
    words.add("division-" + plan.path("period").path("to").asText());
    words.addAll(List.of("break-years", "suppressed-at-0", "suppressed-at-4"));
    words.addAll(List.of("placebo-years", "negative-controls"));
    return words;
  }
}
