package fi.lape.spark.dml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/** Units in a fixed number of buckets that Spark holds, in memory as far as it goes. */
final class UnitBuckets implements AutoCloseable {
  /** How many there are, whatever the machine: sums must not depend on it. */
  static final int NUMBER = 16;

  private final JavaRDD<UnitRow> units;

  UnitBuckets(JavaRDD<UnitRow> units) {
    this.units = units.persist(StorageLevel.MEMORY_AND_DISK());
  }

  JavaRDD<UnitRow> units() {
    return units;
  }

  /** Visits all units and returns what was summed. */
  <S extends UnitVisit<S>> S visit(S visit) {
    List<Tuple2<Integer, S>> sums =
        new ArrayList<>(
            units
                .mapPartitionsWithIndex(
                    (bucket, some) -> {
                      S sum = visit.fresh();
                      some.forEachRemaining(sum::add);
                      return List.of(new Tuple2<>(bucket, sum)).iterator();
                    },
                    true)
                .collect());
    sums.sort(Comparator.comparingInt(Tuple2::_1));
    S all = visit.fresh();
    for (Tuple2<Integer, S> sum : sums) {
      all.merge(sum._2());
    }
    return all;
  }

  /** Lets the units go. */
  @Override
  public void close() {
    units.unpersist(false);
  }
}
