package fi.lape.samples;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The indicators of the sample with their titles as published, in the order of their numbers. */
final class IndicatorTitles {

  /** Titles of an indicator in the three languages. */
  record Titles(int indicator, String fi, String sv, String en) {}

  private IndicatorTitles() {}

  static List<Titles> all() {
    Map<Integer, Titles> titles = new TreeMap<>();
    for (Map<String, String> row : CsvResource.read("/lape/codelists/indicators.csv")) {
      int indicator = Integer.parseInt(row.get("indicator_id"));
      titles.put(
          indicator,
          new Titles(indicator, row.get("name_fi"), row.get("name_sv"), row.get("name_en")));
    }
    return List.copyOf(titles.values());
  }
}
