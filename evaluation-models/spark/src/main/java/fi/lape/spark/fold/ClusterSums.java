package fi.lape.spark.fold;

import fi.lape.estimators.moments.ExactSum;
import fi.lape.estimators.panel.Panel;
import java.io.Serializable;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Sums over the rows of a partition, by cluster, cohort and period, and what they show of the units
 * behind them: their number, and the sum of hashes of key and weight.
 */
final class ClusterSums {
  /** Most sums by cluster, cohort and period: some ten megabytes. */
  static final int MOST_CELLS = 12_000;

  private static final UTF8String NONE = UTF8String.fromString("");

  private final RowShape shape;
  private final PeriodPlaces places;
  private final int periods;
  private final int kinds; // y, or y, wy, w²y, w, w²
  private final Groups<UTF8String> groups = new Groups<>();
  private long[][] sums = new long[16][];
  private long[][] counts = new long[16][];
  private long[][] hashes = new long[16][];
  private UTF8String lastName = NONE;
  private int lastCluster = -1;
  private boolean faulty;

  ClusterSums(RowShape shape) {
    this.shape = shape;
    places = new PeriodPlaces(shape.periods());
    periods = shape.periodCount();
    kinds = kinds(shape);
  }

  private static int kinds(RowShape shape) {
    return shape.hasWeights() ? 5 : 1;
  }

  /**
   * Takes a row in.
   *
   * @return whether it is of the first period
   */
  boolean add(InternalRow row) {
    if (row.isNullAt(RowShape.KEY)
        || row.isNullAt(shape.period())
        || row.isNullAt(shape.outcome())
        || (shape.hasClusters() && row.isNullAt(shape.cluster()))
        || (shape.hasWeights() && row.isNullAt(shape.weight()))) {
      faulty = true;
      return false;
    }
    int t = places.of(row.getInt(shape.period()));
    double y = row.getDouble(shape.outcome());
    double w = shape.hasWeights() ? row.getDouble(shape.weight()) : 1;
    if (t < 0
        || !(Math.abs(y) < Double.POSITIVE_INFINITY)
        || !(w > 0 && w < Double.POSITIVE_INFINITY)
        || !(Math.abs(w * w * y) < Double.POSITIVE_INFINITY)) {
      faulty = true;
      return false;
    }
    int group = group(row);
    if (faulty) {
      return false;
    }
    counts[group][t]++;
    long key = row.getLong(RowShape.KEY);
    hashes[group][t] += Keys.mix(key ^ Keys.mix(Double.doubleToRawLongBits(w)));
    long[] mine = sums[group];
    int at = t * kinds * ExactSum.CHUNKS;
    ExactSum.add(mine, at, y);
    if (kinds > 1) {
      ExactSum.add(mine, at + ExactSum.CHUNKS, w * y);
      ExactSum.add(mine, at + 2 * ExactSum.CHUNKS, w * w * y);
      ExactSum.add(mine, at + 3 * ExactSum.CHUNKS, w);
      ExactSum.add(mine, at + 4 * ExactSum.CHUNKS, w * w);
    }
    return t == 0;
  }

  private int group(InternalRow row) {
    UTF8String name = shape.hasClusters() ? row.getUTF8String(shape.cluster()) : NONE;
    if (lastCluster < 0 || !name.equals(lastName)) {
      lastCluster = groups.find(name);
      if (lastCluster < 0) {
        lastCluster = groups.addCluster(name.copy()); // the row's own bytes are used again
      }
      lastName = groups.cluster(lastCluster);
    }
    int cohort = row.isNullAt(shape.cohort()) ? Panel.NEVER : row.getInt(shape.cohort());
    int group = groups.group(lastCluster, cohort);
    if (group >= sums.length) {
      sums = Arrays.copyOf(sums, 2 * group);
      counts = Arrays.copyOf(counts, 2 * group);
      hashes = Arrays.copyOf(hashes, 2 * group);
    }
    if (sums[group] == null) {
      if ((group + 1) * periods * kinds > MOST_CELLS) {
        faulty = true;
        return group;
      }
      sums[group] = new long[periods * kinds * ExactSum.CHUNKS];
      counts[group] = new long[periods];
      hashes[group] = new long[periods];
    }
    return group;
  }

  /** Whether a row is not what can be summed. */
  boolean isFaulty() {
    return faulty;
  }

  /** Returns the sums of all groups; empty if a row cannot be summed. */
  Optional<Part> part() {
    if (faulty) {
      return Optional.empty();
    }
    int n = groups.size();
    Part part = new Part(n);
    for (int g = 0; g < n; g++) {
      part.clusters[g] = groups.cluster(groups.clusterOf(g)).toString();
      part.cohorts[g] = groups.cohortOf(g);
      part.counts[g] = counts[g];
      part.hashes[g] = hashes[g];
      part.sums[g] = new BigInteger[periods * kinds];
      for (int j = 0; j < part.sums[g].length; j++) {
        part.sums[g][j] = ExactSum.of(sums[g], j * ExactSum.CHUNKS);
      }
    }
    return Optional.of(part);
  }

  /** What a partition sums to. */
  static final class Part implements Serializable {
    private static final long serialVersionUID = 1;

    private final boolean faulty;
    final String[] clusters;
    final int[] cohorts;
    final long[][] counts;
    final long[][] hashes;
    final BigInteger[][] sums;

    Part(int groups) {
      this(groups, false);
    }

    private Part(int groups, boolean faulty) {
      this.faulty = faulty;
      clusters = new String[groups];
      cohorts = new int[groups];
      counts = new long[groups][];
      hashes = new long[groups][];
      sums = new BigInteger[groups][];
    }

    /** What says that there are no sums. */
    static Part faulty() {
      return new Part(0, true);
    }

    boolean isFaulty() {
      return faulty;
    }
  }
}
