package fi.lape.jobs.release.files;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** What two versions of a study plan say differently, key by key. */
public final class Deviations {
  private Deviations() {}

  /**
   * One key.
   *
   * @param key path in the plan, such as {@code /analyses/E2-new-placements/settings/anticipation}
   * @param before its value before as JSON, or {@code absent}
   * @param after its value now, or {@code absent}
   */
  public record Deviation(String key, String before, String after) {}

  /** Compares two plans; lists of things with an identifier are compared by it. */
  public static List<Deviation> between(JsonNode before, JsonNode after) {
    List<Deviation> found = new ArrayList<>();
    compare("", before, after, found);
    return found;
  }

  private static void compare(String key, JsonNode before, JsonNode after, List<Deviation> found) {
    if (before.equals(after)) {
      return;
    }
    if (before.isObject() && after.isObject()) {
      TreeSet<String> names = new TreeSet<>();
      before.fieldNames().forEachRemaining(names::add);
      after.fieldNames().forEachRemaining(names::add);
      names.forEach(name -> compare(key + "/" + name, before.path(name), after.path(name), found));
      return;
    }
    if (isNamed(before) && isNamed(after)) {
      TreeSet<String> names = new TreeSet<>();
      before.forEach(each -> names.add(each.path("id").asText()));
      after.forEach(each -> names.add(each.path("id").asText()));
      names.forEach(
          name -> compare(key + "/" + name, named(before, name), named(after, name), found));
      return;
    }
    found.add(new Deviation(key, text(before), text(after)));
  }

  private static boolean isNamed(JsonNode list) {
    if (!list.isArray() || list.isEmpty()) {
      return false;
    }
    for (JsonNode each : list) {
      if (!each.path("id").isTextual()) {
        return false;
      }
    }
    return true;
  }

  private static JsonNode named(JsonNode list, String id) {
    for (JsonNode each : list) {
      if (each.path("id").asText().equals(id)) {
        return each;
      }
    }
    return list.path("absent");
  }

  private static String text(JsonNode value) {
    return value.isMissingNode() ? "absent" : value.toString();
  }
}
