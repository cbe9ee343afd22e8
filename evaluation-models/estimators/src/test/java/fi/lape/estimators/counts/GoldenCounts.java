package fi.lape.estimators.counts;

import fi.lape.estimators.golden.GoldenTable;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The golden panel of counts, its clusters being areas. */
final class GoldenCounts {
  private GoldenCounts() {}

  static Panel panel() {
    Map<String, List<Map<String, String>>> units = new LinkedHashMap<>();
    for (Map<String, String> row : GoldenTable.rows("counts/panel.csv")) {
      units.computeIfAbsent(row.get("unit"), u -> new ArrayList<>()).add(row);
    }
    int[] periods = {2012, 2013, 2014, 2015, 2016, 2017, 2018, 2019, 2020, 2021};
    List<String> ids = new ArrayList<>(units.keySet());
    List<String> areas = new ArrayList<>();
    int[] cohorts = new int[ids.size()];
    double[] weights = new double[cohorts.length];
    double[][] counts = new double[cohorts.length][periods.length];
    double[][] exposure = new double[cohorts.length][periods.length];
    for (int i = 0; i < cohorts.length; i++) {
      Map<String, String> first = units.get(ids.get(i)).get(0);
      areas.add(first.get("area"));
      int cohort = Integer.parseInt(first.get("cohort"));
      cohorts[i] = cohort == 0 ? Panel.NEVER : cohort;
      weights[i] = 1;
      for (Map<String, String> row : units.get(ids.get(i))) {
        int t = Integer.parseInt(row.get("year")) - periods[0];
        counts[i][t] = Double.parseDouble(row.get("count"));
        exposure[i][t] = Double.parseDouble(row.get("exposure"));
      }
    }
    return new Panel(periods, ids, areas, cohorts, weights, counts).withExposure(exposure);
  }
}
