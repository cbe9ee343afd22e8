package fi.lape.jobs.cli;

import fi.lape.jobs.gold.CodeVersion;
import fi.lape.jobs.lake.Lake;
import fi.lape.jobs.lake.LakeLock;
import fi.lape.jobs.lake.LakeState;
import fi.lape.jobs.lake.PipelineStep;
import fi.lape.jobs.plan.PlanNotes;
import fi.lape.jobs.plan.StudyPlan;
import fi.lape.jobs.plan.StudyPlans;
import fi.lape.jobs.progress.Progress;
import fi.lape.jobs.session.Sessions;
import fi.lape.jobs.stage.Stage;
import fi.lape.jobs.stage.StageContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/** Runs steps on one lake: one lock, one session, completeness recorded step by step. */
final class Pipeline {
  private static final DateTimeFormatter RUN_ID =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final LakeOptions options;

  Pipeline(LakeOptions options) {
    this.options = options;
  }

  /** A step and the stage that does it. */
  record Task(PipelineStep step, Stage stage) {}

  /** Runs the tasks in order and returns the open session's lake for what the caller shows. */
  Lake run(PlanOption planOption, List<Task> tasks) {
    StudyPlan plan = StudyPlans.read(planOption.planFile());
    LakeState.open(options.lake, new Configuration()); // a lake that cannot be used fails at once
    TerminalProgress terminal = TerminalProgress.standard();
    Progress progress = options.quiet ? Progress.SILENT : terminal;
    try {
      if (tasks.stream().anyMatch(t -> t.step().dependsOnPlan())) {
        PlanNotes.of(plan).lines().forEach(progress::note);
      }
      progress.step("Starting Spark");
      SparkSession spark = Sessions.open(options.spark.master, options.spark.settings);
      LakeLock lock = LakeLock.take(options.lake, spark.sparkContext().hadoopConfiguration());
      try {
        return run(plan, tasks, spark, progress);
      } finally {
        lock.close();
      }
    } finally {
      terminal.end();
    }
  }

  private Lake run(StudyPlan plan, List<Task> tasks, SparkSession spark, Progress progress) {
    LakeState state = LakeState.open(options.lake, spark.sparkContext().hadoopConfiguration());
    Lake lake = Lake.at(spark, options.lake);
    Instant now = Instant.now();
    StageContext context = new StageContext(spark, lake, plan, RUN_ID.format(now), now, progress);
    for (Task task : tasks) {
      state.require(task.step(), plan.sha256());
      state.started(task.step());
      task.stage().run(context);
      state.finished(
          task.step(),
          new LakeState.Finished(context.runId(), plan.sha256(), CodeVersion.current()));
    }
    return lake;
  }
}
