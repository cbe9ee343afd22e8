package fi.lape.jobs.testing;

import fi.lape.jobs.lake.Lake;
import fi.lape.jobs.plan.StudyPlan;
import fi.lape.jobs.plan.StudyPlans;
import fi.lape.jobs.progress.Progress;
import fi.lape.jobs.stage.Stage;
import fi.lape.jobs.stage.StageContext;
import java.nio.file.Path;
import java.time.Instant;

/** Runs stages on a lake as the command line would, with a fixed clock. */
public final class StageRuns {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private StageRuns() {}

  /** The bundled study plan. */
  public static StudyPlan plan() {
    return StudyPlans.read(Path.of("../evaluation-models/plans/lape.yaml"));
  }

  /** The context of a run on a lake folder. */
  public static StageContext context(Path lake, String runId) {
    return new StageContext(
        TestSession.open(),
        Lake.at(TestSession.open(), lake.toString()),
        plan(),
        runId,
        NOW,
        Progress.SILENT);
  }

  /** Runs stages one after the other and returns the lake. */
  public static Lake run(Path lake, String runId, Stage... stages) {
    StageContext context = context(lake, runId);
    for (Stage stage : stages) {
      stage.run(context);
    }
    return context.lake();
  }
}
