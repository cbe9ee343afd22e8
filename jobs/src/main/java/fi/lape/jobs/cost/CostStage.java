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
 * Joins accounts, municipal costs and effect estimates: gold tables {@code area_cost} and {@code
 * cost_effectiveness}.
 *
 * <p>Reads silver {@code project_account}, {@code cost}, {@code price_index}, panel {@code
 * municipality_year}, {@code municipality_treatment} and gold {@code effect_estimate}.
 */
public final class CostStage implements Stage {
  private static final List<LakeTable> INPUTS =
      List.of(
          LakeTable.PROJECT_ACCOUNT,
          LakeTable.COST,
          LakeTable.PRICE_INDEX,
          LakeTable.MUNICIPALITY_YEAR,
          LakeTable.MUNICIPALITY_TREATMENT,
          LakeTable.EFFECT_ESTIMATE);

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
    GoldTables.replace(
        lake, LakeTable.COST_EFFECTIVENESS, costEffectiveness(lake, plan, areaCosts));
    RunLog.append(context, name(), inputs, RunLog.origin(lake));
  }

  private static List<Row> costEffectiveness(Lake lake, StudyPlan plan, List<Row> areaCosts) {
    Headlines headlines = Headlines.read(lake.read(LakeTable.EFFECT_ESTIMATE));
    StructType contract = GoldTables.structOf(LakeTable.COST_EFFECTIVENESS);
    List<Row> rows = new ArrayList<>();
    for (StudyPlan.Analysis analysis : plan.analyses()) {
      Optional<String> placements = placements(plan, analysis);
      if (placements.isEmpty()) {
        continue;
      }
      Adopters adopters = Adopters.of(lake, plan, analysis.treatment(), areaCosts);
      CostEffectiveness.Known known =
          new CostEffectiveness.Known(
              headlines.of(analysis.id(), placements.get()),
              careCost(plan, analysis.treatment(), headlines),
              adopters.children(),
              adopters.childYears(),
              adopters.programmeCost(),
              adopters.programmeCostOfAdopters());
      for (CostEffectiveness.Measure measure :
          CostEffectiveness.of(known, plan.costs().willingnessToPay())) {
        rows.add(row(contract, analysis.id(), measure));
      }
    }
    return rows;
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

  /** The effect of the same adoption on the care cost per child, where the plan asks for it. */
  private static Headline careCost(StudyPlan plan, String treatment, Headlines headlines) {
    for (StudyPlan.Analysis analysis : plan.analyses()) {
      if (analysis.treatment().equals(treatment) && analysis.method().equals(GroupTimeAtt.METHOD)) {
        for (String outcome : analysis.outcome()) {
          if (plan.outcome(outcome).kind().equals("euro")) {
            return headlines.of(analysis.id(), outcome);
          }
        }
      }
    }
    return Headline.none("NOT_ESTIMABLE", "CARE_COST_EFFECT_NOT_PLANNED");
  }

  private static Row row(StructType contract, String analysis, CostEffectiveness.Measure measure) {
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
