package fi.lape.jobs.panel;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import fi.lape.jobs.table.Columns;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The two panels: fractions of units, and their sums over project areas. */
final class MunicipalityYears {
  /**
   * Share of an area's children that the municipalities with a figure must have. Below it the mean
   * of the others would say more about which are missing than about the area.
   */
  static final double COVERAGE_NEEDED = 0.95;

  private static final Column KNOWN = col("obs_status").isin("PUBLISHED", "SUPPRESSED");

  private MunicipalityYears() {}

  /**
   * Every unit, year and outcome; a unit without a row in the source is MISSING.
   *
   * @param grid units and years: {@link Children#grid}
   * @param cells the fractions of every outcome, with its id
   */
  static Dataset<Row> join(Dataset<Row> grid, Dataset<Row> cells, Dataset<Row> outcomes) {
    return grid.crossJoin(outcomes)
        .join(cells, Columns.named("unit", "year", "outcome"), "left")
        .withColumn("obs_status", coalesce(col("obs_status"), lit("MISSING")))
        .withColumn("vintage", coalesce(col("vintage"), col("outcome_vintage")))
        .withColumn(
            "origin",
            Origins.both(coalesce(col("origin"), col("outcome_origin")), col("children_origin")));
  }

  /** Table {@code municipality_year}. */
  static Dataset<Row> municipalityYear(Dataset<Row> joined) {
    Column low = own(col("num_low"));
    Column high = own(col("num_high"));
    Column counted = KNOWN.and(col("counted"));
    return joined.select(
        col("unit").as("municipality_code"),
        col("area_code"),
        col("region_code"),
        col("year"),
        col("outcome"),
        col("children").as("children_0_17"),
        low.plus(high).divide(2d).as("value"),
        low.as("value_low"),
        high.as("value_high"),
        when(counted, col("num_low").cast("bigint")).as("count_low"),
        when(counted, col("num_high").cast("bigint")).as("count_high"),
        col("obs_status"),
        col("weight"),
        col("vintage"),
        col("origin"));
  }

  /** Table {@code project_year}: sums over the municipalities that have a figure. */
  static Dataset<Row> projectYear(Dataset<Row> joined) {
    Column all = col("missing").equalTo(0);
    Column enough = col("covered").geq(col("children_0_17").multiply(COVERAGE_NEEDED));
    Column low = when(enough, fraction(col("low"), col("den"), col("scale")));
    Column high = when(enough, fraction(col("high"), col("den"), col("scale")));
    Column counted = all.and(col("counted"));
    return joined
        .groupBy("area_code", "year", "outcome")
        .agg(
            sum("children").as("children_0_17"),
            sum(when(KNOWN, col("children")).otherwise(lit(0L))).as("covered"),
            Columns.exactSum(when(KNOWN, col("num_low"))).as("low"),
            Columns.exactSum(when(KNOWN, col("num_high"))).as("high"),
            Columns.exactSum(when(KNOWN, col("den"))).as("den"),
            org.apache.spark.sql.functions.max("scale").as("scale"),
            org.apache.spark.sql.functions.max("counted").as("counted"),
            count(when(KNOWN, lit(1)).otherwise(lit(null).cast("int"))).as("known"),
            count(when(col("obs_status").equalTo("SUPPRESSED"), lit(1)))
                .cast("int")
                .as("hidden_municipalities"),
            count(lit(1)).as("units"),
            Origins.ofGroup(col("origin")).as("origin"))
        .withColumn("missing", col("units").minus(col("known")))
        .select(
            col("area_code"),
            col("year"),
            col("outcome"),
            col("children_0_17"),
            low.plus(high).divide(2d).as("value"),
            low.as("value_low"),
            high.as("value_high"),
            when(counted, col("low").cast("bigint")).as("count_low"),
            when(counted, col("high").cast("bigint")).as("count_high"),
            col("hidden_municipalities"),
            when(low.isNull(), lit("MISSING"))
                .when(col("hidden_municipalities").gt(0), lit("SUPPRESSED"))
                .otherwise(lit("PUBLISHED"))
                .as("obs_status"),
            col("origin"));
  }

  /** A rate of an unmerged unit stays as published: multiplying and dividing would round it. */
  private static Column own(Column num) {
    return when(KNOWN, coalesce(col("single"), fraction(num, col("den"), col("scale"))));
  }

  /** Null over a denominator of nothing, which is no zero. */
  private static Column fraction(Column num, Column den, Column scale) {
    return when(den.gt(0), scale.multiply(num).divide(den));
  }
}
