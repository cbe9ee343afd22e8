package fi.lape.estimators.did.passes;

import java.util.Arrays;
import java.util.NavigableMap;
import java.util.TreeMap;

/** {@link CohortSums} of every cohort. */
final class CohortPass implements UnitPass<CohortPass> {
  private static final long serialVersionUID = 1;

  private final int periods;
  private final int covariates;
  private final int epochs;
  private final TreeMap<Integer, CohortSums> cohorts = new TreeMap<>();

  CohortPass(int periods, int covariates, int epochs) {
    this.periods = periods;
    this.covariates = covariates;
    this.epochs = epochs;
  }

  @Override
  public CohortPass fresh() {
    return new CohortPass(periods, covariates, epochs);
  }

  @Override
  public void add(UnitBlock block) {
    int last = 0;
    CohortSums sums = null;
    String[] names = block.clusterNames();
    boolean[][] met = new boolean[names.length][];
    for (int i = 0; i < block.size(); i++) {
      if (sums == null || block.cohort(i) != last) {
        last = block.cohort(i);
        sums = cohort(last);
      }
      sums.add(block, i);
    }
    addClusters(block, names, met);
  }

  private void addClusters(UnitBlock block, String[] names, boolean[][] met) {
    if (names.length == 0) {
      return;
    }
    Integer[] order = cohorts.keySet().toArray(Integer[]::new);
    for (int i = 0; i < block.size(); i++) {
      int k = block.cluster(i);
      if (met[k] == null) {
        met[k] = new boolean[order.length];
      }
      int h = Arrays.binarySearch(order, block.cohort(i));
      if (!met[k][h]) {
        met[k][h] = true;
        cohorts.get(block.cohort(i)).inCluster(names[k]);
      }
    }
  }

  private CohortSums cohort(int g) {
    return cohorts.computeIfAbsent(g, c -> new CohortSums(periods, covariates, epochs));
  }

  @Override
  public void merge(CohortPass other) {
    other.cohorts.forEach((g, sums) -> cohort(g).merge(sums));
  }

  NavigableMap<Integer, CohortSums> cohorts() {
    return cohorts;
  }
}
