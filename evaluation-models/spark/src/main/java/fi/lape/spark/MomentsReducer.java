package fi.lape.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.xxhash64;

import fi.lape.estimators.moments.MomentsBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * Reduces a long panel to {@code PanelMoments} in one shuffle.
 *
 * <p>The panel has the columns {@code unit, cluster, cohort, period, outcome, weight}: one row a
 * unit and period; cohort is the first treated period, null for never; cluster, cohort and weight
 * are the same in all rows of a unit. Rows go to a fixed number of buckets by the hash of their
 * unit, each bucket is folded in the order of units and periods, and the buckets are merged in
 * their order: the result has the same bits whatever the partitions, the master or the order of
 * rows.
 *
 * <p>Units without a finite outcome in every period are left out, counted and named; nothing is
 * filled in. Duplicates, units that change, and empty keys refuse the panel.
 */
public final class MomentsReducer {
  /** Most incomplete units named. */
  public static final int MOST_EXAMPLES = 20;

  /** Stands for the id of a unit that is a person. */
  public static final String NOT_SHOWN = "(not shown)";

  private static final int BUCKETS = 64;

  private final int[] periods;
  private final boolean showUnits;
  private final PanelColumns named;

  private MomentsReducer(int[] periods, boolean showUnits, PanelColumns named) {
    this.periods = periods;
    this.showUnits = showUnits;
    this.named = named;
  }

  /**
   * Returns a reducer of the given periods; rows of others are not read.
   *
   * @param periods increasing
   * @throws fi.lape.estimators.error.EvaluationException if the periods do not increase
   */
  public static MomentsReducer of(int[] periods) {
    int[] checked = new MomentsBuilder(periods).build().periods();
    return new MomentsReducer(checked, true, PanelColumns.of("unit", "period", "outcome"));
  }

  /** Returns the same, but unit ids never appear in messages or results: units are persons. */
  public MomentsReducer withoutUnitIds() {
    return new MomentsReducer(periods, false, named);
  }

  /** Returns the same, but messages name columns as the table did that the panel was made from. */
  MomentsReducer naming(PanelColumns columns) {
    return new MomentsReducer(periods, showUnits, columns);
  }

  /**
   * Reduces a panel.
   *
   * @throws fi.lape.estimators.error.EvaluationException {@code PANEL_COLUMN_EMPTY}, {@code
   *     PANEL_DUPLICATE}, {@code UNIT_NOT_CONSTANT} or {@code WEIGHT_NOT_POSITIVE}
   */
  public Reduction reduce(Dataset<Row> panel) {
    int[] wanted = periods;
    MapPartitionsFunction<Row, byte[]> fold = rows -> new BucketIterator(rows, wanted);
    List<byte[]> packed =
        keyed(panel)
            .repartition(col("bucket"))
            .sortWithinPartitions("bucket", "unit", "period")
            .mapPartitions(fold, Encoders.BINARY())
            .collectAsList();
    List<Bucket> buckets = new ArrayList<>();
    for (byte[] bytes : packed) {
      buckets.add(Bucket.fromBytes(bytes));
    }
    buckets.sort(Comparator.comparingInt(Bucket::number));
    return merge(buckets);
  }

  private Dataset<Row> keyed(Dataset<Row> panel) {
    Object[] wanted = Arrays.stream(periods).boxed().toArray();
    return panel
        .select(
            col("unit").cast("string"),
            col("cluster").cast("string"),
            col("cohort").cast("int"),
            col("period").cast("int"),
            col("outcome").cast("double"),
            col("weight").cast("double"))
        .where(col("period").isNull().or(col("period").isin(wanted)))
        .withColumn("bucket", pmod(xxhash64(col("unit")), lit(BUCKETS)).cast("int"));
  }

  private Reduction merge(List<Bucket> buckets) {
    Faults faults = new Faults();
    MomentsBuilder moments = new MomentsBuilder(periods);
    List<IncompleteUnit> incomplete = new ArrayList<>();
    long rows = 0;
    long units = 0;
    long incompleteUnits = 0;
    for (Bucket bucket : buckets) {
      faults.add(bucket.faults());
      moments.add(bucket.moments());
      incomplete.addAll(bucket.examples());
      rows += bucket.rows();
      units += bucket.units();
      incompleteUnits += bucket.incompleteUnits();
    }
    PanelFaults.refuse(faults, named, this::shown);
    incomplete.sort(Comparator.comparing(IncompleteUnit::unit));
    List<IncompleteUnit> examples = new ArrayList<>();
    for (IncompleteUnit unit : incomplete.subList(0, Math.min(MOST_EXAMPLES, incomplete.size()))) {
      examples.add(
          new IncompleteUnit(
              shown(unit.unit()), unit.cluster(), unit.absentPeriods(), unit.emptyOutcomes()));
    }
    return new Reduction(moments.build(), rows, units, incompleteUnits, examples);
  }

  private String shown(String unit) {
    return showUnits ? unit : NOT_SHOWN;
  }
}
