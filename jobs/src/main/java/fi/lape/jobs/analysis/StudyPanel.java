package fi.lape.jobs.analysis;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import fi.lape.jobs.lake.Lake;
import fi.lape.jobs.lake.LakeTable;
import fi.lape.jobs.plan.StudyPlan;
import fi.lape.jobs.table.Columns;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The municipality-years that enter the estimates: read once, cached, and balanced outcome by
 * outcome.
 *
 * <p>A year is used where at least half of the children live in a municipality with a value; a
 * municipality is used where it has a value in every year used. Hidden cells have one, the midpoint
 * of their interval. What is left out is counted in {@link OutcomeCoverage}. Children are added as
 * decimals, so no count depends on the order of rows.
 */
public final class StudyPanel implements AutoCloseable {
  public static final String MUNICIPALITY = "municipality_code";
  public static final String AREA = "area_code";
  public static final String YEAR = "year";
  public static final String OUTCOME = "outcome";
  public static final String VALUE = "value";
  public static final String HALF_WIDTH = "half_width";
  public static final String WEIGHT = "weight";
  public static final String VALUE_LOW = "value_low";
  public static final String VALUE_HIGH = "value_high";
  public static final String COUNT_LOW = "count_low";
  public static final String COUNT_HIGH = "count_high";
  public static final String CHILDREN = "children_0_17";

  private static final String EXACT = "decimal(24,6)";

  /** A year with values for fewer of the children than this is not used. */
  private static final BigDecimal LEAST_SHARE = new BigDecimal("0.5");

  private final Dataset<Row> rows;
  private final Dataset<Row> balanced;
  private final Map<String, OutcomeCoverage> coverage;

  private StudyPanel(
      Dataset<Row> rows, Dataset<Row> balanced, Map<String, OutcomeCoverage> coverage) {
    this.rows = rows;
    this.balanced = balanced;
    this.coverage = coverage;
  }

  /** Reads the planned outcomes of the study period. */
  public static StudyPanel read(Lake lake, StudyPlan plan) {
    Object[] outcomes = plan.outcomes().stream().map(StudyPlan.Outcome::id).toArray();
    Dataset<Row> rows =
        lake.read(LakeTable.MUNICIPALITY_YEAR)
            .where(col(YEAR).between(plan.period().from(), plan.period().to()))
            .where(col(OUTCOME).isin(outcomes))
            .select(
                col(MUNICIPALITY),
                col(AREA),
                col(YEAR),
                col(OUTCOME),
                col(VALUE),
                halfWidth().as(HALF_WIDTH),
                col("obs_status").equalTo("SUPPRESSED").as("hidden"),
                col(WEIGHT),
                coalesce(col(VALUE_LOW), col(VALUE)).as(VALUE_LOW),
                coalesce(col(VALUE_HIGH), col(VALUE)).as(VALUE_HIGH),
                col(COUNT_LOW),
                col(COUNT_HIGH),
                col(CHILDREN),
                col(VALUE).isNotNull().and(col(WEIGHT).gt(0)).as("usable"))
            .persist();
    Map<String, SortedMap<Integer, Boolean>> years = yearsUsed(rows);
    Dataset<Row> used =
        rows.join(broadcast(table(lake.spark(), years)), Columns.named(OUTCOME, YEAR));
    Dataset<Row> units =
        used.groupBy(OUTCOME, MUNICIPALITY)
            .agg(
                max(WEIGHT).as("unit_weight"),
                sum(when(col("usable"), 1).otherwise(0)).equalTo(max("years")).as("complete"));
    Dataset<Row> balanced =
        used.join(
                units.where("complete").select(OUTCOME, MUNICIPALITY),
                Columns.named(OUTCOME, MUNICIPALITY))
            .drop("usable", "years")
            .persist();
    Map<String, OutcomeCoverage> coverage = new LinkedHashMap<>();
    Map<String, Row> unitCounts = byOutcome(countUnits(units));
    Map<String, Row> cellCounts = byOutcome(countCells(balanced));
    for (StudyPlan.Outcome outcome : plan.outcomes()) {
      coverage.put(
          outcome.id(),
          coverage(
              outcome.id(),
              years.getOrDefault(outcome.id(), new TreeMap<>()),
              unitCounts.get(outcome.id()),
              cellCounts.get(outcome.id())));
    }
    return new StudyPanel(rows, balanced, coverage);
  }

