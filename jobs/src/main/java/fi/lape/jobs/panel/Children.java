package fi.lape.jobs.panel;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import fi.lape.jobs.plan.StudyPlan;
import fi.lape.jobs.table.Columns;
import fi.lape.jobs.table.Lookups;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Children aged 0–17 of panel units: the denominator of nearly everything. */
final class Children {
  private Children() {}

  /** Children by municipality as published: code, unit, year, children, origin. */
  static Dataset<Row> byMunicipality(Dataset<Row> population, Lookups lookups) {
    return population
        .filter(col("region_category").equalTo("KUNTA"))
        .join(
            broadcast(lookups.municipalities().select("code", "unit")),
            col("region_code").equalTo(col("code")))
        .select(
            col("code"),
            col("unit"),
            col("year"),
            col("children_0_17").as("children"),
            col("origin").as("children_origin"));
  }

  /**
   * The grid of the panel: unit, area_code, region_code, year, children, weight, children_origin. A
   * unit whose children are not known in a year, or in the base year that weighs it, has no row.
   */
  static Dataset<Row> grid(Dataset<Row> byMunicipality, Lookups lookups, StudyPlan plan) {
    Dataset<Row> units =
        byMunicipality
            .groupBy("unit", "year")
            .agg(
                when(count("children").equalTo(count(lit(1))), sum("children")).as("children"),
                Origins.ofGroup(col("children_origin")).as("children_origin"))
            .filter(col("children").gt(0));
    Dataset<Row> weights =
        units
            .filter(col("year").equalTo(plan.pre().lastCleanYear()))
            .select(col("unit"), col("children").cast("double").as("weight"));
    return units
        .filter(col("year").between(plan.period().from(), plan.period().to()))
        .join(broadcast(weights), Columns.named("unit"))
        .join(broadcast(lookups.units()), Columns.named("unit"));
  }
}
