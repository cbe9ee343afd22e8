package fi.lape.schemas;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Municipalities, their regions by year, and the chain from any code to the panel unit. */
final class Municipalities {
  private static final String FILE = "municipalities.csv";

  /** Last year whose mergers are taken together in the panel. */
  private static final int LAST_CHAINED_YEAR = 2021;

  private record Membership(String code, String region, int from, OptionalInt to) {}

  private final Map<String, Municipality> byCode = new LinkedHashMap<>();
  private final List<Membership> memberships = new ArrayList<>();
  private final Map<String, Integer> mergedFrom = new LinkedHashMap<>();
  private final Map<String, String> unitOf = new LinkedHashMap<>();

  Municipalities(List<Map<String, String>> municipalities, List<Map<String, String>> regions) {
    for (Map<String, String> row : municipalities) {
      String code = row.get("code");
      optionalInt(row.get("successor_from")).ifPresent(year -> mergedFrom.put(code, year));
      byCode.put(
          code,
          new Municipality(
              code,
              new Labels(row.get("name_fi"), row.get("name_sv"), row.get("name_fi")),
              Integer.parseInt(row.get("valid_from")),
              optionalInt(row.get("valid_to")),
              Optional.of(row.get("successor_code")).filter(s -> !s.isEmpty())));
    }
    for (Map<String, String> row : regions) {
      memberships.add(
          new Membership(
              row.get("code"),
              row.get("region_code"),
              Integer.parseInt(row.get("valid_from")),
              optionalInt(row.get("valid_to"))));
    }
    byCode.keySet().forEach(code -> unitOf.put(code, chain(code)));
  }

  /** Follows mergers to the end; a successor may itself have been merged later. */
  private String chain(String start) {
    Set<String> seen = new LinkedHashSet<>();
    String code = start;
    while (mergedFrom.containsKey(code) && mergedFrom.get(code) <= LAST_CHAINED_YEAR) {
      if (!seen.add(code)) {
        throw SchemaFaults.codeListInvalid(FILE, "successors run in a circle: " + seen);
      }
      code = byCode.get(code).successor().orElseThrow();
      if (!byCode.containsKey(code)) {
        throw SchemaFaults.codeListInvalid(FILE, "successor '" + code + "' is not in the list");
      }
    }
    return code;
  }

  Map<String, Municipality> all() {
    return Collections.unmodifiableMap(byCode);
  }

  List<Municipality> in(int year) {
    return byCode.values().stream().filter(m -> m.existsIn(year)).toList();
  }

  Map<String, String> units() {
    return Collections.unmodifiableMap(unitOf);
  }

  Optional<String> region(String code, int year) {
    return memberships.stream()
        .filter(m -> m.code().equals(code) && m.from() <= year)
        .filter(m -> m.to().isEmpty() || year <= m.to().getAsInt())
        .map(Membership::region)
        .findFirst();
  }

  static OptionalInt optionalInt(String text) {
    return text.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text));
  }
}
