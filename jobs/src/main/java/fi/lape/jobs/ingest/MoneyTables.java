package fi.lape.jobs.ingest;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.when;

import fi.lape.jobs.table.Caches;
import fi.lape.jobs.table.Columns;
import fi.lape.jobs.table.Lookups;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** The files with money in them: project accounts, municipal costs, price index. */
final class MoneyTables {
  private final StagedRecords staged;
  private final Lookups lookups;
  private final Caches caches;

  MoneyTables(StagedRecords staged, Lookups lookups, Caches caches) {
    this.staged = staged;
    this.lookups = lookups;
    this.caches = caches;
  }

  /** Project accounts with typed columns {@code year_no, grant, own, staff}. */
  Sifted accounts() {
    List<String> areas = lookups.codes().areas().stream().map(a -> a.code()).toList();
    Dataset<Row> rows =
        CsvTable.read(staged, SourceTable.PROJECT_ACCOUNTS)
            .withColumn("year_no", Numbers.whole(col("year")))
            .withColumn("grant", Numbers.decimalComma(col("grant_eur")))
            .withColumn("own", Numbers.decimalComma(col("own_funding_eur")))
            .withColumn("staff", Numbers.decimalComma(col("staff_person_years")))
            .join(
                broadcast(lookups.municipalities().select("code", "unit")),
                col("lead_municipality").equalTo(col("code")),
                "left");
    List<Check> checks = new ArrayList<>();
    checks.add(CsvTable.fieldCount());
    for (String column :
        List.of(
            "area",
            "project_name",
            "lead_municipality",
            "year",
            "grant_eur",
            "own_funding_eur",
            "staff_person_years")) {
      checks.add(CsvTable.required(column));
    }
    for (String column : List.of("grant_eur", "own_funding_eur", "staff_person_years")) {
      checks.addAll(CsvTable.number(column));
    }
    checks.add(notInList(col("area").isin(areas.toArray()), "area"));
    checks.add(
        new Check(
            col("unit").isNull(),
            "lead_municipality",
            "MUNICIPALITY_UNKNOWN",
            "the municipality is not in the code list"));
    checks.add(year("year_no", "year"));
    for (String column : List.of("grant", "own", "staff")) {
      checks.add(negative(column));
    }
    return Sifted.of(SourceTable.PROJECT_ACCOUNTS.contractName(), rows, checks, caches)
        .uniqueBy(List.of("area", "year_no"), List.of("grant", "own", "staff"), caches);
  }

  /** Price index with typed columns {@code base_no, year_no, number}. */
  Sifted prices() {
    Dataset<Row> rows =
        CsvTable.read(staged, SourceTable.PRICE_INDEX)
            .withColumn(
                "base_no", Numbers.whole(regexp_extract(col("base"), "^([0-9]{4})(=100)?$", 1)))
            .withColumn("year_no", Numbers.whole(col("year")))
            .withColumn("number", Numbers.decimalComma(col("value")));
    List<Check> checks = new ArrayList<>();
    checks.add(CsvTable.fieldCount());
    for (String column : List.of("code", "base", "year", "value")) {
      checks.add(CsvTable.required(column));
    }
    checks.addAll(CsvTable.number("value"));
    checks.add(year("base_no", "base"));
    checks.add(year("year_no", "year"));
    checks.add(
        new Check(col("number").leq(0), "value", "VALUE_OUT_OF_RANGE", "an index is not positive"));
    return Sifted.of(SourceTable.PRICE_INDEX.contractName(), rows, checks, caches)
        .uniqueBy(List.of("code", "base_no", "year_no"), List.of("number"), caches);
  }

