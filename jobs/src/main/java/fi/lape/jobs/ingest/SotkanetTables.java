package fi.lape.jobs.ingest;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.when;

import fi.lape.jobs.table.Caches;
import fi.lape.jobs.table.Columns;
import fi.lape.jobs.table.Lookups;
import fi.lape.schemas.Contracts;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Regions, indicators and values as the Sotkanet interface answers them. */
final class SotkanetTables {
  private static final String BROKEN = "_broken";
  private static final List<String> VALUE_KEY = List.of("indicator", "region", "year", "gender");
  private static final DataType REGION =
      DataType.fromDDL(
          "id INT, code STRING, category STRING, title STRUCT<fi: STRING, sv: STRING, en: STRING>,"
              + " _broken STRING");
  private static final DataType INDICATOR =
      DataType.fromDDL(
          "id INT, title STRUCT<fi: STRING, sv: STRING, en: STRING>, `data-updated` STRING,"
              + " _broken STRING");

  private final StagedRecords staged;
  private final Lookups lookups;
  private final Caches caches;

  SotkanetTables(StagedRecords staged, Lookups lookups, Caches caches) {
    this.staged = staged;
    this.lookups = lookups;
    this.caches = caches;
  }

  /** Regions: id, code, category. A code is unique only within its category. */
  Sifted regions() {
    Dataset<Row> rows = parsed(SourceTable.SOTKANET_REGION, REGION);
    return Sifted.of(
            SourceTable.SOTKANET_REGION.contractName(),
            rows,
            List.of(malformed(), required("id"), required("code"), required("category")),
            caches)
        .uniqueBy(List.of("id"), List.of("code", "category"), caches);
  }

  /** Indicators: id, title, data-updated. */
  Sifted indicators() {
    Dataset<Row> rows = parsed(SourceTable.SOTKANET_INDICATOR, INDICATOR);
    return Sifted.of(
            SourceTable.SOTKANET_INDICATOR.contractName(),
            rows,
            List.of(malformed(), required("id")),
            caches)
        .uniqueBy(List.of("id"), List.of("title", "data-updated"), caches);
  }

  /** Values with the region's category and code and the code list's facts of the indicator. */
  Sifted values(Dataset<Row> regions) {
    StructType fields =
        Contracts.input(SourceTable.SOTKANET_VALUE.contractName())
            .structType()
            .add(BROKEN, DataTypes.StringType);
    Dataset<Row> rows =
        parsed(SourceTable.SOTKANET_VALUE, fields)
            .join(
                broadcast(
                    regions.select(
                        col("id").as("region"),
                        col("category").as("region_category"),
                        col("code").as("region_code"))),
                Columns.named("region"),
                "left")
            .join(
                broadcast(
                    lookups
                        .indicators()
                        .select("indicator", "unit", "hidden_below", "break_years")),
                Columns.named("indicator"),
                "left");
    List<Check> checks =
        List.of(
            malformed(),
            required("indicator"),
            required("region"),
            required("year"),
            required("gender"),
            check(col("unit").isNull(), "indicator", "INDICATOR_UNKNOWN", "not in the code list"),
            check(
                col("region_code").isNull(), "region", "REGION_UNKNOWN", "not in the region list"),
            check(
                col("gender").isin("total", "male", "female").equalTo(false),
                "gender",
                "VALUE_NOT_IN_CODE_LIST",
                "not a gender of the code list"),
            check(
                col("year").between(1990, 2100).equalTo(false),
                "year",
                "VALUE_OUT_OF_RANGE",
                "not a year from 1990 to 2100"),
            check(col("absValue").lt(0), "absValue", "VALUE_NEGATIVE", "a count is negative"),
            check(col("value").lt(0), "value", "VALUE_NEGATIVE", "a share or rate is negative"),
            check(
                col("unit").equalTo("percent").and(col("value").gt(100)),
                "value",
                "VALUE_OUT_OF_RANGE",
                "a percentage is above 100"),
            check(
                col("value").isNull().and(col("absValue").isNull()),
                "value",
                "VALUE_MISSING",
                "neither value nor absValue is given"));
    return Sifted.of(SourceTable.SOTKANET_VALUE.contractName(), rows, checks, caches)
        .uniqueBy(VALUE_KEY, List.of("value", "absValue"), caches);
  }

