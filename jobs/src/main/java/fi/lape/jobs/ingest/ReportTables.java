package fi.lape.jobs.ingest;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.desc;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.posexplode;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.when;

import fi.lape.jobs.table.Caches;
import fi.lape.jobs.table.Columns;
import fi.lape.jobs.table.Lookups;
import java.util.List;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;

/** Project reports: the documents, their components by municipality, and the projects. */
final class ReportTables {
  private final Lookups lookups;
  private final Caches caches;
  private final Sifted documents;
  private final Sifted components;

  ReportTables(StagedRecords staged, Lookups lookups, Caches caches) {
    this.lookups = lookups;
    this.caches = caches;
    this.documents = siftDocuments(staged);
    this.components = siftComponents();
  }

  /** Documents with typed days; one a project and report number. */
  Sifted documents() {
    return documents;
  }

  /** Components of sound documents with {@code unit}; the table name is that of the documents. */
  Sifted components() {
    return components;
  }

  private Sifted siftDocuments(StagedRecords staged) {
    Dataset<Row> rows =
        staged
            .of(SourceTable.PROJECT_REPORT_DOCUMENT)
            .map((MapFunction<Row, Row>) ReportDocument::row, Encoders.row(ReportDocument.SCHEMA));
    Dataset<Row> judged =
        rows.withColumn("period_from", col("period_from").try_cast("date"))
            .withColumn("period_to", col("period_to").try_cast("date"))
            .withColumn("submitted", col("submitted").try_cast("date"))
            .withColumn("backwards", col("period_from").gt(col("period_to")));
    String table = SourceTable.PROJECT_REPORT_DOCUMENT.contractName();
    Column later =
        row_number()
            .over(
                Window.partitionBy(
                        col("area"), col("report_number"), col("document_fault").isNull())
                    .orderBy(desc("submitted"), col("source_file")));
    Column verdict =
        coalesce(
            col("document_fault"),
            when(
                col("backwards"),
                fault("/report/period", "DOCUMENT_INVALID", "the period ends before it begins")),
            when(
                col("later").gt(1),
                fault(
                    "/report/number",
                    "KEY_DUPLICATED",
                    "the project has a later submission of the same report, which is used")));
    Dataset<Row> settled =
        judged
            .withColumn("later", later)
            .withColumn(Sifted.FAULT, verdict)
            .drop("backwards", "document_fault", "later");
    return new Sifted(table, caches.hold(settled));
  }

  private static Column fault(String field, String code, String reason) {
    return functions.struct(lit(field).as("field"), lit(code).as("code"), lit(reason).as("reason"));
  }

  private Sifted siftComponents() {
    Dataset<Row> rows =
        documents
            .kept()
            .select(
                col("source_file"),
                col("origin"),
                col("record_no"),
                col("line"),
                col("area"),
                col("report_number"),
                col("period_from"),
                col("period_to"),
                posexplode(col("components")).as(new String[] {"at", "c"}))
            .select(
                col("*"),
                col("c.component").as("component"),
                col("c.municipality").as("municipality"),
                col("c.status").as("status"),
                col("c.since").try_cast("date").as("since"),
                col("c.coverage").as("coverage"))
            .drop("c")
            .join(
                broadcast(lookups.municipalities()),
                col("municipality").equalTo(col("code")),
                "left");
    List<Check> checks =
        List.of(
            new Check(
                col("unit").isNull(),
                "/components/*/municipality",
                "MUNICIPALITY_UNKNOWN",
                "the municipality is not in the code list"),
            new Check(
                functions
                    .year(col("period_to"))
                    .lt(col("valid_from"))
                    .or(functions.year(col("period_from")).gt(col("valid_to"))),
                "/components/*/municipality",
                "MUNICIPALITY_UNKNOWN",
                "the municipality did not exist in the report's year"),
            new Check(
                functions.not(col("area").eqNullSafe(col("unit_area"))),
                "/components/*/municipality",
                "MUNICIPALITY_OUTSIDE_AREA",
                "the municipality is not in the project area"));
    return Sifted.of(SourceTable.PROJECT_REPORT_DOCUMENT.contractName(), rows, checks, caches);
  }

