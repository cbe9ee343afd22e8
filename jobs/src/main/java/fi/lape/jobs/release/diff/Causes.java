package fi.lape.jobs.release.diff;

import com.fasterxml.jackson.databind.JsonNode;
import fi.lape.jobs.release.files.Deviations;
import fi.lape.jobs.release.table.TableRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What two releases were made from differently, and which of it can have moved a number: a key of
 * an analysis moves that analysis's rows, a file of project reports no outcome.
 */
final class Causes {
  static final String UNEXPLAINED = "UNEXPLAINED";

  private static final Set<String> OUTCOME_KINDS = Set.of("sotkanet", "statfin", "costs", "prices");

  /** Kinds of input files a table is made from; tables that are not named, from all. */
  private static final Map<String, Set<String>> INPUTS =
      Map.of(
          "municipality_year", OUTCOME_KINDS,
          "project_year", OUTCOME_KINDS,
          "municipality_treatment", Set.of("projects"),
          "area_profile", Set.of("projects", "accounts", "statfin"),
          "area_cost", Set.of("accounts", "costs", "prices", "statfin"));

  /** Parts of a plan that only some tables depend on. */
  private static final Map<String, Set<String>> PLAN_PARTS =
      Map.of(
          "costs", Set.of("area_cost", "cost_effectiveness"),
          "families", Set.of("effect_estimate", "specification"),
          "waivers",
              Set.of("effect_estimate", "diagnostic", "cost_effectiveness", "specification"));

  private static final Set<String> MOVES_NOTHING = Set.of("title", "version", "study", "programme");

  private final List<Deviations.Deviation> plan;
  private final List<String[]> inputs = new ArrayList<>();
  private final List<String> code = new ArrayList<>();

  Causes(JsonNode before, JsonNode after) {
    plan = Deviations.between(before.path("plan"), after.path("plan"));
    Map<String, String> old = files(before);
    Map<String, String> now = files(after);
    Set<String> names = new TreeSet<>(old.keySet());
    names.addAll(now.keySet());
    for (String name : names) {
      String word = !old.containsKey(name) ? "new" : !now.containsKey(name) ? "gone" : "changed";
      if (!Objects.equals(old.get(name), now.get(name))) {
        inputs.add(new String[] {name.substring(0, name.indexOf('/')), name + " " + word});
      }
    }
    String from = before.path("code_version").asText();
    String to = after.path("code_version").asText();
    if (!from.equals(to)) {
      code.add("code: %s -> %s".formatted(from, to));
    }
  }

  private static Map<String, String> files(JsonNode provenance) {
    Map<String, String> files = new TreeMap<>();
    provenance
        .path("inputs")
        .forEach(
            file ->
                files.put(
                    file.path("kind").asText() + "/" + file.path("file").asText(),
                    file.path("sha256").asText()));
    return files;
  }

  List<Deviations.Deviation> plan() {
    return List.copyOf(plan);
  }

  List<String> inputs() {
    return inputs.stream().map(each -> each[1]).toList();
  }

  List<String> code() {
    return List.copyOf(code);
  }

  /** What can have moved a cell of a row. */
  List<String> of(String table, TableRow row) {
    List<String> why = new ArrayList<>();
    for (Deviations.Deviation deviation : plan) {
      if (reaches(deviation.key(), table, row)) {
        why.add("plan: " + deviation.key());
      }
    }
    for (String[] input : inputs) {
      if (!INPUTS.containsKey(table) || INPUTS.get(table).contains(input[0])) {
        why.add("input: " + input[1]);
      }
    }
    why.addAll(code);
    return why.isEmpty() ? List.of(UNEXPLAINED) : why;
  }

  private static boolean reaches(String key, String table, TableRow row) {
    String[] parts = key.split("/", -1);
    String part = parts.length > 1 ? parts[1] : "";
    if (MOVES_NOTHING.contains(part)) {
      return false;
    }
    if (PLAN_PARTS.containsKey(part)) {
      return PLAN_PARTS.get(part).contains(table);
    }
    String named = parts.length > 2 ? parts[2] : "";
    return switch (part) {
      case "analyses" -> about(row, "analysis", named) || table.equals("cost_effectiveness");
      case "outcomes" -> about(row, "outcome", named);
      case "treatments" -> about(row, "treatment", named);
      default -> true;
    };
  }

  /** Whether a row may be about this one: it is, or does not say. */
  private static boolean about(TableRow row, String column, String named) {
    return named.isEmpty()
        || !row.has(column)
        || row.textIfAny(column).map(named::equals).orElse(true);
  }
}
