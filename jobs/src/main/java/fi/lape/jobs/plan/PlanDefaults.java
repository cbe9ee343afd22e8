package fi.lape.jobs.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a plan means where it is silent; pinned by a test, so no default can drift. */
final class PlanDefaults {
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
      for (String list : new String[] {"check_with", "robustness"}) {
        if (!node.has(list)) {
          node.putArray(list);
        }
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
}