  /** Places of refused components: the pointer says which. */
  Dataset<Row> componentQuarantine() {
    Column pointer = functions.concat(lit("/components/"), col("at"), lit("/municipality"));
    return components
        .refused()
        .select(
            lit(components.table()).as("table_name"),
            col("source_file"),
            col("record_no"),
            pointer.as("field"),
            col(Sifted.FAULT + ".code").as("reason_code"),
            col(Sifted.FAULT + ".reason").as("reason"),
            pointer.as("place"));
  }

  /** Silver {@code project_report}. */
  Dataset<Row> silverReports() {
    return documents
        .kept()
        .select(
            col("area").as("area_code"),
            col("report_number"),
            col("report_type"),
            col("period_from"),
            col("period_to"),
            col("submitted"),
            col("language"),
            col("schema_version"),
            col("staff").as("staff_person_years"),
            col("participants"),
            col("spending_eur"),
            col("source_file"),
            col("origin"));
  }

  /**
   * Silver {@code component_status}: one row a panel unit. Where parts of a merged unit report
   * apart, the part with the unit's own code stands for it, else the lowest code.
   */
  Dataset<Row> silverComponents() {
    Column order =
        row_number()
            .over(
                Window.partitionBy("area", "unit", "component", "report_number")
                    .orderBy(
                        col("municipality").notEqual(col("unit")), col("municipality"), col("at")));
    return components
        .kept()
        .withColumn("order", order)
        .filter(col("order").equalTo(1))
        .select(
            col("area").as("area_code"),
            col("unit").as("municipality_code"),
            col("component"),
            col("report_number"),
            col("municipality").as("municipality_code_reported"),
            col("status"),
            col("since"),
            col("coverage"),
            col("period_to"),
            col("origin"));
  }

  /** Silver {@code project}: names and money of the accounts, packages of the first report. */
  Dataset<Row> silverProjects(Sifted accounts) {
    Dataset<Row> money =
        accounts
            .kept()
            .groupBy(col("area").as("area_code"))
            .agg(
                functions.max_by(col("project_name"), col("year_no")).as("project_name"),
                functions
                    .max_by(col("lead_municipality"), col("year_no"))
                    .as("lead_municipality_code"),
                Columns.exactSum(col("grant")).as("grant_eur"),
                Columns.exactSum(col("own")).as("own_funding_eur"),
                min("origin").as("origin_low"),
                max("origin").as("origin_high"));
    Dataset<Row> packages =
        documents
            .kept()
            .withColumn(
                "nth", row_number().over(Window.partitionBy("area").orderBy("report_number")))
            .filter(col("nth").equalTo(1))
            .select(
                col("area").as("area_code"),
                array_sort(functions.array_distinct(col("packages"))).as("packages"),
                col("origin").as("origin_packages"));
    Column none = functions.array().cast("array<string>");
    return money
        .join(packages, Columns.named("area_code"), "left")
        .select(
            col("area_code"),
            col("project_name"),
            col("lead_municipality_code"),
            // The contract promises an array without nulls, and Spark believes no less than this.
            functions
                .transform(coalesce(col("packages"), none), each -> coalesce(each, lit("")))
                .as("packages"),
            size(coalesce(col("packages"), none)).as("package_count"),
            col("grant_eur"),
            col("own_funding_eur"),
            when(
                    col("origin_low")
                        .equalTo(col("origin_high"))
                        .and(
                            coalesce(col("origin_packages"), col("origin_low"))
                                .equalTo(col("origin_low"))),
                    col("origin_low"))
                .otherwise(lit("mixed"))
                .as("origin"));
  }
}