  /** Half of the interval a hidden value lies in; 0 where the value is known. */
  private static Column halfWidth() {
    return when(
            col("value_low").isNotNull().and(col("value_high").isNotNull()),
            col("value_high").minus(col("value_low")).divide(2))
        .otherwise(0.0);
  }

  /** The years of every outcome in the panel, and whether each is used. */
  private static Map<String, SortedMap<Integer, Boolean>> yearsUsed(Dataset<Row> rows) {
    List<Row> counted =
        rows.groupBy(OUTCOME, YEAR)
            .agg(
                sum(col(WEIGHT).cast(EXACT)),
                sum(when(col("usable"), col(WEIGHT)).otherwise(0).cast(EXACT)))
            .collectAsList(); // outcomes × years
    Map<String, SortedMap<Integer, Boolean>> years = new TreeMap<>();
    for (Row row : counted) {
      BigDecimal all = row.getDecimal(2);
      boolean used =
          all.signum() > 0 && row.getDecimal(3).compareTo(all.multiply(LEAST_SHARE)) >= 0;
      years.computeIfAbsent(row.getString(0), o -> new TreeMap<>()).put(row.getInt(1), used);
    }
    return years;
  }

  /** The years used, with their number an outcome. */
  private static Dataset<Row> table(
      SparkSession spark, Map<String, SortedMap<Integer, Boolean>> years) {
    List<Row> rows = new ArrayList<>();
    years.forEach(
        (outcome, used) -> {
          int count = (int) used.values().stream().filter(u -> u).count();
          used.forEach(
              (year, u) -> {
                if (u) {
                  rows.add(RowFactory.create(outcome, year, count));
                }
              });
        });
    return spark.createDataFrame(
        rows,
        new StructType()
            .add(OUTCOME, DataTypes.StringType, false)
            .add(YEAR, DataTypes.IntegerType, false)
            .add("years", DataTypes.IntegerType, false));
  }

  private static Dataset<Row> countUnits(Dataset<Row> units) {
    Column children = col("unit_weight").cast(EXACT);
    return units
        .groupBy(OUTCOME)
        .agg(
            count(when(col("complete"), 1)),
            count(lit(1)),
            sum(when(col("complete"), children)).cast("double"),
            sum(children).cast("double"));
  }

  private static Dataset<Row> countCells(Dataset<Row> balanced) {
    Column children = col(WEIGHT).cast(EXACT);
    return balanced
        .groupBy(OUTCOME)
        .agg(
            count(when(col("hidden"), 1)),
            count(lit(1)),
            sum(when(col("hidden"), children)).cast("double"),
            sum(children).cast("double"));
  }

  private static Map<String, Row> byOutcome(Dataset<Row> counts) {
    Map<String, Row> rows = new TreeMap<>();
    for (Row row : counts.collectAsList()) { // one row an outcome
      rows.put(row.getString(0), row);
    }
    return rows;
  }

  private static OutcomeCoverage coverage(
      String outcome, SortedMap<Integer, Boolean> years, Row units, Row cells) {
    if (units == null) {
      return OutcomeCoverage.none(outcome);
    }
    List<Integer> used = new ArrayList<>();
    List<Integer> leftOut = new ArrayList<>();
    years.forEach((year, u) -> (u ? used : leftOut).add(year));
    double children = units.getDouble(4);
    double kept = units.isNullAt(3) ? 0 : units.getDouble(3);
    return new OutcomeCoverage(
        outcome,
        used,
        leftOut,
        units.getLong(1),
        units.getLong(2) - units.getLong(1),
        children > 0 ? (children - kept) / children : 0,
        cells == null ? 0 : cells.getLong(1),
        cells == null ? 0 : cells.getLong(2),
        cells == null || cells.isNullAt(3) ? 0 : cells.getDouble(3) / cells.getDouble(4));
  }

  /** What of an outcome is used. */
  public OutcomeCoverage coverage(String outcome) {
    return coverage.getOrDefault(outcome, OutcomeCoverage.none(outcome));
  }

  /** Rows of the municipalities and years used, all outcomes. */
  public Dataset<Row> balanced() {
    return balanced;
  }

  /** Gives the cached rows back. */
  @Override
  public void close() {
    balanced.unpersist();
    rows.unpersist();
  }
}
