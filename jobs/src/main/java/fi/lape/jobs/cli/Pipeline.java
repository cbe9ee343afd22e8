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
import java.util.function.Consumer;
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
    boolean planned = tasks.stream().anyMatch(t -> t.step().dependsOnPlan());
    return open(planOption, planned, context -> run(context, tasks));
  }

  /**
   * Runs a stage that is no step of the pipeline: it reads complete panels and no step needs it.
   */
  void runBeside(PlanOption planOption, Stage stage) {
    open(
        planOption,
        true,
        context -> {
          state(context.spark()).require(PipelineStep.EVALUATE, context.plan().sha256());
          stage.run(context);
        });
  }

  private Lake open(PlanOption planOption, boolean planned, Consumer<StageContext> work) {
    StudyPlan plan = StudyPlans.read(planOption.planFile());
    LakeState.open(options.lake, new Configuration()); // a lake that cannot be used fails at once
    TerminalProgress terminal = TerminalProgress.standard();
    Progress progress = options.quiet ? Progress.SILENT : terminal;
    try {
      if (planned) {
        PlanNotes.of(plan).lines().forEach(progress::note);
      }
      progress.step("Starting Spark");
      SparkSession spark = Sessions.open(options.spark.master, options.spark.settings);
      LakeLock lock = LakeLock.take(options.lake, spark.sparkContext().hadoopConfiguration());
      try {
        Lake lake = Lake.at(spark, options.lake);
        Instant now = Instant.now();
        work.accept(new StageContext(spark, lake, plan, RUN_ID.format(now), now, progress));
        return lake;
      } finally {
        lock.close();
      }
    } finally {
      terminal.end();
    }
  }

  private LakeState state(SparkSession spark) {
    return LakeState.open(options.lake, spark.sparkContext().hadoopConfiguration());
  }

  private void run(StageContext context, List<Task> tasks) {
    LakeState state = state(context.spark());
    String plan = context.plan().sha256();
    for (Task task : tasks) {
      state.require(task.step(), plan);
      state.started(task.step());
      task.stage().run(context);
      state.finished(
          task.step(), new LakeState.Finished(context.runId(), plan, CodeVersion.current()));
    }
  }
}
