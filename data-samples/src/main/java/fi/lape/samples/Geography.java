package fi.lape.samples;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The real codes and names the sample is laid over: code lists of the schemas, Sotkanet's region
 * numbers (THL, CC BY 4.0) and size classes of municipalities (Statistics Finland, CC BY 4.0).
 */
final class Geography {

  /** Stands for Åland, which had no project. */
  static final String NO_AREA = "ALA";

  private static final String ALAND_REGION = "21";
  private static final int NO_END = Integer.MAX_VALUE;
  private static final double CLASS_STEP = 1.35;

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
      YearPath placedShare =
          YearPath.of(
              2011, Double.parseDouble(row.get("placed_2010_12")),
              2015, Double.parseDouble(row.get("placed_2014_16")),
              2020, Double.parseDouble(row.get("placed_2019_21")));
      String packages = row.get("packages");
      areas.put(
          row.get("area_code"),
          new ProjectArea(
              row.get("area_code"),
              row.get("project_name"),
              row.get("language"),
              row.get("lead_municipality"),
              packages.isEmpty() ? List.of() : List.of(packages.split("\\|", -1)),
              placedShare,
              Double.parseDouble(row.get("care_cost_index"))));
    }
  }

  private void readMunicipalities() {
    Map<String, Map<String, String>> names = new TreeMap<>();
    for (Map<String, String> row : CsvResource.read("/lape/codelists/municipalities.csv")) {
      names.put(row.get("code"), row);
    }
    Map<String, Map<String, String>> places = new TreeMap<>();
    for (Map<String, String> row : CsvResource.read("/lape/samples/places.csv")) {
      places.put(row.get("code"), row);
    }
    Map<String, String> regions2018 = regionsIn(2018);
    Map<String, String> regions2022 = regionsIn(2022);
    Map<String, String> capitalArea = new TreeMap<>();
    for (Map<String, String> row : CsvResource.read("/lape/codelists/project_areas.csv")) {
      if (row.get("municipality_rule").equals("only")) {
        for (String code : row.get("municipalities").split("\\|", -1)) {
          capitalArea.put(code, row.get("area_code"));
        }
      }
    }
    Map<String, String> areaOfRegion = new TreeMap<>();
    areaOfRegion.put(ALAND_REGION, NO_AREA);
    for (Map<String, String> row : CsvResource.read("/lape/codelists/project_areas.csv")) {
      if (!row.get("municipality_rule").equals("only")) {
        areaOfRegion.put(row.get("region_code"), row.get("area_code"));
      }
    }
    for (Map<String, String> place : places.values()) {
      if (place.get("sotkanet_id").isEmpty()) {
        continue;
      }
      String code = place.get("code");
      boolean offsetKnown = !place.get("rate_offset_2010").isEmpty();
      municipalities.add(
          new Municipality(
              municipalities.size(),
              code,
              names.get(code).get("name_fi"),
              names.get(code).get("name_sv"),
              capitalArea.getOrDefault(code, areaOfRegion.get(regions2018.get(code))),
              regions2022.get(code),
              Integer.parseInt(place.get("sotkanet_id")),
              Integer.parseInt(place.get("wellbeing_sotkanet_id")),
              Integer.parseInt(place.get("size_class")),
              offsetKnown ? Double.parseDouble(place.get("rate_offset_2010")) : 0,
              offsetKnown ? Double.parseDouble(place.get("rate_offset_2020")) : 0,
              offsetKnown,
              parts(code, names, places)));
    }
  }

  private static List<Municipality.Part> parts(
      String code,
      Map<String, Map<String, String>> names,
      Map<String, Map<String, String>> places) {
    List<String> codes = new ArrayList<>(List.of(code));
    for (Map<String, String> row : names.values()) {
      if (row.get("successor_code").equals(code)) {
        codes.add(row.get("code"));
      }
    }
    double[] sizes =
        codes.stream()
            .mapToDouble(
                each -> childrenOfClass(Integer.parseInt(places.get(each).get("size_class"))))
            .toArray();
    double total = Arrays.stream(sizes).sum();
    List<Municipality.Part> parts = new ArrayList<>();
    for (int i = 0; i < codes.size(); i++) {
      Map<String, String> row = names.get(codes.get(i));
      int lastYear = i == 0 ? NO_END : Integer.parseInt(row.get("successor_from")) - 1;
      parts.add(
          new Municipality.Part(codes.get(i), row.get("name_fi"), lastYear, sizes[i] / total));
    }
    return List.copyOf(parts);
  }

  private static Map<String, String> regionsIn(int year) {
    Map<String, String> regions = new TreeMap<>();
    for (Map<String, String> row : CsvResource.read("/lape/codelists/municipality_regions.csv")) {
      int from = Integer.parseInt(row.get("valid_from"));
      int to = row.get("valid_to").isEmpty() ? NO_END : Integer.parseInt(row.get("valid_to"));
      if (from <= year && year <= to) {
        regions.put(row.get("code"), row.get("region_code"));
      }
    }
    return regions;
  }

  private void readRegions() {
    Map<String, String> swedish = new TreeMap<>();
    for (Map<String, String> row : CsvResource.read("/lape/codelists/regions.csv")) {
      swedish.put(row.get("code"), row.get("name_sv"));
    }
    for (Map<String, String> row : CsvResource.read("/lape/samples/regions.csv")) {
      String category = row.get("category");
      String nameFi = row.get("name_fi");
      String nameSv =
          switch (category) {
            case "MAAKUNTA" -> swedish.get(row.get("code"));
            case "MAA" -> "Hela landet";
            default -> nameFi;
          };
      regions.add(
          new Region(
              Integer.parseInt(row.get("sotkanet_id")), category, row.get("code"), nameFi, nameSv));
    }
  }
}
