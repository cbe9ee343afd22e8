package fi.lape.jobs.release.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import fi.lape.jobs.failure.ExitCode;
import fi.lape.jobs.failure.JobException;
import fi.lape.jobs.gold.CodeVersion;
import fi.lape.jobs.plan.PlanNotes;
import fi.lape.jobs.plan.StudyPlan;
import fi.lape.jobs.release.disclosure.OutcomeRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * {@code provenance.json}: what a release was made from – plan, code, input files, tables of the
 * lake – and what the plan waives, leaves undone and changed since the release before.
 */
public final class Provenance {
  /** Name of the file. */
  public static final String FILE = "provenance.json";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private Provenance() {}

  /**
   * A file the numbers come from.
   *
   * @param file path below its folder of sources
   * @param origin {@code synthetic}, {@code real} or what the source says
   */
  public record Input(String kind, String file, String sha256, long bytes, String origin) {}

  /**
   * What is known when a release is made.
   *
   * @param number of the release
   * @param inputs received files, by kind and name
   * @param versions Delta versions of the lake's tables
   * @param rules how values turn into counts, so that anybody can repeat the attack
   */
  public record Known(
      int number,
      StudyPlan plan,
      String origin,
      List<Input> inputs,
      SortedMap<String, Long> versions,
      List<OutcomeRule> rules) {}

  /**
   * Writes the file.
   *
   * @param before the release before this one, if there is one
   */
  public static void write(Path folder, Known known, Optional<Path> before) throws IOException {
    StudyPlan plan = known.plan();
    // Through text, so that numbers are of the same kind as in the file of the release before.
    ObjectNode planTree = (ObjectNode) JSON.readTree(JSON.writeValueAsString(plan));
    planTree.remove("sha256");
    Map<String, Object> top = new LinkedHashMap<>();
    top.put("release", known.number());
    top.put("study", plan.study());
    top.put("code_version", CodeVersion.current());
    top.put("data_origin", known.origin());
    top.put("plan_version", plan.version());
    top.put("plan_sha256", plan.sha256());
    top.put("seed", plan.seed());
    top.put("inputs", known.inputs());
    top.put("tables", known.versions());
    top.put("waivers", plan.waivers());
    PlanNotes notes = PlanNotes.of(plan);
    Map<String, Object> undone = new LinkedHashMap<>();
    undone.put("keys_not_used", notes.notUsed());
    undone.put("keys_drawn_only", notes.drawnOnly());
    undone.put("words_not_available", notes.notAvailable());
    top.put("not_done", undone);
    List<Deviations.Deviation> deviations = new ArrayList<>();
    if (before.isPresent() && Files.exists(before.get().resolve(FILE))) {
      JsonNode earlier = read(before.get());
      top.put("release_before", earlier.path("release"));
      deviations.addAll(Deviations.between(earlier.path("plan"), planTree));
    }
    top.put("deviations", deviations);
    Map<String, Object> disclosure = new LinkedHashMap<>();
    disclosure.put("min_count", plan.release().minCount());
    disclosure.put("outcomes", known.rules());
    top.put("disclosure", disclosure);
    top.put("plan", planTree);
    Files.writeString(folder.resolve(FILE), JSON.writeValueAsString(top) + "\n");
  }

  /**
   * Reads the file of a release.
   *
   * @throws JobException {@code RELEASE_UNREADABLE} where it is not there or no JSON
   */
  public static JsonNode read(Path release) {
    try {
      return JSON.readTree(Files.readString(release.resolve(FILE)));
    } catch (IOException e) {
      throw new JobException(
          ExitCode.PLAN_OR_ARGUMENTS,
          "RELEASE_UNREADABLE",
          "'%s' is no release: its file %s is not there or cannot be read. It says what the numbers were made from and how. Give a folder such as lape-release/release-0001."
              .formatted(release.getFileName(), FILE),
          e);
    }
  }

  /** How values turn into counts, as a release tells it. */
  public static List<OutcomeRule> rules(JsonNode provenance) {
    List<OutcomeRule> rules = new ArrayList<>();
    for (JsonNode rule : provenance.path("disclosure").path("outcomes")) {
      rules.add(
          new OutcomeRule(
              rule.path("outcome").asText(),
              OutcomeRule.Kind.valueOf(rule.path("kind").asText()),
              rule.path("scale").asDouble(),
              rule.path("of").isTextual()
                  ? Optional.of(rule.path("of").asText())
                  : Optional.empty()));
    }
    return rules;
  }

  /** Least count a release shows. */
  public static int minCount(JsonNode provenance) {
    return provenance.path("disclosure").path("min_count").asInt();
  }
}
