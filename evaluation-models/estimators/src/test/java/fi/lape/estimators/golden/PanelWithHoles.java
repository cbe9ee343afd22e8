package fi.lape.estimators.golden;

import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Builds a panel from a golden {@code panel.csv} in which unit-years are missing. */
public final class PanelWithHoles {
  private PanelWithHoles() {}

  /** Reads all units, with population as weight or every weight 1, and the covariates named. */
  public static Panel read(String set, boolean weighted, List<String> covariates) {
    Map<String, List<Map<String, String>>> units = new LinkedHashMap<>();
    TreeSet<Integer> years = new TreeSet<>();
    for (Map<String, String> row : GoldenTable.rows(set + "/panel.csv")) {
      units.computeIfAbsent(row.get("unit"), u -> new ArrayList<>()).add(row);
      years.add(Integer.valueOf(row.get("year")));
    }
    int[] periods = years.stream().mapToInt(Integer::intValue).toArray();
    List<String> ids = new ArrayList<>(units.keySet());
    List<String> clusters = new ArrayList<>();
    int[] cohorts = new int[ids.size()];
    double[] weights = new double[cohorts.length];
    double[][] y = new double[cohorts.length][periods.length];
    boolean[][] observed = new boolean[cohorts.length][periods.length];
    double[][][] x = new double[cohorts.length][periods.length][covariates.size()];
    for (int i = 0; i < cohorts.length; i++) {
      Map<String, String> first = units.get(ids.get(i)).get(0);
      clusters.add(first.get("area"));
      int cohort = Integer.parseInt(first.get("cohort"));
      cohorts[i] = cohort == 0 ? Panel.NEVER : cohort;
      weights[i] = weighted ? Double.parseDouble(first.get("pop")) : 1;
      for (Map<String, String> row : units.get(ids.get(i))) {
        int t = Integer.parseInt(row.get("year")) - periods[0];
        observed[i][t] = true;
        y[i][t] = Double.parseDouble(row.get("y"));
        for (int j = 0; j < covariates.size(); j++) {
          x[i][t][j] = Double.parseDouble(row.get(covariates.get(j)));
        }
      }
    }
    Panel panel = Panel.withHoles(periods, ids, clusters, cohorts, weights, y, observed);
    return covariates.isEmpty() ? panel : panel.withCovariates(covariates, x);
  }
}
