package fi.lape.estimators.golden;

import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Builds a panel from a golden {@code panel.csv}. */
public final class GoldenPanel {
  private GoldenPanel() {}

  /** Reads the units wanted, with population as weight or every weight 1. */
  public static Panel read(String set, boolean weighted, Predicate<Map<String, String>> wanted) {
    return read(set, weighted, List.of(), wanted);
  }

  /** Reads the units wanted with covariates; cells without a row are holes. */
  public static Panel read(
      String set,
      boolean weighted,
      List<String> covariates,
      Predicate<Map<String, String>> wanted) {
    Map<String, TreeMap<Integer, Map<String, String>>> units = new LinkedHashMap<>();
    TreeSet<Integer> years = new TreeSet<>();
    for (Map<String, String> row : GoldenTable.rows(set + "/panel.csv")) {
      if (wanted.test(row)) {
        int year = Integer.parseInt(row.get("year"));
        years.add(year);
        units.computeIfAbsent(row.get("unit"), u -> new TreeMap<>()).put(year, row);
      }
    }
    List<String> ids = new ArrayList<>(units.keySet());
    List<String> clusters = new ArrayList<>();
    int[] periods = years.stream().mapToInt(Integer::intValue).toArray();
    int n = ids.size();
    int[] cohorts = new int[n];
    double[] weights = new double[n];
    double[][] y = new double[n][periods.length];
    boolean[][] observed = new boolean[n][periods.length];
    double[][][] x = new double[n][periods.length][covariates.size()];
    for (int i = 0; i < n; i++) {
      Map<String, String> unit = units.get(ids.get(i)).firstEntry().getValue();
      clusters.add(unit.get("area"));
      int cohort = Integer.parseInt(unit.getOrDefault("cohort", "0"));
      cohorts[i] = cohort == 0 ? Panel.NEVER : cohort;
      weights[i] = weighted ? Double.parseDouble(unit.get("pop")) : 1;
      for (int t = 0; t < periods.length; t++) {
        Map<String, String> row = units.get(ids.get(i)).get(periods[t]);
        observed[i][t] = row != null;
        if (observed[i][t]) {
          y[i][t] = Double.parseDouble(row.get("y"));
          for (int j = 0; j < covariates.size(); j++) {
            x[i][t][j] = Double.parseDouble(row.get(covariates.get(j)));
          }
        }
      }
    }
    Panel panel = Panel.withHoles(periods, ids, clusters, cohorts, weights, y, observed);
    return covariates.isEmpty() ? panel : panel.withCovariates(covariates, x);
  }
}
