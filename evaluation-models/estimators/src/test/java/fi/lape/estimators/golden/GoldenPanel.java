package fi.lape.estimators.golden;

import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Builds a panel from a golden {@code panel.csv}. */
public final class GoldenPanel {
  private GoldenPanel() {}

  /** Reads the units wanted, with population as weight or every weight 1. */
  public static Panel read(String set, boolean weighted, Predicate<Map<String, String>> wanted) {
    Map<String, TreeMap<Integer, Double>> outcomes = new LinkedHashMap<>();
    Map<String, Map<String, String>> units = new LinkedHashMap<>();
    for (Map<String, String> row : GoldenTable.rows(set + "/panel.csv")) {
      if (wanted.test(row)) {
        outcomes
            .computeIfAbsent(row.get("unit"), u -> new TreeMap<>())
            .put(Integer.valueOf(row.get("year")), Double.valueOf(row.get("y")));
        units.putIfAbsent(row.get("unit"), row);
      }
    }
    List<String> ids = new ArrayList<>(units.keySet());
    List<String> clusters = new ArrayList<>();
    int[] cohorts = new int[ids.size()];
    double[] weights = new double[ids.size()];
    double[][] y = new double[ids.size()][];
    for (int i = 0; i < cohorts.length; i++) {
      Map<String, String> unit = units.get(ids.get(i));
      clusters.add(unit.get("area"));
      int cohort = Integer.parseInt(unit.getOrDefault("cohort", "0"));
      cohorts[i] = cohort == 0 ? Panel.NEVER : cohort;
      weights[i] = weighted ? Double.parseDouble(unit.get("pop")) : 1;
      y[i] = outcomes.get(ids.get(i)).values().stream().mapToDouble(v -> v).toArray();
    }
    int[] periods =
        outcomes.get(ids.get(0)).keySet().stream().mapToInt(Integer::intValue).toArray();
    return new Panel(periods, ids, clusters, cohorts, weights, y);
  }
}
