package fi.lape.jobs.disclose.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What rules mean where they are silent. */
final class Defaults {
  private Defaults() {}

  static JsonNode fill(JsonNode rules) {
    ObjectNode filled = rules.deepCopy();
    put(filled, "minimum_count", 5);
    put(filled, "minimum_contributors", 3);
    put(filled, "cost_of_totals", 3);
    if (!filled.has("zeros")) {
      filled.put("zeros", "hide");
    }
    if (filled.has("p_percent")) {
      filled.set("percent", filled.remove("p_percent"));
    }
    return filled;
  }

  private static void put(ObjectNode rules, String key, int value) {
    if (!rules.has(key)) {
      rules.put(key, value);
    }
  }
}
