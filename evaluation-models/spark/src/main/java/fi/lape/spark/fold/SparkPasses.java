package fi.lape.spark.fold;

import fi.lape.estimators.did.passes.UnitPass;
import fi.lape.estimators.did.passes.UnitPasses;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/** Passes over units that Spark holds, in memory as far as it goes. */
public final class SparkPasses implements UnitPasses, AutoCloseable {
  private final JavaRDD<FoldedUnits> buckets;
  private final RowShape shape;
  private final List<FoldedUnits> summaries;

  private SparkPasses(JavaRDD<FoldedUnits> buckets, RowShape shape, List<FoldedUnits> summaries) {
    this.buckets = buckets;
    this.shape = shape;
    this.summaries = summaries;
  }

  static SparkPasses of(JavaRDD<FoldedUnits> buckets, RowShape shape) {
    JavaRDD<FoldedUnits> held = buckets.persist(StorageLevel.MEMORY_AND_DISK());
    return new SparkPasses(held, shape, held.map(FoldedUnits::summary).collect());
  }

  /** Returns what is wrong with the panel, as bits of {@link Faulty}; 0 if nothing is. */
  public int faults() {
    int faults = 0;
    for (FoldedUnits bucket : summaries) {
      faults |= bucket.faults();
    }
    return faults;
  }

  /** Returns the number of unit-period cells with an outcome. */
  public long cells() {
    return summaries.stream().mapToLong(FoldedUnits::cells).sum();
  }

  @Override
  public int[] periods() {
    return shape.periods();
  }

  @Override
  public int covariates() {
    return shape.covariates();
  }

  @Override
  public boolean covariatesFixed() {
    return summaries.stream().allMatch(bucket -> bucket.block().isFixed());
  }

  @Override
  public long units() {
    return summaries.stream().mapToLong(FoldedUnits::units).sum();
  }

  @Override
  public long unitsLeftOut() {
    return summaries.stream().mapToLong(FoldedUnits::incomplete).sum();
  }

  @Override
  public List<String> clusters() {
    TreeSet<String> names = new TreeSet<>();
    summaries.forEach(bucket -> names.addAll(Arrays.asList(bucket.clusters())));
    return List.copyOf(names);
  }

  @Override
  public boolean unitsAreClusters() {
    return !shape.hasClusters();
  }

  @Override
  public <S extends UnitPass<S>> S run(S pass) {
    List<Tuple2<Integer, S>> sums =
        new ArrayList<>(
            buckets
                .map(
                    bucket -> {
                      S sum = pass.fresh();
                      sum.add(bucket.block());
                      return new Tuple2<>(bucket.block().bucket(), sum);
                    })
                .collect());
    sums.sort(Comparator.comparingInt(Tuple2::_1));
    S all = pass.fresh();
    for (Tuple2<Integer, S> sum : sums) {
      all.merge(sum._2());
    }
    return all;
  }

  /** Lets the units go. */
  @Override
  public void close() {
    buckets.unpersist(false);
  }
}
