package fi.lape.spark.fold;

import fi.lape.estimators.moments.CellBuilder;
import fi.lape.estimators.moments.MomentsBuilder;
import fi.lape.estimators.moments.PanelMoments;
import java.io.Serializable;
import java.util.Arrays;

/** Units in the order of their keys, as they are, until it is known what they are folded with. */
final class RawUnits implements Serializable {
  private static final long serialVersionUID = 1;
  private static final int FIRST_SIZE = 64;
  private static final int CHUNK = 1 << 13;

  private final int periods;
  private final long whole;
  private final Groups<String> groups = new Groups<>();
  private int size;
  private long[] keys = new long[FIRST_SIZE];
  private long[] seen = new long[FIRST_SIZE];
  private int[] group = new int[FIRST_SIZE];
  private double[] weight = new double[FIRST_SIZE];
  private double[] outcome;

  RawUnits(RowShape shape) {
    periods = shape.periodCount();
    whole = shape.whole();
    outcome = new double[FIRST_SIZE * periods];
  }

  /** Whether a new chunk begins with this unit, whoever holds the units before it. */
  static boolean isCut(long key) {
    return (Keys.mix(key) & (CHUNK - 1)) == 0;
  }

  int size() {
    return size;
  }

  long key(int i) {
    return keys[i];
  }

  long seen(int i) {
    return seen[i];
  }

  String cluster(int i) {
    return groups.cluster(groups.clusterOf(group[i]));
  }

  int cohort(int i) {
    return groups.cohortOf(group[i]);
  }

  double weight(int i) {
    return weight[i];
  }

  /** Adds a unit; outcomes are read, not kept. */
  void add(long key, long mask, String cluster, int cohort, double w, double[] y, int from) {
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, 2 * size);
      seen = Arrays.copyOf(seen, 2 * size);
      group = Arrays.copyOf(group, 2 * size);
      weight = Arrays.copyOf(weight, 2 * size);
      outcome = Arrays.copyOf(outcome, 2 * size * periods);
    }
    keys[size] = key;
    seen[size] = mask;
    group[size] = group(cluster, cohort);
    weight[size] = w;
    System.arraycopy(y, from, outcome, size * periods, periods);
    size++;
  }

  private int group(String cluster, int cohort) {
    int place = groups.find(cluster);
    return groups.group(place < 0 ? groups.addCluster(cluster) : place, cohort);
  }

  /** Adds a unit of others. */
  void add(RawUnits others, int i) {
    add(
        others.keys[i],
        others.seen[i],
        others.cluster(i),
        others.cohort(i),
        others.weight[i],
        others.outcome,
        i * periods);
  }

  /** Joins more periods of the last unit to it; returns whether they are of one unit. */
  boolean join(RawUnits others, int i) {
    int last = size - 1;
    if ((seen[last] & others.seen[i]) != 0
        || !cluster(last).equals(others.cluster(i))
        || cohort(last) != others.cohort(i)
        || weight[last] != others.weight[i]) {
      return false;
    }
    for (int t = 0; t < periods; t++) {
      if ((others.seen[i] & (1L << t)) != 0) {
        outcome[last * periods + t] = others.outcome[i * periods + t];
      }
    }
    seen[last] |= others.seen[i];
    return true;
  }

  /** Whether every unit was observed in all periods. */
  boolean areComplete() {
    for (int i = 0; i < size; i++) {
      if (seen[i] != whole) {
        return false;
      }
    }
    return true;
  }

  /** Returns the moments of the units, added in their order. */
  PanelMoments moments(RowShape shape) {
    MomentsBuilder builder = new MomentsBuilder(shape.periods());
    CellBuilder[] cells = new CellBuilder[groups.size()];
    for (int g = 0; g < cells.length; g++) {
      cells[g] = builder.cell(groups.cluster(groups.clusterOf(g)), groups.cohortOf(g));
    }
    double[] y = new double[periods];
    for (int i = 0; i < size; i++) {
      System.arraycopy(outcome, i * periods, y, 0, periods);
      cells[group[i]].add(weight[i], y);
    }
    return builder.build();
  }
}
