package fi.lape.jobs.robust;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import fi.lape.jobs.analysis.LakePanels;
import fi.lape.jobs.analysis.OutcomeCoverage;
import fi.lape.jobs.analysis.PanelAccess;
import fi.lape.jobs.analysis.Question;
import fi.lape.jobs.analysis.Requirements;
import fi.lape.jobs.analysis.StudyPanel;
import fi.lape.jobs.gold.GoldTables;
import fi.lape.jobs.gold.RunLog;
import fi.lape.jobs.lake.Lake;
import fi.lape.jobs.lake.LakeTable;
import fi.lape.jobs.plan.Specifications;
import fi.lape.jobs.plan.StudyPlan;
import fi.lape.jobs.stage.Stage;
import fi.lape.jobs.stage.StageContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Estimates every headline of the plan again with one choice changed at a time: gold table {@code
 * specification}, and what the runs say together in {@code diagnostic}.
 *
 * <p>Which runs there are follows from the plan and the areas' codes, before any outcome is read;
 * each is a row, also one that cannot be made. The runs are rows of one Dataset and independent
 * tasks of Spark: each reads the panels that were sent to its executor and is local algebra without
 * anything random, so the rows are the same on any master.
 */
public final class RobustnessStage implements Stage {
  private static final List<LakeTable> INPUTS =
      List.of(
          LakeTable.MUNICIPALITY_YEAR,
          LakeTable.MUNICIPALITY_TREATMENT,
          LakeTable.AREA_DOSE,
          LakeTable.EFFECT_ESTIMATE);

  /** Runs a task: enough to share out evenly, few enough that starting one costs nothing. */
  private static final int RUNS_A_TASK = 16;

  @Override
  public String name() {
    return "robustness";
  }

  @Override
  public void run(StageContext context) {
    StudyPlan plan = context.plan();
    Lake lake = context.lake();
    String inputs = RunLog.versions(lake, INPUTS);
    List<RunKey> runs = runs(plan, areas(lake));
    List<Row> rows;
    try (StudyPanel panel = StudyPanel.read(lake, plan)) {
      context.progress().step("Reading the panels of %d runs".formatted(runs.size()));
      RunInputs read = inputs(lake, plan, panel, runs);
      context.progress().step("Estimating %d runs".formatted(runs.size()));
      rows = estimate(context.spark(), runs, read, Withheld.of(lake, plan));
    }
    context.progress().step("Writing the specification curve");
    GoldTables.replace(lake, LakeTable.SPECIFICATION, rows);
    GoldTables.replace(lake, LakeTable.DIAGNOSTIC, diagnostics(lake, plan, rows));
    RunLog.append(context, name(), inputs, RunLog.origin(lake));
  }

  /** Every row there will be, known from the plan and the areas. */
  static List<RunKey> runs(StudyPlan plan, List<String> areas) {
    List<RunKey> runs = new ArrayList<>();
    for (StudyPlan.Analysis analysis : plan.analyses()) {
      for (String outcome : analysis.outcome()) {
        Specifications.of(plan, analysis, areas)
            .forEach(run -> runs.add(RunKey.of(analysis.id(), outcome, run)));
      }
    }
    return runs;
  }

  private static List<String> areas(Lake lake) {
    return lake.read(LakeTable.MUNICIPALITY_TREATMENT)
        .where(col("area_code").isNotNull())
        .select("area_code")
        .distinct()
        .orderBy("area_code")
        .as(Encoders.STRING())
        .collectAsList(); // areas
  }

  private static RunInputs inputs(Lake lake, StudyPlan plan, StudyPanel panel, List<RunKey> runs) {
    Map<String, OutcomeCoverage> coverage = new TreeMap<>();
    plan.outcomes().forEach(o -> coverage.put(o.id(), panel.coverage(o.id())));
    RunInputs inputs = new RunInputs(plan, coverage, doses(lake));
    PanelAccess panels = new LakePanels(panel, lake.read(LakeTable.MUNICIPALITY_TREATMENT));
    for (RunKey run : runs) {
      Question question = inputs.question(run);
      if (!question.coverage().isEmpty()) {
        inputs.put(question, () -> panels.units(question));
      }
    }
    return inputs;
  }

  /** Doses by treatment and area. */
  private static Map<String, Map<String, Double>> doses(Lake lake) {
    Map<String, Map<String, Double>> doses = new TreeMap<>();
    for (Row row :
        lake.read(LakeTable.AREA_DOSE)
            .select("treatment", "area_code", "dose")
            .collectAsList()) { // areas × treatments
      doses
          .computeIfAbsent(row.getString(0), t -> new TreeMap<>())
          .put(row.getString(1), row.getDouble(2));
    }
    return doses;
  }

  private static List<Row> estimate(
      SparkSession spark, List<RunKey> runs, RunInputs inputs, Withheld withheld) {
    Dataset<Row> tasks =
        spark
            .createDataFrame(runs.stream().map(RunKey::row).toList(), RunKey.STRUCT)
            .repartition(Math.max(1, (runs.size() + RUNS_A_TASK - 1) / RUNS_A_TASK));
    StructType contract = GoldTables.structOf(LakeTable.SPECIFICATION);
    Broadcast<RunInputs> sent =
        JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(inputs);
    try {
      MapFunction<Row, Row> run = row -> run(contract, RunKey.of(row), sent.value(), withheld);
      return tasks.map(run, Encoders.row(contract)).collectAsList(); // one row a run
    } finally {
      sent.destroy();
    }
  }

  private static Row run(StructType contract, RunKey run, RunInputs inputs, Withheld withheld) {
    Question question = inputs.question(run);
    RunResult result =
        new SpecificationRun(question, inputs.panel(question)).of(run.specification());
    return RunRow.of(
        contract,
        run,
        question,
        result,
        withheld
            .reason(run, question.analysis().treatment(), result.method())
            .or(() -> knownToBeWrong(question, result)));
  }

  /** The same rule as for estimates: an interval known to be wrong takes its number with it. */
  private static Optional<String> knownToBeWrong(Question question, RunResult result) {
    Requirements requirements = new Requirements(question.analysis(), question.plan().waivers());
    return result
        .uncertainty()
        .filter(u -> u.status().equals("NOT_VALID") && !requirements.isWaived("inference"))
        .map(u -> "INFERENCE_NOT_VALID: " + u.inference());
  }

  /** The diagnostics there are, with those of the curves instead of earlier ones. */
  private static List<Row> diagnostics(Lake lake, StudyPlan plan, List<Row> rows) {
    List<Row> all =
        new ArrayList<>(
            lake.read(LakeTable.DIAGNOSTIC)
                .where(not(col("diagnostic").isin(Curve.NAMES.toArray())))
                .collectAsList()); // rows of a result table
    StructType contract = GoldTables.structOf(LakeTable.DIAGNOSTIC);
    Map<List<String>, List<Row>> curves = new LinkedHashMap<>();
    for (Row row : rows) {
      curves
          .computeIfAbsent(
              List.of(row.getAs("analysis"), row.getAs("outcome")), k -> new ArrayList<>())
          .add(row);
    }
    curves.forEach(
        (key, of) ->
            new Curve(key.get(0), key.get(1), of)
                .diagnostics()
                .forEach(d -> all.add(d.row(contract, plan.study()))));
    return all;
  }
}
