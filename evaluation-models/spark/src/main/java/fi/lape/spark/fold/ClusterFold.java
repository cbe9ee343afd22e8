package fi.lape.spark.fold;

import fi.lape.estimators.moments.CellKey;
import fi.lape.estimators.moments.ExactSum;
import fi.lape.estimators.moments.MomentsBuilder;
import fi.lape.estimators.moments.PanelMoments;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.catalyst.InternalRow;
import scala.Tuple2;

/**
 * The moments of a panel whose errors are clustered: sums by cluster, cohort and period are enough,
 * so units need not be put together. Sums are exact and have the same bits in any order.
 *
 * <p>That every unit is there once a period is found, not believed: in each cluster and cohort all
 * periods have as many rows and the same sum of hashes of key and weight, so they hold the same
 * units (another set of units has the same sum with probability 2^-64), and the keys of the first
 * period alone are shuffled to see that none is there twice.
 */
final class ClusterFold {
  private final RowShape shape;
  private final NavigableMap<CellKey, Sums> groups = new TreeMap<>();

  private ClusterFold(RowShape shape) {
    this.shape = shape;
  }

  /** Sums of one cluster and cohort. */
  private static final class Sums {
    private final long[] counts;
    private final long[] hashes;
    private final BigInteger[] sums;

    private Sums(int periods, int sums) {
      counts = new long[periods];
      hashes = new long[periods];
      this.sums = new BigInteger[sums];
      Arrays.fill(this.sums, BigInteger.ZERO);
    }
  }

  /** Returns the moments, without the scatter of units; empty if this is not how to find them. */
  static Optional<PanelMoments> of(JavaRDD<InternalRow> rows, RowShape shape, int partitions) {
    List<ClusterSums.Part> parts =
        rows.mapPartitionsToPair(part -> new KeysOfPeriod(part, shape))
            .partitionBy(new HashPartitioner(partitions))
            .mapPartitions(ClusterFold::reduce)
            .collect(); // sums of the partitions, by cluster, cohort and period
    ClusterFold fold = new ClusterFold(shape);
    for (ClusterSums.Part part : parts) {
      if (part.isFaulty()) {
        return Optional.empty();
      }
      fold.add(part);
    }
    return fold.moments();
  }

  /** Passes the sums on; a faulty part says that a key was twice in a period, or a fault. */
  private static Iterator<ClusterSums.Part> reduce(Iterator<Tuple2<Integer, Object>> blocks) {
    List<ClusterSums.Part> parts = new ArrayList<>();
    List<List<long[]>> buckets = new ArrayList<>();
    for (int b = 0; b < Keys.BUCKETS; b++) {
      buckets.add(new ArrayList<>());
    }
    while (blocks.hasNext()) {
      Tuple2<Integer, Object> block = blocks.next();
      if (block._2() instanceof ClusterSums.Part part) {
        parts.add(part);
      } else if (block._2() instanceof long[] keys) {
        buckets.get(block._1()).add(keys);
      }
    }
    for (List<long[]> bucket : buckets) {
      if (!areDistinct(bucket)) {
        return List.of(ClusterSums.Part.faulty()).iterator();
      }
    }
    return parts.iterator();
  }

  private static boolean areDistinct(List<long[]> blocks) {
    long[] keys = blocks.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    for (int i = 1; i < keys.length; i++) {
      if (keys[i] == keys[i - 1]) {
        return false;
      }
    }
    return true;
  }

  private void add(ClusterSums.Part part) {
    for (int g = 0; g < part.clusters.length; g++) {
      int sums = part.sums[g].length;
      Sums mine =
          groups.computeIfAbsent(
              new CellKey(part.clusters[g], part.cohorts[g]),
              key -> new Sums(shape.periodCount(), sums));
      for (int t = 0; t < mine.counts.length; t++) {
        mine.counts[t] += part.counts[g][t];
        mine.hashes[t] += part.hashes[g][t];
      }
      for (int j = 0; j < sums; j++) {
        mine.sums[j] = mine.sums[j].add(part.sums[g][j]);
      }
    }
  }

  private Optional<PanelMoments> moments() {
    MomentsBuilder builder = new MomentsBuilder(shape.periods());
    for (Map.Entry<CellKey, Sums> group : groups.entrySet()) {
      Sums sums = group.getValue();
      for (int t = 1; t < sums.counts.length; t++) {
        if (sums.counts[t] != sums.counts[0] || sums.hashes[t] != sums.hashes[0]) {
          return Optional.empty(); // a hole, a unit that changes, or one that is there twice
        }
      }
      set(builder, group.getKey(), sums);
    }
    return groups.isEmpty() ? Optional.empty() : Optional.of(builder.build());
  }

  private void set(MomentsBuilder builder, CellKey key, Sums sums) {
    long units = sums.counts[0];
    int kinds = sums.sums.length / sums.counts.length;
    double weight = kinds == 1 ? units : ExactSum.value(sums.sums[3]);
    double squares = kinds == 1 ? units : ExactSum.value(sums.sums[4]);
    double[][] means = new double[3][sums.counts.length];
    double[] over = {units, weight, squares};
    for (int t = 0; t < sums.counts.length; t++) {
      for (int k = 0; k < means.length; k++) {
        means[k][t] = ExactSum.value(sums.sums[t * kinds + (kinds == 1 ? 0 : k)]) / over[k];
      }
    }
    builder.setMeans(key, units, weight, squares, means[0], means[1], means[2]);
  }
}