  /**
   * Municipal costs with typed columns and symbols: one row a municipality as reported and year.
   */
  Sifted costs() {
    Dataset<Row> municipalities = lookups.municipalities().drop("unit_area");
    Dataset<Row> rows =
        CsvTable.read(staged, SourceTable.MUNICIPAL_COST)
            .withColumn("year_no", Numbers.whole(col("vuosi")))
            .join(broadcast(municipalities), col("kunta").equalTo(col("code")), "left");
    for (String column : List.of("care", "other")) {
      rows =
          rows.join(
                  broadcast(
                      lookups
                          .symbols()
                          .toDF(column + "_mark", column + "_status", column + "_zero")),
                  coalesce(col(column), lit("")).equalTo(col(column + "_mark")),
                  "left")
              .withColumn(column + "_number", Numbers.decimalComma(col(column)));
    }
    List<Check> checks = new ArrayList<>();
    checks.add(CsvTable.fieldCount());
    checks.add(CsvTable.required("kunta"));
    checks.add(year("year_no", "vuosi"));
    checks.add(
        new Check(
            col("unit").isNull(),
            "kunta",
            "MUNICIPALITY_UNKNOWN",
            "the municipality is not in the code list"));
    checks.add(
        new Check(
            col("year_no").between(col("valid_from"), col("valid_to")).equalTo(false),
            "kunta",
            "MUNICIPALITY_UNKNOWN",
            "the municipality did not exist in that year"));
    for (String column : List.of("care", "other")) {
      for (Check check : CsvTable.number(column)) {
        checks.add(
            new Check(
                check.violated().and(col(column + "_mark").isNull()),
                column,
                check.code(),
                check.reason()));
      }
      checks.add(negative(column + "_number"));
    }
    return Sifted.of(SourceTable.MUNICIPAL_COST.contractName(), rows, checks, caches)
        .uniqueBy(List.of("kunta", "year_no"), List.of("care", "other"), caches);
  }

  /**
   * The silver table of costs: the parts of a panel unit added up. Where a part has no number the
   * unit has none either; its status is that of the worst part.
   */
  static Dataset<Row> silverCosts(Sifted costs) {
    Dataset<Row> both =
        service(costs, "care", "institution-and-family-care")
            .unionByName(service(costs, "other", "other-child-family-services"));
    return both.groupBy("municipality_code", "year", "service")
        .agg(
            when(
                    functions.count("number").equalTo(functions.count(lit(1))),
                    Columns.exactSum(col("number")))
                .as("cost_eur_1000"),
            min("rank").as("rank"),
            functions.min_by(col("symbol"), col("rank")).as("symbol"),
            when(min("origin").equalTo(max("origin")), min("origin"))
                .otherwise(lit("mixed"))
                .as("origin"))
        .withColumn(
            "obs_status",
            expr("element_at(array('SUPPRESSED', 'MISSING', 'NOT_APPLICABLE', 'PUBLISHED'), rank)"))
        .drop("rank");
  }

  private static Dataset<Row> service(Sifted costs, String column, String service) {
    Column status = col(column + "_status");
    Column judged = col(Sifted.FAULT).isNull();
    Column number =
        when(judged, when(col(column + "_zero"), lit(0d)).otherwise(col(column + "_number")));
    Column own =
        when(number.isNotNull(), lit("PUBLISHED")).when(judged, status).otherwise(lit("MISSING"));
    return costs
        .judged()
        .filter(col("unit").isNotNull().and(col("year_no").isNotNull()))
        .filter(coalesce(col(Sifted.FAULT + ".code"), lit("")).notEqual("KEY_DUPLICATED"))
        .select(
            col("unit").as("municipality_code"),
            col("year_no").as("year"),
            lit(service).as("service"),
            number.as("number"),
            own.as("status"),
            col(column + "_mark").as("symbol"),
            col("origin"))
        .withColumn(
            "rank",
            expr(
                "array_position(array('SUPPRESSED', 'MISSING', 'NOT_APPLICABLE', 'PUBLISHED'), status)"))
        .withColumn("rank", col("rank").cast("int"))
        .drop("status");
  }

  private static Check year(String typed, String field) {
    return new Check(
        coalesce(col(typed).between(1990, 2100), lit(false)).equalTo(false),
        field,
        "VALUE_OUT_OF_RANGE",
        "not a year from 1990 to 2100");
  }

  private static Check negative(String column) {
    return new Check(col(column).lt(0), column, "VALUE_NEGATIVE", "an amount is negative");
  }

  private static Check notInList(Column inList, String field) {
    return new Check(
        inList.equalTo(false), field, "VALUE_NOT_IN_CODE_LIST", "the code is not in the code list");
  }
}
