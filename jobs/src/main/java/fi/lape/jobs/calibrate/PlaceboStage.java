package fi.lape.jobs.calibrate;

import fi.lape.estimators.calibration.Tally;
import fi.lape.jobs.analysis.LakePanels;
import fi.lape.jobs.analysis.StudyPanel;
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

/**
 * Placebo laws on the lake's panel: the plan's adoption years are dealt out to municipalities at
 * random, and the doses to areas, and every outcome is tested with the inference of the design.
 * Nothing is drawn but the assignment, so no noise model is believed. Writes no table.
 */
public final class PlaceboStage implements Stage {
  private static final int BLOCK = 25;

  private final int draws;
  private Optional<PlaceboFile> result = Optional.empty();

  /**
   * @param draws random assignments for each law and outcome
   */
  public PlaceboStage(int draws) {
    this.draws = draws;
  }

  @Override
  public String name() {
    return "calibrate";
  }

  /** What was found, after the run. */
  public PlaceboFile result() {
    return result.orElseThrow();
  }

  @Override
  public void run(StageContext context) {
    StudyPlan plan = context.plan();
    Lake lake = context.lake();
    context.progress().step("Reading the panel");
    try (StudyPanel panel = StudyPanel.read(lake, plan)) {
      CasesOfPlan source =
          new CasesOfPlan(
              plan,
              panel,
              new LakePanels(panel, lake.read(LakeTable.MUNICIPALITY_TREATMENT)),
              Assignments.read(lake, plan));
      Replicates spread = new Replicates(context.spark(), BLOCK);
      List<PlaceboFile.Rate> rates = new ArrayList<>();
      for (Case one : source.ofPlacebos()) {
        context.progress().step("Placebo laws: %s".formatted(one.label()));
        rates.add(rate(one, source.seen(one.outcome()), spread));
      }
      result = Optional.of(new PlaceboFile(plan.study(), RunLog.origin(lake), draws, rates));
    }
  }

  private PlaceboFile.Rate rate(Case one, double[][] seen, Replicates spread) {
    CaseSpec spec = one.spec();
    String inference = spec.inferences().get(0);
    Tally sum = Tally.NONE;
    for (Tally block :
        spread.run(draws, (from, before) -> spec.placebos(seen, from, before, inference))) {
      sum = sum.plus(block);
    }
    return new PlaceboFile.Rate(
        one.design().equals("dose") ? "random-doses" : "random-adoption-dates",
        one.outcome(),
        one.method(),
        inference,
        sum.replicates(),
        sum.failed(),
        CalibrationRow.rounded(sum.rejection().value()),
        CalibrationRow.rounded(sum.rejection().error()));
  }
}
