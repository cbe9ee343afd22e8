package fi.lape.jobs.panel;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import fi.lape.jobs.lake.Lake;
import fi.lape.jobs.lake.LakeTable;
import fi.lape.jobs.plan.PlanNotes;
import fi.lape.jobs.plan.StudyPlan;
import fi.lape.jobs.price.PriceIndex;
import fi.lape.jobs.register.ChildPeriods;
import fi.lape.jobs.register.PeriodLength;
import fi.lape.jobs.stage.Stage;
import fi.lape.jobs.stage.StageContext;
import fi.lape.jobs.table.Caches;
import fi.lape.jobs.table.Columns;
import fi.lape.jobs.table.DataFlow;
import fi.lape.jobs.table.Lookups;
import fi.lape.jobs.table.TableWrites;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Builds the panels of a study from the silver tables: outcomes of municipalities and areas in the
 * division of 2018, when municipalities adopted, and how much each area was given.
 */
public final class PanelStage implements Stage {
  private final PeriodLength registerPeriod;

  /** The panels, that of a register by years. */
  public PanelStage() {
    this(PeriodLength.YEAR);
  }

  /**
   * @param registerPeriod period of the child panel, where the lake has a register
   */
  public PanelStage(PeriodLength registerPeriod) {
    this.registerPeriod = registerPeriod;
  }

  @Override
  public String name() {
    return "panel";
  }

  @Override
  public void run(StageContext context) {
    context.progress().step("building the panels");
    Lake lake = context.lake();
    StudyPlan plan = context.plan();
    Lookups lookups = new Lookups(context.spark());
    DataFlow flow = new DataFlow(context.runId(), name());
    PlanNotes notes = PlanNotes.of(plan);
    notes.notUsed().forEach(key -> flow.finding("study_plan", "PLAN_KEY_NOT_USED", 1, key));
    notes.drawnOnly().forEach(key -> flow.finding("study_plan", "PLAN_KEY_DRAWN_ONLY", 1, key));
    notes
        .notAvailable()
        .forEach(word -> flow.finding("study_plan", "PLAN_WORD_NOT_AVAILABLE", 1, word));
    try (Caches caches = new Caches()) {
      Dataset<Row> municipal =
          caches.hold(Children.byMunicipality(lake.read(LakeTable.POPULATION), lookups));
      Dataset<Row> grid = caches.hold(Children.grid(municipal, lookups, plan));
      Dataset<Row> joined = caches.hold(joined(lake, plan, municipal, grid, caches, flow));
      Dataset<Row> treatments =
          caches.hold(treatments(lake.read(LakeTable.COMPONENT_STATUS), plan, lookups, flow));
      Dataset<Row> municipalityYear = MunicipalityYears.municipalityYear(joined);
      count(joined, lookups, grid, flow);
      Dataset<Row> municipalDoses = caches.hold(MunicipalDoses.of(lake, plan, grid));
      TableWrites writes =
          new TableWrites(lake)
              .replaceLarge(LakeTable.MUNICIPALITY_YEAR, municipalityYear)
              .replaceSmall(LakeTable.PROJECT_YEAR, MunicipalityYears.projectYear(joined))
              .replaceSmall(LakeTable.MUNICIPALITY_TREATMENT, treatments)
              .replaceSmall(LakeTable.AREA_DOSE, AreaDoses.of(lake, plan, grid, municipalDoses))
              .replaceSmall(
                  LakeTable.MUNICIPALITY_DOSE, MunicipalDoses.table(municipalDoses, plan));
      register(lake, writes, caches, flow);
      writes.append(LakeTable.DATA_FLOW, flow.rows(context.spark())).run();
    }
  }

  private void register(Lake lake, TableWrites writes, Caches caches, DataFlow flow) {
    if (!lake.has(LakeTable.CHILD)) {
      return;
    }
    Dataset<Row> periods =
        caches.hold(
            ChildPeriods.of(
                lake.read(LakeTable.CHILD),
                lake.read(LakeTable.CHILD_RESIDENCE),
                lake.read(LakeTable.PLACEMENT_EPISODE),
                lake.read(LakeTable.SERVICE_EVENT),
                registerPeriod));
    Dataset<Row> cells = caches.hold(ChildPeriods.cells(periods));
    flow.count("child_period", "written", periods.count());
    flow.count("register_cell", "written", cells.count());
    writes
        .add(() -> lake.overwrite(LakeTable.CHILD_PERIOD, periods))
        .replaceSmall(LakeTable.REGISTER_CELL, cells);
  }

