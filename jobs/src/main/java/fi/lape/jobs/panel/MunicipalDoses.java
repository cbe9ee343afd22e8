package fi.lape.jobs.panel;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import fi.lape.jobs.lake.Lake;
import fi.lape.jobs.lake.LakeTable;
import fi.lape.jobs.plan.StudyPlan;
import fi.lape.jobs.table.Columns;
import fi.lape.schemas.CodeLists;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How much each municipality got of a treatment: the share of its children in reach of the
 * components in use when the programme ended, by the last report of its project by then. Money is
 * known by area only and is never shared out.
 */
final class MunicipalDoses {
  /** The final report; those after it are follow-ups. */
  private static final int FINAL_REPORT = 4;

  private MunicipalDoses() {}

  /**
   * Doses by unit and treatment, of all treatments that have one: unit, area_code, treatment, dose,
   * dose_unit, origin, children.
   *
   * @param grid units with their children: {@link Children#grid}
   */
  static Dataset<Row> of(Lake lake, StudyPlan plan, Dataset<Row> grid) {
    Dataset<Row> units =
        grid.filter(col("year").equalTo(plan.pre().lastCleanYear()))
            .select("unit", "area_code", "children", "children_origin");
    Dataset<Row> status =
        lake.read(LakeTable.COMPONENT_STATUS).where(col("report_number").leq(FINAL_REPORT));
    Dataset<Row> origin = status.agg(Origins.ofGroup(col("origin")).as("any_origin"));
    Dataset<Row> everywhere = units.crossJoin(broadcast(origin));
    Dataset<Row> all = shape(everywhere.limit(0).withColumn("covered", lit(0d)), "", 1);
    for (StudyPlan.Treatment treatment : plan.treatments()) {
      if (treatment.measure().filter("component-coverage"::equals).isPresent()) {
        all = all.unionByName(coverage(everywhere, status, treatment));
      }
    }
    return all;
  }

  private static Dataset<Row> coverage(
      Dataset<Row> units, Dataset<Row> status, StudyPlan.Treatment treatment) {
    Optional<String> component = treatment.component();
    Dataset<Row> of =
        component.isEmpty() ? status : status.where(col("component").equalTo(component.get()));
    int components = component.isPresent() ? 1 : CodeLists.standard().codes("components").size();
    Column reach =
        when(col("status").equalTo("in-use"), coalesce(col("coverage"), lit(1d))).otherwise(0d);
    Dataset<Row> covered =
        of.groupBy("municipality_code", "component")
            .agg(max_by(reach, col("report_number")).as("reach"))
            .groupBy("municipality_code")
            .agg(sum(col("reach").cast("decimal(20,10)")).cast("double").as("covered"))
            .withColumnRenamed("municipality_code", "unit");
    return shape(
        units.join(broadcast(covered), Columns.named("unit"), "left"), treatment.id(), components);
  }

  private static Dataset<Row> shape(Dataset<Row> rows, String treatment, int components) {
    return rows.select(
        col("unit"),
        col("area_code"),
        lit(treatment).as("treatment"),
        coalesce(col("covered"), lit(0d)).divide(components).as("dose"),
        lit("share").as("dose_unit"),
        Origins.both(col("children_origin"), coalesce(col("any_origin"), lit("real"))).as("origin"),
        col("children"));
  }

  /** Table {@code municipality_dose}: treatments whose level is the municipality. */
  static Dataset<Row> table(Dataset<Row> doses, StudyPlan plan) {
    Object[] municipal =
        plan.treatments().stream()
            .filter(t -> t.kind().equals("dose") && t.level().equals("municipality"))
            .map(StudyPlan.Treatment::id)
            .toArray();
    return doses
        .where(col("treatment").isin(municipal))
        .select(
            col("unit").as("municipality_code"),
            col("area_code"),
            col("treatment"),
            col("dose"),
            col("dose_unit"),
            col("origin"));
  }
}
