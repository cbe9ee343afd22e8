package fi.lape.jobs.panel;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import fi.lape.jobs.failure.ExitCode;
import fi.lape.jobs.failure.JobException;
import fi.lape.jobs.lake.Lake;
import fi.lape.jobs.lake.LakeTable;
import fi.lape.jobs.plan.StudyPlan;
import fi.lape.jobs.table.Columns;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** How much each project area was given of a treatment that is assigned to areas. */
final class AreaDoses {
  private AreaDoses() {}

  /**
   * Table {@code area_dose}: grant per child of the last clean year, or the number of packages.
   *
   * @throws JobException {@code DOSE_UNKNOWN} for a measure that is not known
   */
  static Dataset<Row> of(Lake lake, StudyPlan plan, Dataset<Row> grid) {
    Dataset<Row> children =
        grid.filter(col("year").equalTo(plan.pre().lastCleanYear()))
            .groupBy("area_code")
            .agg(
                sum("children").as("children"),
                Origins.ofGroup(col("children_origin")).as("children_origin"));
    Dataset<Row> projects = lake.read(LakeTable.PROJECT).join(children, Columns.named("area_code"));
    Dataset<Row> all = projects.limit(0).select(shape("", col("grant_eur"), "", col("origin")));
    for (StudyPlan.Treatment treatment : plan.treatments()) {
      if (treatment.kind().equals("dose")) {
        all = all.unionByName(dose(projects, treatment));
      } else if (treatment.kind().equals("package")) {
        all =
            all.unionByName(
                projects.select(
                    shape(
                        treatment.id(),
                        col("package_count").cast("double"),
                        "packages",
                        col("origin"))));
      }
    }
    return all;
  }

  private static Dataset<Row> dose(Dataset<Row> projects, StudyPlan.Treatment treatment) {
    String measure = treatment.measure().orElse("");
    if (!measure.equals("grant-eur-per-child")) {
      throw new JobException(
          ExitCode.PLAN_OR_ARGUMENTS,
          "DOSE_UNKNOWN",
          "the treatment '%s' has the measure '%s', which is not known. A dose is computed from the projects' accounts. Write 'grant-eur-per-child' in the study plan."
              .formatted(treatment.id(), measure));
    }
    return projects.select(
        shape(
            treatment.id(),
            col("grant_eur").divide(col("children")),
            "eur-per-child",
            Origins.both(col("origin"), col("children_origin"))));
  }

  private static Column[] shape(String treatment, Column dose, String unit, Column origin) {
    return new Column[] {
      col("area_code"),
      lit(treatment).as("treatment"),
      dose.as("dose"),
      lit(unit).as("dose_unit"),
      origin.as("origin")
    };
  }
}
