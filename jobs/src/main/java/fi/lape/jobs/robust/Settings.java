package fi.lape.jobs.robust;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import fi.lape.jobs.plan.StudyPlan;
import java.util.Map;
import java.util.TreeMap;

/** Analyses with one setting changed. */
final class Settings {
  private Settings() {}

  static StudyPlan.Analysis with(StudyPlan.Analysis analysis, String name, String value) {
    Map<String, JsonNode> settings = new TreeMap<>(analysis.settings());
    settings.put(name, TextNode.valueOf(value));
    return with(analysis, settings);
  }

  static StudyPlan.Analysis without(StudyPlan.Analysis analysis, String name) {
    Map<String, JsonNode> settings = new TreeMap<>(analysis.settings());
    settings.remove(name);
    return with(analysis, settings);
  }

  private static StudyPlan.Analysis with(
      StudyPlan.Analysis analysis, Map<String, JsonNode> settings) {
    return new StudyPlan.Analysis(
        analysis.id(),
        analysis.question(),
        analysis.outcome(),
        analysis.treatment(),
        analysis.method(),
        settings,
        analysis.checkWith(),
        analysis.inference(),
        analysis.robustness(),
        analysis.requires(),
        analysis.role(),
        analysis.cluster(),
        analysis.pooling());
  }
}
