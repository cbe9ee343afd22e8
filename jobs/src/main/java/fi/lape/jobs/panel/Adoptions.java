package fi.lape.jobs.panel;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.when;

import fi.lape.jobs.plan.StudyPlan;
import fi.lape.jobs.table.Columns;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * When a municipality took a component into use, as its project's reports tell.
 *
 * <p>The first report that meets the plan's {@code adopted_when} decides: the day it gives, or the
 * end of its period where it gives none, but not before the end of an earlier report in which the
 * component was in use with less coverage than the plan wants. What later reports say to the
 * contrary is told as a finding and changes nothing.
 */
final class Adoptions {
  private Adoptions() {}

  /**
   * Adoption by unit: unit, adoption_year, coverage, origin, contradicted.
   *
   * @param status silver component_status
   */
  static Dataset<Row> of(Dataset<Row> status, StudyPlan.Treatment treatment) {
    StudyPlan.AdoptedWhen when = treatment.adoptedWhen().orElseThrow();
    Column inUse = col("status").equalTo(when.status());
    Column meets =
        when.coverageAtLeast().isEmpty()
            ? inUse
            : inUse.and(coalesce(col("coverage"), lit(0d)).geq(when.coverageAtLeast().get()));
    Dataset<Row> reports =
        status
            .filter(col("component").equalTo(treatment.component().orElseThrow()))
            .select(
                col("municipality_code").as("unit"),
                col("report_number"),
                coalesce(col("since"), col("period_to")).as("since"),
                col("period_to"),
                col("coverage"),
                inUse.as("in_use"),
                meets.as("meets"),
                col("origin"));
    Dataset<Row> first =
        reports
            .groupBy("unit")
            .agg(
                min(when(col("meets"), col("report_number"))).as("first"),
                Origins.ofGroup(col("origin")).as("origin"));
    Column before = col("report_number").lt(col("first"));
    Column after = col("report_number").gt(col("first"));
    Column decides = col("report_number").equalTo(col("first"));
    return reports
        .drop("origin")
        .join(broadcast(first), Columns.named("unit"))
        .groupBy("unit")
        .agg(
            max(when(decides, col("since"))).as("since"),
            max(when(decides, col("coverage"))).as("coverage"),
            date_add(max(when(before.and(col("in_use")), col("period_to"))), 1).as("not_before"),
            min(when(after, col("meets"))).as("still"),
            min(when(after.and(col("meets")), col("since"))).as("later_low"),
            max(when(after.and(col("meets")), col("since"))).as("later_high"),
            min_by(col("origin"), col("report_number")).as("origin"))
        .select(
            col("unit"),
            functions.year(greatest(col("since"), col("not_before"))).as("adoption_year"),
            col("coverage"),
            col("origin"),
            col("since")
                .isNotNull()
                .and(
                    coalesce(functions.not(col("still")), lit(false))
                        .or(coalesce(col("later_low").notEqual(col("since")), lit(false)))
                        .or(coalesce(col("later_high").notEqual(col("since")), lit(false))))
                .as("contradicted"));
  }
}