  private static Dataset<Row> joined(
      Lake lake,
      StudyPlan plan,
      Dataset<Row> municipal,
      Dataset<Row> grid,
      Caches caches,
      DataFlow flow) {
    Dataset<Row> values =
        caches.hold(
            lake.read(LakeTable.INDICATOR_VALUE)
                .filter(col("region_category").equalTo("KUNTA"))
                .filter(col("gender").equalTo("total"))
                .filter(col("year").between(plan.period().from(), plan.period().to()))
                .filter(
                    col("indicator_id")
                        .isin(
                            plan.outcomes().stream()
                                .flatMap(o -> o.from().sotkanet().stream())
                                .toArray()))
                .drop("unit") // of measurement; the panel's unit is a municipality
                .join(
                    municipal.select(
                        col("code").as("region_code"), col("unit"), col("year"), col("children")),
                    Columns.named("region_code", "year")));
    boolean deflates = plan.outcomes().stream().anyMatch(StudyPlan.Outcome::deflate);
    OutcomeCells cells =
        new OutcomeCells(
            values,
            lake.read(LakeTable.COST)
                .filter(col("year").between(plan.period().from(), plan.period().to())),
            grid,
            deflates
                ? Optional.of(PriceIndex.deflator(lake, plan.costs().priceYear()))
                : Optional.empty(),
            plan);
    Dataset<Row> all =
        plan.outcomes().stream()
            .map(o -> cells.of(o).withColumn("outcome", lit(o.id())))
            .reduce(Dataset::unionByName)
            .orElseThrow();
    Dataset<Row> held = caches.hold(all);
    Dataset<Row> outcomes =
        caches.hold(
            held.groupBy("outcome")
                .agg(
                    max("vintage").as("outcome_vintage"),
                    Origins.ofGroup(col("origin")).as("outcome_origin")));
    Set<String> have = new HashSet<>();
    outcomes.select("outcome").collectAsList().forEach(r -> have.add(r.getString(0)));
    for (StudyPlan.Outcome outcome : plan.outcomes()) {
      if (!have.contains(outcome.id())) {
        flow.count(
            "municipality_year",
            "excluded",
            "CELL_MISSING",
            0,
            "outcome %s has no values in the sources".formatted(outcome.id()));
      }
    }
    return MunicipalityYears.join(grid, held, broadcast(outcomes));
  }

  private static Dataset<Row> treatments(
      Dataset<Row> status, StudyPlan plan, Lookups lookups, DataFlow flow) {
    Dataset<Row> origin = status.agg(Origins.ofGroup(col("origin")).as("any_origin"));
    List<Dataset<Row>> parts =
        plan.treatments().stream()
            .filter(t -> t.kind().equals("adoption"))
            .map(
                t -> {
                  Dataset<Row> adoptions = Adoptions.of(status, t);
                  contradictions(adoptions, lookups, t, flow);
                  return lookups
                      .units()
                      .join(adoptions, Columns.named("unit"), "left")
                      .crossJoin(broadcast(origin))
                      .select(
                          col("unit").as("municipality_code"),
                          col("area_code"),
                          lit(t.id()).as("treatment"),
                          col("adoption_year"),
                          col("coverage"),
                          coalesce(col("origin"), col("any_origin"), lit("real")).as("origin"));
                })
            .toList();
    return parts.stream()
        .reduce(Dataset::unionByName)
        .orElseGet(
            () ->
                lookups
                    .units()
                    .limit(0)
                    .select(
                        col("unit").as("municipality_code"),
                        col("area_code"),
                        lit("").as("treatment"),
                        lit(null).cast("int").as("adoption_year"),
                        lit(null).cast("double").as("coverage"),
                        lit("").as("origin")));
  }

  private static void contradictions(
      Dataset<Row> adoptions, Lookups lookups, StudyPlan.Treatment treatment, DataFlow flow) {
    for (Row row :
        adoptions
            .filter(col("contradicted"))
            .join(broadcast(lookups.units()), Columns.named("unit"))
            .groupBy("area_code")
            .count()
            .orderBy("area_code")
            .collectAsList()) {
      flow.areaFinding(
          "municipality_treatment",
          "VALUES_CONFLICT",
          row.getLong(1),
          row.getString(0),
          "treatment %s: a later report contradicts the first that shows it in use"
              .formatted(treatment.id()));
    }
  }

  private static void count(
      Dataset<Row> joined, Lookups lookups, Dataset<Row> grid, DataFlow flow) {
    for (Row row :
        joined
            .groupBy("outcome", "obs_status")
            .count()
            .orderBy("outcome", "obs_status")
            .collectAsList()) {
      String reason =
          switch (row.getString(1)) {
            case "SUPPRESSED" -> "CELL_SUPPRESSED";
            case "PUBLISHED" -> "NONE";
            default -> "CELL_MISSING";
          };
      flow.count(
          "municipality_year", "written", reason, row.getLong(2), "outcome " + row.getString(0));
    }
    long outside =
        lookups.codes().panelUnits().size() - (long) lookups.codes().areaByPanelUnit().size();
    flow.count("municipality_year", "excluded", "OUTSIDE_AREAS", outside, "panel units");
    long units = grid.select("unit").distinct().count();
    flow.count(
        "municipality_year",
        "excluded",
        "CELL_MISSING",
        lookups.codes().areaByPanelUnit().size() - units,
        "panel units without children in the base year");
  }
}
