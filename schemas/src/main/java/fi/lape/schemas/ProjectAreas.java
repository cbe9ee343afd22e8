package fi.lape.schemas;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The project areas and the panel units in each, by the region division of one year. */
final class ProjectAreas {
  private static final String FILE = "project_areas.csv";

  private final Municipalities municipalities;
  private final int divisionYear;
  private final Map<String, ProjectArea> byCode = new LinkedHashMap<>();
  private final Map<String, String> areaOfUnit = new TreeMap<>();

  ProjectAreas(List<Map<String, String>> rows, Municipalities municipalities, int divisionYear) {
    this.municipalities = municipalities;
    this.divisionYear = divisionYear;
    rows.forEach(this::add);
  }

  Map<String, ProjectArea> all() {
    return Collections.unmodifiableMap(byCode);
  }

  Map<String, String> areaByUnit() {
    return Collections.unmodifiableMap(areaOfUnit);
  }

  private void add(Map<String, String> row) {
    ProjectArea area =
        new ProjectArea(
            row.get("area_code"),
            row.get("region_code"),
            CodeLists.labels(row),
            Integer.parseInt(row.get("tile_row")),
            Integer.parseInt(row.get("tile_col")));
    byCode.put(area.code(), area);
    List<String> named = CodeLists.items(row.get("municipalities"));
    for (Municipality municipality : municipalities.in(divisionYear)) {
      String code = municipality.code();
      String region = municipalities.region(code, divisionYear).orElseThrow();
      if (region.equals(area.regionCode())
          && belongs(row.get("municipality_rule"), named.contains(code))) {
        put(municipalities.units().get(code), area.code());
      }
    }
  }

  private static boolean belongs(String rule, boolean named) {
    return switch (rule) {
      case "all" -> true;
      case "only" -> named;
      case "all-except" -> !named;
      default -> throw SchemaFaults.codeListInvalid(FILE, "'" + rule + "' is no municipality rule");
    };
  }

  private void put(String unit, String area) {
    String other = areaOfUnit.putIfAbsent(unit, area);
    if (other != null && !other.equals(area)) {
      throw SchemaFaults.codeListInvalid(
          FILE, "panel unit '" + unit + "' is in both '" + other + "' and '" + area + "'");
    }
  }
}
