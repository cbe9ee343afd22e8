package fi.lape.estimators.inference;

import fi.lape.estimators.error.EvaluationErrors;
import fi.lape.estimators.error.PanelErrors;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Refuses clusters that are finer than the level at which treatment was assigned: units treated
 * together must lie in one cluster.
 */
public final class ClusterLevelCheck {
  private ClusterLevelCheck() {}

  /**
   * Checks a clustering against an assignment.
   *
   * @param clusterOfUnit by unit
   * @param assignmentOfUnit by unit, the group it was treated with (itself where units chose alone)
   * @throws fi.lape.estimators.error.EvaluationException {@code CLUSTER_FINER_THAN_TREATMENT} if a
   *     group lies in several clusters
   */
  public static void require(
      Map<String, String> clusterOfUnit, Map<String, String> assignmentOfUnit) {
    NavigableMap<String, NavigableSet<String>> clusters = new TreeMap<>();
    assignmentOfUnit.forEach(
        (unit, group) -> {
          String cluster = clusterOfUnit.get(unit);
          if (cluster == null) {
            throw PanelErrors.clusterOfUnitMissing(unit);
          }
          clusters.computeIfAbsent(group, g -> new TreeSet<>()).add(cluster);
        });
    int split = 0;
    String first = "";
    for (Map.Entry<String, NavigableSet<String>> group : clusters.entrySet()) {
      if (group.getValue().size() > 1) {
        first = split == 0 ? group.getKey() : first;
        split++;
      }
    }
    if (split > 0) {
      throw EvaluationErrors.clusterFinerThanTreatment(first, clusters.get(first).size(), split);
    }
  }
}
