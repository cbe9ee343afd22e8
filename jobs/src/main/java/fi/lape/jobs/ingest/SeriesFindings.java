package fi.lape.jobs.ingest;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import fi.lape.jobs.table.Columns;
import fi.lape.jobs.table.DataFlow;
import fi.lape.jobs.table.Lookups;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** What a reader of the result must know about the published series. */
final class SeriesFindings {
  /** Divisions that published region rows may follow; the study's own is the first. */
  private static final int STUDY_DIVISION = 2018;

  private static final int BACK_CAST_DIVISION = 2022;

  private final Lookups lookups;
  private final DataFlow flow;

  SeriesFindings(Lookups lookups, DataFlow flow) {
    this.lookups = lookups;
    this.flow = flow;
  }

  /** Titles that have changed since the code list was made, and breaks that the data contain. */
  void indicators(Dataset<Row> indicator, Dataset<Row> values) {
    for (Row row :
        indicator
            .filter(col("title_drift"))
            .select("indicator_id")
            .orderBy("indicator_id")
            .collectAsList()) {
      flow.finding("indicator", "TITLE_DRIFT", 1, "indicator " + row.getInt(0));
    }
    for (Row row :
        values
            .filter(col("break_flag"))
            .groupBy("indicator_id", "year")
            .count()
            .orderBy("indicator_id", "year")
            .collectAsList()) {
      flow.finding(
          "indicator_value",
          "SERIES_BREAK",
          row.getLong(2),
          "indicator %d, %d".formatted(row.getInt(0), row.getInt(1)));
    }
  }

  /**
   * Whether region rows were computed anew for a later division. Such rows must not be used for the
   * project areas, which follow the division of 2018; areas are always built from municipalities.
   */
  void backCast(Dataset<Row> population) {
    Dataset<Row> regions = lookups.regions(STUDY_DIVISION, BACK_CAST_DIVISION);
    Dataset<Row> municipal =
        population
            .filter(col("region_category").equalTo("KUNTA"))
            .join(broadcast(regions), col("region_code").equalTo(col("code")));
    Dataset<Row> published =
        population
            .filter(col("region_category").equalTo("MAAKUNTA"))
            .select(col("region_code").as("region"), col("year"), col("children_0_17").as("total"));
    Dataset<Row> compared =
        published
            .join(sums(municipal, "region_old"), Columns.named("region", "year"), "left")
            .join(sums(municipal, "region_new"), Columns.named("region", "year"), "left");
    Row counts =
        compared
            .agg(
                count(lit(1)),
                sum(when(col("total").equalTo(col("region_old_sum")), 1L).otherwise(0L)),
                sum(when(col("total").equalTo(col("region_new_sum")), 1L).otherwise(0L)))
            .first();
    if (counts.getLong(0) == 0) {
      return;
    }
    long all = counts.getLong(0);
    long old = counts.getLong(1);
    long later = counts.getLong(2);
    if (later == all && old < all) {
      flow.finding(
          "population",
          "BACK_CAST_REGIONS",
          all - old,
          "%d of %d region-years equal the sum of their municipalities in the division of %d, %d in that of %d"
              .formatted(later, all, BACK_CAST_DIVISION, old, STUDY_DIVISION));
    }
  }

  private static Dataset<Row> sums(Dataset<Row> municipal, String key) {
    return municipal
        .groupBy(col(key).as("region"), col("year"))
        .agg(functions.sum("children_0_17").as(key + "_sum"));
  }
}
