package fi.lape.spark.fold;

import fi.lape.estimators.moments.MomentsBuilder;
import fi.lape.estimators.moments.PanelMoments;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import scala.Tuple2;

/**
 * Folds the rows of a long panel, in any order, into units: rows are packed into blocks of bytes by
 * bucket, the blocks are shuffled, and each bucket puts its units together. Units of a bucket are
 * taken in the order of their keys and buckets in theirs, so the result has the same bits whatever
 * the partitions, the master or the order of rows.
 */
public final class PanelFold {
  private static final long ROWS_A_PARTITION = 1_500_000;

  private final Dataset<Row> rows;
  private final RowShape shape;
  private final int partitions;
  private final boolean orderedKeys;

  /**
   * @param rows with the columns of the shape
   * @param count how many there are, about
   * @param orderedKeys whether keys are numbers of units, which files may be sorted by
   */
  public PanelFold(Dataset<Row> rows, RowShape shape, long count, boolean orderedKeys) {
    this.orderedKeys = orderedKeys;
    this.rows = rows;
    this.shape = shape;
    long wanted =
        Math.max(
            count / ROWS_A_PARTITION + 1, rows.sparkSession().sparkContext().defaultParallelism());
    partitions = (int) Math.min(wanted, Keys.BUCKETS);
  }

  /** A panel of complete units, reduced. */
  public record Moments(PanelMoments moments, long rows, long units) {}

  /**
   * Returns the moments; empty if the panel has faults or holes, for others to name. Rows that lie
   * sorted by unit are folded where they lie, without a shuffle: that they are is not believed but
   * found, and given up at the first rows of files that are not.
   */
  public Optional<Moments> moments() {
    if (orderedKeys) {
      RowShape rowShape = shape;
      List<SortedRun> runs =
          source().mapPartitions(part -> SortedRun.read(part, rowShape)).collect();
      Optional<PanelMoments> sorted = SortedFold.of(runs, shape);
      if (sorted.isPresent()) {
        long units = sorted.get().units();
        return Optional.of(new Moments(sorted.get(), units * shape.periodCount(), units));
      }
    }
    return shuffled();
  }

  /**
   * Returns the moments without the scatter of units, for who clusters errors: no unit is put
   * together. Empty if the panel has faults or holes, for others to name, or too many clusters.
   */
  public Optional<Moments> means() {
    return ClusterFold.of(source(), shape, partitions)
        .map(
            moments ->
                new Moments(moments, moments.units() * shape.periodCount(), moments.units()));
  }

  private Optional<Moments> shuffled() {
    List<FoldedMoments> folded =
        new ArrayList<>(tables(shape, (bucket, table) -> table.moments(bucket)).collect());
    folded.sort(Comparator.comparingInt(FoldedMoments::bucket));
    MomentsBuilder all = new MomentsBuilder(shape.periods());
    long read = 0;
    long units = 0;
    for (FoldedMoments bucket : folded) {
      if (bucket.faults() != 0 || bucket.incomplete() > 0) {
        return Optional.empty();
      }
      read += bucket.rows();
      units += bucket.units();
      all.add(PanelMoments.fromBytes(bucket.moments()));
    }
    return Optional.of(new Moments(all.build(), read, units));
  }

  /** Returns the units, held by Spark until they are let go. */
  public SparkPasses passes() {
    return SparkPasses.of(tables(shape, (bucket, table) -> table.units(bucket)), shape);
  }

  /** What becomes of the units of a bucket. */
  private interface Finish<T> extends Serializable {
    T apply(int bucket, UnitTable table);
  }

  private JavaRDD<InternalRow> source() {
    return ((org.apache.spark.sql.classic.Dataset<Row>) rows).queryExecution().toRdd().toJavaRDD();
  }

  private <T> JavaRDD<T> tables(RowShape rowShape, Finish<T> finish) {
    FlatMapFunction<Iterator<Tuple2<Integer, byte[]>>, T> reduce =
        blocks -> {
          NavigableMap<Integer, UnitTable> tables = new TreeMap<>();
          while (blocks.hasNext()) {
            Tuple2<Integer, byte[]> block = blocks.next();
            tables.computeIfAbsent(block._1(), b -> new UnitTable(rowShape)).add(block._2());
          }
          List<T> finished = new ArrayList<>();
          while (!tables.isEmpty()) {
            int bucket = tables.firstKey();
            finished.add(finish.apply(bucket, tables.remove(bucket)));
          }
          return finished.iterator();
        };
    return source()
        .mapPartitionsToPair(part -> new RowPacker(part, rowShape))
        .partitionBy(new HashPartitioner(partitions))
        .mapPartitions(reduce);
  }
}
