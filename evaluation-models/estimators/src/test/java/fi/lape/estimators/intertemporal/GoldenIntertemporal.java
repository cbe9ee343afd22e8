package fi.lape.estimators.intertemporal;

import fi.lape.estimators.golden.GoldenTable;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The golden panel of 200 units over ten years, with a treatment of levels 0 to 3. */
final class GoldenIntertemporal {
  private GoldenIntertemporal() {}

  static Panel panel(boolean weighted, boolean byArea) {
    Map<String, List<Map<String, String>>> rows = new LinkedHashMap<>();
    for (Map<String, String> row : GoldenTable.rows("intertemporal/panel.csv")) {
      rows.computeIfAbsent(row.get("unit"), u -> new ArrayList<>()).add(row);
    }
    int n = rows.size();
    int[] periods = {2012, 2013, 2014, 2015, 2016, 2017, 2018, 2019, 2020, 2021};
    List<String> ids = new ArrayList<>(rows.keySet());
    List<String> clusters = new ArrayList<>();
    int[] cohorts = new int[n];
    Arrays.fill(cohorts, Panel.NEVER); // not used: the level of treatment says all
    double[] weights = new double[n];
    double[][] y = new double[n][periods.length];
    double[][] d = new double[n][periods.length];
    for (int i = 0; i < n; i++) {
      List<Map<String, String>> unit = rows.get(ids.get(i));
      clusters.add(unit.get(0).get(byArea ? "area" : "unit"));
      weights[i] = weighted ? Double.parseDouble(unit.get(0).get("pop")) : 1;
      for (Map<String, String> row : unit) {
        int t = Integer.parseInt(row.get("year")) - periods[0];
        y[i][t] = Double.parseDouble(row.get("y"));
        d[i][t] = Double.parseDouble(row.get("d"));
      }
    }
    return new Panel(periods, ids, clusters, cohorts, weights, y).withTreatment(d);
  }
}
