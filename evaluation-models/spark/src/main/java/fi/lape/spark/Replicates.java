package fi.lape.spark;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * Spreads numbered replicates over Spark. They are taken in blocks of a fixed size, which are the
 * tasks; what a block gives depends on its numbers alone and blocks come back in their order, so
 * that adding them up gives the same bits whatever the master and its cores.
 */
public final class Replicates {
  private final SparkSession spark;
  private final int blockSize;

  /**
   * @param blockSize replicates a task, 1 or more
   */
  public Replicates(SparkSession spark, int blockSize) {
    this.spark = requireNonNull(spark, "spark is null");
    if (blockSize < 1) {
      throw new IllegalArgumentException("blocks of " + blockSize);
    }
    this.blockSize = blockSize;
  }

  /** Replicates from one number to before another, on an executor. */
  @FunctionalInterface
  public interface Block<R extends Serializable> extends Serializable {
    /** Runs them; the result may depend on nothing but the two numbers. */
    R run(int from, int before);
  }

  /** Runs replicates 0 to before {@code count} and returns what the blocks gave, in their order. */
  public <R extends Serializable> List<R> run(int count, Block<R> block) {
    List<Integer> starts = new ArrayList<>();
    for (int from = 0; from < count; from += blockSize) {
      starts.add(from);
    }
    int size = blockSize;
    return new JavaSparkContext(spark.sparkContext())
        .parallelize(starts, Math.max(1, starts.size()))
        .map(from -> block.run(from, Math.min(count, from + size)))
        .collect(); // one small value a block
  }
}
