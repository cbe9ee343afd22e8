package fi.lape.jobs.calibrate;

import fi.lape.estimators.calibration.Tally;
import fi.lape.estimators.inference.Mde;
import fi.lape.jobs.analysis.LakePanels;
import fi.lape.jobs.analysis.StudyPanel;
import fi.lape.jobs.analysis.Uncertainty;
import fi.lape.jobs.gold.CodeVersion;
import fi.lape.jobs.gold.GoldTables;
import fi.lape.jobs.gold.RunLog;
import fi.lape.jobs.lake.Lake;
import fi.lape.jobs.lake.LakeTable;
import fi.lape.jobs.plan.StudyPlan;
import fi.lape.jobs.stage.Stage;
import fi.lape.jobs.stage.StageContext;
import fi.lape.spark.Replicates;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.spark.sql.Row;

/**
 * Calibrates the plan on the lake's panel: gold table {@code calibration}.
 *
 * <p>A pilot of {@value #PILOT} replicates without an effect gives the spread of an estimate; the
 * effect planted is the one that a t-test would find with 80 % power at that spread, with the sign
 * that the programme hopes for. Replicates are tasks of Spark; their seeds are hashes of the plan,
 * the analysis and their number, so the rows do not depend on the master or the partitioning.
 */
public final class CalibrateStage implements Stage {
  private static final List<LakeTable> INPUTS =
      List.of(LakeTable.MUNICIPALITY_YEAR, LakeTable.MUNICIPALITY_TREATMENT, LakeTable.AREA_DOSE);
  private static final int PILOT = 400;
  private static final int BLOCK = 50;

  private final int replicates;
  private final boolean grid;
  private Optional<CalibrationFile> result = Optional.empty();

  /**
   * @param replicates for each analysis and planted effect, 2 or more
   * @param grid whether the grid of designs is calibrated beside the plan's analyses
   */
  public CalibrateStage(int replicates, boolean grid) {
    this.replicates = replicates;
    this.grid = grid;
  }

  @Override
  public String name() {
    return "calibrate";
  }

  /** What was found, after the run. */
  public CalibrationFile result() {
    return result.orElseThrow();
  }

  @Override
  public void run(StageContext context) {
    StudyPlan plan = context.plan();
    Lake lake = context.lake();
    String inputs = RunLog.versions(lake, INPUTS);
    context.progress().step("Reading the panel and fitting its noise");
    try (StudyPanel panel = StudyPanel.read(lake, plan)) {
      Assignments assignments = Assignments.read(lake, plan);
      DesignFingerprint design = DesignFingerprint.of(plan, panel, assignments);
      CasesOfPlan source =
          new CasesOfPlan(
              plan,
              panel,
              new LakePanels(panel, lake.read(LakeTable.MUNICIPALITY_TREATMENT)),
              assignments);
      List<Case> cases = new ArrayList<>(source.ofAnalyses());
      if (grid) {
        cases.addAll(source.ofGrid());
      }
      List<CalibrationRow> rows = new ArrayList<>();
      Replicates spread = new Replicates(context.spark(), BLOCK);
      for (Case one : cases) {
        context
            .progress()
            .step(
                "Calibrating %s (%d of %d)"
                    .formatted(one.label(), cases.indexOf(one) + 1, cases.size()));
        rows.addAll(rows(one, spread));
      }
      CalibrationFile file =
          CalibrationFile.of(plan.study(), design, replicates, source.noise(), rows);
      write(lake, plan, file);
      result = Optional.of(file);
    }
    RunLog.append(context, name(), inputs, RunLog.origin(lake));
  }

  private List<CalibrationRow> rows(Case one, Replicates spread) {
    CaseSpec spec = one.spec();
    List<String> inferences = spec.inferences();
    List<String> cheapest = List.of("cr1");
    Tally pilot =
        sum(
            spread.run(
                Math.min(PILOT, replicates),
                (from, before) -> spec.run(from, before, new double[] {0}, cheapest)))[0][0];
    int clusters = spec.simulator().shape().clusterCount();
    double size = Mde.at80(pilot.sd(), OptionalDouble.of(clusters - 1), Uncertainty.LEVEL);
    double[] effects = {0, one.lowerIsBetter() ? -size : size};
    Tally[][] tallies =
        sum(spread.run(replicates, (from, before) -> spec.run(from, before, effects, inferences)));
    return CalibrationRow.of(one, spec.labels(), effects, tallies);
  }

  /** Adds blocks up in their order. */
  private static Tally[][] sum(List<Tally[][]> blocks) {
    Tally[][] sum = blocks.get(0);
    for (Tally[][] block : blocks.subList(1, blocks.size())) {
      for (int e = 0; e < sum.length; e++) {
        for (int j = 0; j < sum[e].length; j++) {
          sum[e][j] = sum[e][j].plus(block[e][j]);
        }
      }
    }
    return sum;
  }

  private static void write(Lake lake, StudyPlan plan, CalibrationFile file) {
    List<Row> rows = new ArrayList<>();
    for (CalibrationRow row : file.rows()) {
      rows.add(
          row.row(
              GoldTables.structOf(LakeTable.CALIBRATION),
              plan,
              file.design().sha256(),
              CodeVersion.current()));
    }
    GoldTables.replace(lake, LakeTable.CALIBRATION, rows);
  }
}
