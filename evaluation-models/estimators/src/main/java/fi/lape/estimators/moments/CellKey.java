package fi.lape.estimators.moments;

import static java.util.Objects.requireNonNull;

/** The units of one cluster that belong to one cohort. Ordered by cluster, then cohort. */
public record CellKey(String cluster, int cohort) implements Comparable<CellKey> {
  public CellKey {
    requireNonNull(cluster, "cluster is null");
  }

  @Override
  public int compareTo(CellKey other) {
    int byCluster = cluster.compareTo(other.cluster);
    return byCluster != 0 ? byCluster : Integer.compare(cohort, other.cohort);
  }
}
