package fi.lape.samples;

import fi.lape.schemas.CodeLists;
import fi.lape.schemas.Labels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The real codes and names the sample is laid over: code lists of the schemas, Sotkanet's region
 * numbers (THL, CC BY 4.0) and size classes of municipalities (Statistics Finland, CC BY 4.0).
 */
final class Geography {

  /** Stands for Åland, which had no project. */
  static final String NO_AREA = "ALA";

  /** The published series follow this division, whatever their year. */
  private static final int BACK_CAST_DIVISION = 2022;

  private static final int NO_END = Integer.MAX_VALUE;
  private static final double CLASS_STEP = 1.35;

  private final CodeLists lists = CodeLists.standard();
  private final List<Municipality> municipalities = new ArrayList<>();
  private final Map<String, ProjectArea> areas = new LinkedHashMap<>();
  private final List<Region> regions = new ArrayList<>();

  /** A Sotkanet region that is not a municipality. */
  record Region(int sotkanetId, String category, String code, String nameFi, String nameSv) {}

  static Geography load() {
    return new Geography();
  }

  private Geography() {
    readAreas();
    readMunicipalities();
    readRegions();
  }

  List<Municipality> municipalities() {
    return municipalities;
  }

  /** The municipalities of a project area, by code. */
  List<Municipality> municipalitiesOf(String area) {
    return municipalities.stream().filter(each -> each.area().equals(area)).toList();
  }

  /** The 19 project areas in the order of the code list. */
  List<ProjectArea> projectAreas() {
    return areas.values().stream().filter(each -> !each.code().equals(NO_AREA)).toList();
  }

  /** The project areas and Åland. */
  List<ProjectArea> allAreas() {
    return List.copyOf(areas.values());
  }

  ProjectArea area(String code) {
    return areas.get(code);
  }

  List<Region> regions() {
    return regions;
  }

  static double childrenOfClass(int sizeClass) {
    return 20 * StrictMath.pow(CLASS_STEP, sizeClass);
  }

  private void readAreas() {
    for (Map<String, String> row : CsvResource.read("/lape/samples/areas.csv")) {
      String packages = row.get("packages");
      areas.put(
          row.get("area_code"),
          new ProjectArea(
              row.get("area_code"),
              row.get("project_name"),
              row.get("language"),
              row.get("lead_municipality"),
              packages.isEmpty() ? List.of() : List.of(packages.split("\\|", -1)),
              YearPath.parse(row.get("placed_percent")),
              Double.parseDouble(row.get("care_cost_index"))));
    }
  }

  private void readMunicipalities() {
    Map<String, Map<String, String>> places = new TreeMap<>();
    for (Map<String, String> row : CsvResource.read("/lape/samples/places.csv")) {
      places.put(row.get("code"), row);
    }
    for (String unit : lists.panelUnits()) {
      Map<String, String> place = places.get(unit);
      Labels names = lists.municipality(unit).orElseThrow().labels();
      boolean offsetKnown = !place.get("rate_offset_2010").isEmpty();
      municipalities.add(
          new Municipality(
              municipalities.size(),
              unit,
              names.fi(),
              names.sv(),
              lists.areaOf(unit).orElse(NO_AREA),
              lists.region(unit, BACK_CAST_DIVISION).orElseThrow(),
              Integer.parseInt(place.get("sotkanet_id")),
              Integer.parseInt(place.get("wellbeing_sotkanet_id")),
              Integer.parseInt(place.get("size_class")),
              offsetKnown ? Double.parseDouble(place.get("rate_offset_2010")) : 0,
              offsetKnown ? Double.parseDouble(place.get("rate_offset_2020")) : 0,
              offsetKnown,
              parts(unit, places)));
    }
  }

  private List<Municipality.Part> parts(String unit, Map<String, Map<String, String>> places) {
    List<String> codes =
        lists.municipalities().stream()
            .map(fi.lape.schemas.Municipality::code)
            .filter(code -> lists.panelUnit(code).equals(Optional.of(unit)))
            .sorted(Comparator.comparing((String code) -> !code.equals(unit)))
            .toList();
    double total = 0;
    for (String code : codes) {
      total += childrenOfClass(Integer.parseInt(places.get(code).get("size_class")));
    }
    List<Municipality.Part> parts = new ArrayList<>();
    for (String code : codes) {
      double size = childrenOfClass(Integer.parseInt(places.get(code).get("size_class")));
      fi.lape.schemas.Municipality listed = lists.municipality(code).orElseThrow();
      // A panel unit of 2018 lives on in the series though it merged later.
      int lastYear = code.equals(unit) ? NO_END : listed.validTo().orElse(NO_END);
      parts.add(
          new Municipality.Part(
              code, listed.labels().fi(), listed.validFrom(), lastYear, size / total));
    }
    return List.copyOf(parts);
  }

  private void readRegions() {
    for (Map<String, String> row : CsvResource.read("/lape/samples/regions.csv")) {
      String category = row.get("category");
      String nameFi = row.get("name_fi");
      String nameSv =
          switch (category) {
            case "MAAKUNTA" -> lists.labels("regions", row.get("code")).orElseThrow().sv();
            case "MAA" -> "Hela landet";
            default -> nameFi;
          };
      regions.add(
          new Region(
              Integer.parseInt(row.get("sotkanet_id")), category, row.get("code"), nameFi, nameSv));
    }
  }
}