  /**
   * Silver {@code indicator_value} without vintage. At municipality level every municipality of the
   * region list has a row in every year and gender that the indicator has: one that was refused is
   * MISSING, one that never came is SUPPRESSED or MISSING, as the indicator's publisher does.
   */
  Dataset<Row> completed(Sifted values, Dataset<Row> regions) {
    Column count = col("absValue").cast("bigint");
    Dataset<Row> published =
        values
            .kept()
            .select(
                col("indicator").as("indicator_id"),
                col("region_category"),
                col("region_code"),
                col("year"),
                col("gender"),
                col("value"),
                count.as("count"),
                count.as("count_low"),
                count.as("count_high"),
                lit("PUBLISHED").as("obs_status"),
                lit(null).cast("string").as("symbol"),
                col("unit"),
                array_contains(col("break_years"), col("year")).as("break_flag"),
                col("origin"));
    Dataset<Row> municipal =
        values
            .judged()
            .filter(col("region_category").equalTo("KUNTA"))
            .filter(col("year").isNotNull().and(col("gender").isNotNull()))
            .filter(col("unit").isNotNull());
    Dataset<Row> years =
        municipal
            .filter(col(Sifted.FAULT).isNull())
            .groupBy("indicator", "year", "gender", "unit", "hidden_below", "break_years", "origin")
            .agg(functions.count(lit(1)));
    Dataset<Row> codes =
        regions.filter(col("category").equalTo("KUNTA")).select(col("code").as("region_code"));
    Dataset<Row> came =
        municipal
            .groupBy("indicator", "year", "gender", "region_code")
            .agg(max(col(Sifted.FAULT).isNull()).as("kept"));
    Dataset<Row> absent =
        years
            .crossJoin(broadcast(codes))
            .join(came, Columns.named("indicator", "year", "gender", "region_code"), "left")
            .filter(coalesce(col("kept"), lit(false)).equalTo(false));
    Column hidden = col("kept").isNull().and(col("hidden_below").isNotNull());
    Dataset<Row> filled =
        absent.select(
            col("indicator").as("indicator_id"),
            lit("KUNTA").as("region_category"),
            col("region_code"),
            col("year"),
            col("gender"),
            lit(null).cast("double").as("value"),
            lit(null).cast("bigint").as("count"),
            when(hidden, lit(0L)).as("count_low"),
            when(hidden, expr("cast(hidden_below - 1 as bigint)")).as("count_high"),
            when(hidden, lit("SUPPRESSED")).otherwise(lit("MISSING")).as("obs_status"),
            lit(null).cast("string").as("symbol"),
            col("unit"),
            array_contains(col("break_years"), col("year")).as("break_flag"),
            col("origin"));
    return published.unionByName(filled);
  }

  private Dataset<Row> parsed(SourceTable table, DataType fields) {
    return staged
        .of(table)
        .withColumn(
            "v",
            from_json(
                col("record"),
                fields,
                Map.of("mode", "PERMISSIVE", "columnNameOfCorruptRecord", BROKEN)))
        .select("source_file", "origin", "record_no", "line", "v.*");
  }

  private static Check malformed() {
    return check(
        col(BROKEN).isNotNull(), "", "VALUE_MALFORMED", "a field is not of the agreed type");
  }

  private static Check required(String field) {
    return check(col(field).isNull(), field, "VALUE_MISSING", "a required value is missing");
  }

  private static Check check(Column violated, String field, String code, String reason) {
    return new Check(violated, field, code, reason);
  }
}
