package fi.lape.spark.fold;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;

/** Numbers the pairs of cluster and cohort as they are met. */
final class Groups<K> implements Serializable {
  private static final long serialVersionUID = 1;

  private final HashMap<K, Integer> clusterPlaces = new HashMap<>();
  private final ArrayList<K> clusters = new ArrayList<>();
  private final ArrayList<int[]> cohortsOf = new ArrayList<>(); // cohort, number, cohort, number …
  private int[] clusterOf = new int[16];
  private int[] cohortOf = new int[16];
  private int size;

  /** Returns the place of a cluster, or −1 if it was not met. */
  int find(K cluster) {
    Integer place = clusterPlaces.get(cluster);
    return place == null ? -1 : place;
  }

  int addCluster(K cluster) {
    int place = clusters.size();
    clusterPlaces.put(cluster, place);
    clusters.add(cluster);
    cohortsOf.add(new int[0]);
    return place;
  }

  /** Returns the number of a cluster's cohort, a new one if it was not met. */
  int group(int cluster, int cohort) {
    int[] known = cohortsOf.get(cluster);
    for (int j = 0; j < known.length; j += 2) {
      if (known[j] == cohort) {
        return known[j + 1];
      }
    }
    int[] more = Arrays.copyOf(known, known.length + 2);
    more[known.length] = cohort;
    more[known.length + 1] = size;
    cohortsOf.set(cluster, more);
    if (size == clusterOf.length) {
      clusterOf = Arrays.copyOf(clusterOf, 2 * size);
      cohortOf = Arrays.copyOf(cohortOf, 2 * size);
    }
    clusterOf[size] = cluster;
    cohortOf[size] = cohort;
    return size++;
  }

  int size() {
    return size;
  }

  int clusterOf(int group) {
    return clusterOf[group];
  }

  int cohortOf(int group) {
    return cohortOf[group];
  }

  K cluster(int place) {
    return clusters.get(place);
  }

  List<K> clusters() {
    return clusters;
  }
}
