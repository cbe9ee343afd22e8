package fi.lape.spark.dml;

import static org.apache.spark.sql.functions.array_except;
import static org.apache.spark.sql.functions.array_min;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import fi.lape.estimators.error.EvaluationErrors;
import fi.lape.estimators.error.PanelErrors;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * The rows of a panel put together by unit, and dealt to folds.
 *
 * <p>Rows have the columns {@code unit, cluster, cohort, period, outcome, weight, covariates,
 * fold_group}.
 */
final class UnitTable implements AutoCloseable {
  private static final StructType DEALT =
      new StructType()
          .add("fold_group", DataTypes.StringType, false)
          .add("fold", DataTypes.IntegerType, false);

  // Values of a fold column up to which every task gets the whole deal.
  private static final int BROADCAST = 100_000;

  private final Dataset<Row> units;
  private final int periods;

  private UnitTable(Dataset<Row> units, int periods) {
    this.units = units;
    this.periods = periods;
  }

  /** What was found in a panel before it is used. */
  record Survey(long units, long cells, long incomplete, long contradicting, long twoFolds) {}

  /** Puts rows together by unit. */
  static UnitTable of(Dataset<Row> rows, int periods) {
    Column seen = col("outcome").isNotNull();
    Dataset<Row> units =
        rows.withColumn("cohort", coalesce(col("cohort"), lit(Panel.NEVER)))
            .repartition(UnitBuckets.NUMBER, col("unit"))
            .groupBy("unit")
            .agg(
                min("cluster").as("cluster"),
                max("cluster").as("last_cluster"),
                min("cohort").as("cohort"),
                max("cohort").as("last_cohort"),
                min("weight").as("weight"),
                max("weight").as("last_weight"),
                min("fold_group").as("fold_group"),
                max("fold_group").as("last_fold_group"),
                count(lit(1)).as("rows"),
                size(collect_set("period")).as("periods"),
                sort_array(
                        collect_list(
                            when(seen, struct(col("period"), col("outcome"), col("covariates")))))
                    .as("seen"));
    return new UnitTable(
        units.withColumn("cells", size(col("seen"))).persist(StorageLevel.MEMORY_AND_DISK()),
        periods);
  }

  Survey survey() {
    Column contradicts =
        differs("cluster")
            .or(differs("cohort"))
            .or(differs("weight"))
            .or(col("rows").notEqual(col("periods")))
            .or(col("weight").leq(0));
    Row found =
        units
            .agg(
                count(lit(1)),
                sum(col("cells").cast("long")),
                count(when(col("cells").lt(periods), 1)),
                count(when(contradicts, 1)),
                count(when(differs("fold_group"), 1)))
            .head();
    return new Survey(
        found.getLong(0), found.getLong(1), found.getLong(2), found.getLong(3), found.getLong(4));
  }

  private static Column differs(String column) {
    return col(column).isNull().or(col(column).notEqual(col("last_" + column)));
  }

  /** Returns a unit whose fold group changes. */
  String unitOfTwoFolds() {
    return units.where(differs("fold_group")).agg(min("unit")).head().getString(0);
  }

  /** Returns the first unit not seen in every period, and a period in which it is not. */
  Row hole(int[] all) {
    return units
        .where(col("cells").lt(periods))
        .orderBy("unit")
        .select(col("unit"), array_min(array_except(lit(all), col("seen.period"))))
        .head();
  }

  /** Refuses a covariate that is missing where the outcome is not. */
  static void requireCovariates(Dataset<Row> rows, List<String> names) {
    Dataset<Row> faulty =
        rows.where(
            col("outcome")
                .isNotNull()
                .and(
                    exists(
                        col("covariates"),
                        x ->
                            x.isNull()
                                .or(x.equalTo(Double.POSITIVE_INFINITY))
                                .or(x.equalTo(Double.NEGATIVE_INFINITY)))));
    for (Row row :
        faulty
            .orderBy("unit", "period")
            .select("unit", "period", "covariates")
            .limit(1)
            .collectAsList()) {
      List<Double> values = row.getList(2);
      int j = 0;
      while (values.get(j) != null && Double.isFinite(values.get(j))) {
        j++;
      }
      throw PanelErrors.columnNotFinite(names.get(j), row.getString(0), row.getInt(1));
    }
  }

  /**
   * Deals the complete units to folds: values of the fold column in the order of a hash, cohort by
   * cohort, one fold after the other. Every fold gets its share of every cohort.
   *
   * @param foldBy name of the fold column, for messages
   */
  JavaRDD<UnitRow> dealt(DoubleMlSettings settings, String foldBy) {
    Dataset<Row> complete = units.where(col("cells").equalTo(periods));
    int folds = settings.folds();
    JavaRDD<Row> groups =
        complete
            .groupBy("fold_group")
            .agg(min("cohort").as("first_cohort"))
            .withColumn("hash", xxhash64(col("fold_group"), lit(settings.seed())))
            .orderBy("first_cohort", "hash", "fold_group")
            .select("fold_group")
            .toJavaRDD();
    long number = groups.count();
    if (number < folds) {
      throw EvaluationErrors.settingOutOfRange(
          "folds",
          folds,
          "at most the number of values of '%s' among complete units, which is %d"
              .formatted(foldBy, number));
    }
    Dataset<Row> deal =
        complete
            .sparkSession()
            .createDataFrame(
                groups
                    .zipWithIndex()
                    .map(
                        group ->
                            RowFactory.create(group._1().getString(0), (int) (group._2() % folds))),
                DEALT);
    return complete
        .join(number <= BROADCAST ? broadcast(deal) : deal, new String[] {"fold_group"})
        .select("unit", "cluster", "cohort", "fold", "weight", "seen")
        .repartition(UnitBuckets.NUMBER, col("unit"))
        .sortWithinPartitions("unit")
        .toJavaRDD()
        .mapPartitionsWithIndex((bucket, some) -> new Numbered(some, (long) bucket << 40), true);
  }

  /** Lets the units go. */
  @Override
  public void close() {
    units.unpersist();
  }

  /** Units of a bucket, numbered as they come. */
  private static final class Numbered implements Iterator<UnitRow> {
    private final Iterator<Row> rows;
    private long place;

    private Numbered(Iterator<Row> rows, long first) {
      this.rows = rows;
      place = first;
    }

    @Override
    public boolean hasNext() {
      return rows.hasNext();
    }

    @Override
    public UnitRow next() {
      Row row = rows.next();
      List<Row> seen = row.getList(5);
      double[] outcomes = new double[seen.size()];
      List<Double> covariates = new ArrayList<>();
      for (int t = 0; t < outcomes.length; t++) {
        outcomes[t] = seen.get(t).getDouble(1);
        covariates.addAll(seen.get(t).getList(2));
      }
      return new UnitRow(
          place++,
          row.getString(1),
          row.getInt(2),
          row.getInt(3),
          row.getDouble(4),
          outcomes,
          covariates.stream().mapToDouble(Double::doubleValue).toArray());
    }
  }
}
