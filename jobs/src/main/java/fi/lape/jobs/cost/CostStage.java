package fi.lape.jobs.cost;

import static org.apache.spark.sql.functions.col;

import fi.lape.estimators.did.GroupTimeAtt;
import fi.lape.jobs.gold.GoldTables;
import fi.lape.jobs.gold.RunLog;
import fi.lape.jobs.lake.Lake;
import fi.lape.jobs.lake.LakeTable;
import fi.lape.jobs.plan.StudyPlan;
import fi.lape.jobs.price.PriceIndex;
import fi.lape.jobs.stage.Stage;
import fi.lape.jobs.stage.StageContext;
import fi.lape.schemas.ContractRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Joins accounts, municipal costs and effect estimates: gold tables {@code area_cost}, {@code
 * cost_effectiveness}, {@code cost_plane} and {@code cost_sensitivity}.
 *
 * <p>Reads silver {@code project_account}, {@code cost}, {@code price_index}, panel {@code
 * municipality_year}, {@code municipality_treatment} and gold {@code effect_estimate} and {@code
 * influence}.
 */
public final class CostStage implements Stage {
  private static final List<LakeTable> INPUTS =
      List.of(
          LakeTable.PROJECT_ACCOUNT,
          LakeTable.COST,
          LakeTable.PRICE_INDEX,
          LakeTable.MUNICIPALITY_YEAR,
          LakeTable.MUNICIPALITY_TREATMENT,
          LakeTable.EFFECT_ESTIMATE,
          LakeTable.INFLUENCE);

  @Override
  public String name() {
    return "cost";
  }

  @Override
  public void run(StageContext context) {
    Lake lake = context.lake();
    StudyPlan plan = context.plan();
    String inputs = RunLog.versions(lake, INPUTS);
    context.progress().step("Adding up programme and care costs");
    Dataset<Row> municipalityYears =
        lake.read(LakeTable.MUNICIPALITY_YEAR)
            .where(col("year").between(plan.period().from(), plan.period().to()));
    List<Row> areaCosts =
        AreaCosts.of(
                municipalityYears,
                lake.read(LakeTable.PROJECT_ACCOUNT),
                lake.read(LakeTable.COST),
                PriceIndex.deflator(lake, plan.costs().priceYear()))
            .collectAsList(); // areas × years: bounded by the programme, not by the data
    GoldTables.replace(lake, LakeTable.AREA_COST, areaCosts);
    context.progress().step("Setting costs against effects");
    write(lake, plan, areaCosts);
    RunLog.append(context, name(), inputs, RunLog.origin(lake));
  }

  private static void write(Lake lake, StudyPlan plan, List<Row> areaCosts) {
    Headlines headlines = Headlines.read(lake.read(LakeTable.EFFECT_ESTIMATE));
    AreasLeftOut leftOut = AreasLeftOut.read(lake.read(LakeTable.INFLUENCE), plan.study());
    CostChoices choices = CostChoices.of(plan);
    StructType contract = GoldTables.structOf(LakeTable.COST_EFFECTIVENESS);
    List<Row> rows = new ArrayList<>();
    List<Row> plane = new ArrayList<>();
    List<Row> sensitivity = new ArrayList<>();
    for (StudyPlan.Analysis analysis : plan.analyses()) {
      Optional<String> placements = placements(plan, analysis);
      if (placements.isEmpty()) {
        continue;
      }
      Optional<StudyPlan.Analysis> care = careAnalysis(plan, analysis.treatment());
      Optional<String> careOutcome = care.flatMap(a -> careOutcome(plan, a));
      Known known =
          new Known(
              headlines.of(analysis.id(), placements.get()),
              care.isPresent()
                  ? headlines.of(care.get().id(), careOutcome.orElseThrow())
                  : Headline.none("NOT_ESTIMABLE", "CARE_COST_EFFECT_NOT_PLANNED"),
              leftOut.of(analysis.id(), placements.get()),
              care.flatMap(a -> leftOut.of(a.id(), careOutcome.orElseThrow())),
              Adopters.of(lake, plan, analysis.treatment(), areaCosts));
      for (Measure measure : CostEffectiveness.of(analysis.id(), known, choices)) {
        rows.add(row(contract, analysis.id(), measure));
      }
      Plane.of(analysis.id(), known, choices).forEach(c -> plane.add(row(analysis.id(), c)));
      Sensitivity.of(known, choices).forEach(m -> sensitivity.add(row(analysis.id(), m)));
    }
    GoldTables.replace(lake, LakeTable.COST_EFFECTIVENESS, rows);
    GoldTables.replace(lake, LakeTable.COST_PLANE, plane);
    GoldTables.replace(lake, LakeTable.COST_SENSITIVITY, sensitivity);
  }

  /** The outcome that counts placements, where the analysis is one of the adoption's effect. */
  private static Optional<String> placements(StudyPlan plan, StudyPlan.Analysis analysis) {
    boolean adoption = plan.treatment(analysis.treatment()).kind().equals("adoption");
    if (!adoption
        || !analysis.method().equals(GroupTimeAtt.METHOD)
        || analysis.role().isPresent()) {
      return Optional.empty();
    }
    return analysis.outcome().stream()
        .filter(id -> plan.outcome(id).kind().equals("count"))
        .filter(id -> plan.outcome(id).family().equals("corrective"))
        .findFirst();
  }

  /** The analysis of the same adoption's effect on the care cost, where the plan has one. */
  private static Optional<StudyPlan.Analysis> careAnalysis(StudyPlan plan, String treatment) {
    return plan.analyses().stream()
        .filter(a -> a.treatment().equals(treatment))
        .filter(a -> a.method().equals(GroupTimeAtt.METHOD))
        .filter(a -> careOutcome(plan, a).isPresent())
        .findFirst();
  }

  private static Optional<String> careOutcome(StudyPlan plan, StudyPlan.Analysis analysis) {
    return analysis.outcome().stream()
        .filter(id -> plan.outcome(id).kind().equals("euro"))
        .findFirst();
  }

  private static Row row(String analysis, Plane.Cell cell) {
    return ContractRow.of(GoldTables.structOf(LakeTable.COST_PLANE))
        .set("analysis", analysis)
        .set("effect_bin", cell.effectBin())
        .set("cost_bin", cell.costBin())
        .set("effect", cell.effect())
        .set("cost", cell.cost())
        .set("share", cell.share())
        .row();
  }

  private static Row row(String analysis, Sensitivity.Moved moved) {
    return ContractRow.of(GoldTables.structOf(LakeTable.COST_SENSITIVITY))
        .set("analysis", analysis)
        .set("parameter", moved.parameter().name())
        .set("base", moved.parameter().base())
        .set("low", moved.parameter().low())
        .set("high", moved.parameter().high())
        .set("unit", moved.unit())
        .set("benefit", moved.benefit())
        .set("benefit_low", moved.benefitLow())
        .set("benefit_high", moved.benefitHigh())
        .set("threshold", moved.threshold())
        .row();
  }

  private static Row row(StructType contract, String analysis, Measure measure) {
    ContractRow row =
        ContractRow.of(contract)
            .set("analysis", analysis)
            .set("measure", measure.name())
            .set("unit", measure.unit())
            .set("status", measure.status())
            .set("reason", measure.reason());
    measure.value().ifPresent(v -> row.set("value", v));
    measure.interval().ifPresent(i -> row.set("ci_low", i.low()).set("ci_high", i.high()));
    return row.row();
  }
}
