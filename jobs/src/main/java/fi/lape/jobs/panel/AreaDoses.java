package fi.lape.jobs.panel;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import fi.lape.jobs.failure.ExitCode;
import fi.lape.jobs.failure.JobException;
import fi.lape.jobs.lake.Lake;
import fi.lape.jobs.lake.LakeTable;
import fi.lape.jobs.plan.StudyPlan;
import fi.lape.jobs.table.Columns;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How much each project area was given of a treatment that is assigned to areas: money and staff
 * per child of the last clean year, the reach of components, or the number of packages. An area
 * whose sources do not tell has no row.
 */
final class AreaDoses {
  private static final String EUROS = "eur-per-child";

  /** Reports of the programme's own time: three interim and the final one. */
  private static final int FIRST_REPORT = 1;

  private static final int LAST_REPORT = 4;

  private final Lake lake;
  private final Dataset<Row> projects;
  private final Dataset<Row> coverage;

  private AreaDoses(Lake lake, Dataset<Row> projects, Dataset<Row> coverage) {
    this.lake = lake;
    this.projects = projects;
    this.coverage = coverage;
  }

  /**
   * Table {@code area_dose}.
   *
   * @param municipal doses of municipalities: {@link MunicipalDoses}
   * @throws JobException {@code DOSE_UNKNOWN} for a measure that is not known
   */
  static Dataset<Row> of(Lake lake, StudyPlan plan, Dataset<Row> grid, Dataset<Row> municipal) {
    Dataset<Row> children =
        grid.filter(col("year").equalTo(plan.pre().lastCleanYear()))
            .groupBy("area_code")
            .agg(
                sum("children").as("children"),
                Origins.ofGroup(col("children_origin")).as("children_origin"));
    Dataset<Row> projects = lake.read(LakeTable.PROJECT).join(children, Columns.named("area_code"));
    AreaDoses doses = new AreaDoses(lake, projects, municipal);
    Dataset<Row> all = projects.limit(0).select(shape("", col("grant_eur"), "", col("origin")));
    for (StudyPlan.Treatment treatment : plan.treatments()) {
      if (treatment.kind().equals("dose")) {
        all = all.unionByName(doses.dose(treatment));
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
    return all.where(col("dose").isNotNull());
  }

  private Dataset<Row> dose(StudyPlan.Treatment treatment) {
    return switch (treatment.measure().orElse("")) {
      case "grant-eur-per-child" -> perChild(projects, treatment, col("grant_eur"), 1, EUROS);
      case "programme-eur-per-child" ->
          perChild(projects, treatment, col("grant_eur").plus(col("own_funding_eur")), 1, EUROS);
      case "spending-eur-per-child" ->
          perChild(
              projects.join(spending(), Columns.named("area_code")),
              treatment,
              col("spending"),
              1,
              EUROS);
      case "staff-per-1000-children" ->
          perChild(
              projects.join(staff(), Columns.named("area_code")),
              treatment,
              col("staff"),
              1000,
              "person-years-per-1000");
      case "component-coverage" ->
          coverage
              .where(col("treatment").equalTo(treatment.id()))
              .groupBy("area_code")
              .agg(
                  Columns.exactSum(col("dose").multiply(col("children")))
                      .divide(sum("children"))
                      .as("mean"),
                  Origins.ofGroup(col("origin")).as("origin"))
              .select(shape(treatment.id(), col("mean"), "share", col("origin")));
      default ->
          throw new JobException(
              ExitCode.PLAN_OR_ARGUMENTS,
              "DOSE_UNKNOWN",
              "the treatment '%s' has the measure '%s', which is not known. A dose is computed from the projects' accounts and reports. Write 'grant-eur-per-child' in the study plan."
                  .formatted(treatment.id(), treatment.measure().orElse("")));
    };
  }

  /** What the reports say was spent; none where one of them was not received. */
  private Dataset<Row> spending() {
    Column inTime = col("report_number").between(FIRST_REPORT, LAST_REPORT);
    return lake.read(LakeTable.PROJECT_REPORT)
        .where(inTime)
        .groupBy("area_code")
        .agg(
            countDistinct(when(col("spending_eur").isNotNull(), col("report_number"))).as("told"),
            Columns.exactSum(col("spending_eur")).as("spending"))
        .where(col("told").equalTo(LAST_REPORT - FIRST_REPORT + 1))
        .select("area_code", "spending");
  }

  /** Person-years of the accounts; none where a year does not tell. */
  private Dataset<Row> staff() {
    return lake.read(LakeTable.PROJECT_ACCOUNT)
        .groupBy("area_code")
        .agg(
            count(lit(1)).as("years"),
            count("staff_person_years").as("told"),
            Columns.exactSum(col("staff_person_years")).as("staff"))
        .where(col("told").equalTo(col("years")))
        .select("area_code", "staff");
  }

  private static Dataset<Row> perChild(
      Dataset<Row> projects,
      StudyPlan.Treatment treatment,
      Column amount,
      double children,
      String unit) {
    return projects.select(
        shape(
            treatment.id(),
            amount.divide(col("children")).multiply(lit(children)),
            unit,
            Origins.both(col("origin"), coalesce(col("children_origin"), col("origin")))));
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
