package fi.lape.jobs.cli;

import fi.lape.jobs.cost.CostStage;
import fi.lape.jobs.evaluate.EvaluateStage;
import fi.lape.jobs.ingest.IngestStage;
import fi.lape.jobs.lake.Lake;
import fi.lape.jobs.lake.PipelineStep;
import fi.lape.jobs.panel.PanelStage;
import fi.lape.jobs.register.effect.RegisterStage;
import fi.lape.jobs.release.ReleaseStage;
import fi.lape.jobs.robust.RobustnessStage;
import fi.lape.jobs.stage.Stage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The steps one by one: each is a Spark application of its own. */
final class StageCommands {
  private StageCommands() {}

  /** What they have in common. */
  abstract static class StageCommand implements Callable<Integer> {
    @Mixin LakeOptions options;
    @Mixin PlanOption plan;
    @Spec CommandSpec spec;

    abstract PipelineStep step();

    abstract Stage stage();

    @Override
    public Integer call() {
      Stage stage = stage();
      Lake lake = new Pipeline(options).run(plan, List.of(new Pipeline.Task(step(), stage)));
      say(lake, stage);
      spec.commandLine().getOut().flush();
      return 0;
    }

    /** What is printed at the end. */
    void say(Lake lake, Stage stage) {
      if (!options.quiet) {
        spec.commandLine()
            .getOut()
            .printf("%s: done. Tables are in %s%n", step().command(), lake.root());
      }
    }
  }

  @Command(
      name = "ingest",
      mixinStandardHelpOptions = true,
      description =
          "Receives the source files, checks them against their contracts, and writes the bronze and"
              + " silver tables. Bad rows go to quarantine with a reason.")
  static final class Ingest extends StageCommand {
    @Option(
        names = "--sources",
        paramLabel = "DIR",
        description = "Folder of source files; may be given several times, later kinds win.")
    List<String> sources = new ArrayList<>();

    @Override
    PipelineStep step() {
      return PipelineStep.INGEST;
    }

    @Override
    void say(Lake lake, Stage stage) {
      super.say(lake, stage);
      if (!options.quiet) {
        spec.commandLine().getOut().println(Quarantined.line(lake));
      }
    }

    @Override
    Stage stage() {
      return new IngestStage(PlanOption.sourcesOrSample(sources));
    }
  }

  @Command(
      name = "panel",
      mixinStandardHelpOptions = true,
      description =
          "Builds the municipality and project-area panels on one municipality division. Hidden cells"
              + " stay intervals.")
  static final class Panel extends StageCommand {
    @Mixin RegisterOption register;

    @Override
    PipelineStep step() {
      return PipelineStep.PANEL;
    }

    @Override
    Stage stage() {
      return new PanelStage(register.period());
    }
  }

  @Command(
      name = "evaluate",
      mixinStandardHelpOptions = true,
      description = "Runs the plan's analyses and diagnostics on the panel and writes gold tables.")
  static final class Evaluate extends StageCommand {
    @Override
    PipelineStep step() {
      return PipelineStep.EVALUATE;
    }

    @Override
    Stage stage() {
      return new EvaluateStage(plan.calibration());
    }
  }

  @Command(
      name = "cost",
      mixinStandardHelpOptions = true,
      description =
          "Computes programme and care costs by area and the cost of a placement avoided.")
  static final class Cost extends StageCommand {
    @Override
    PipelineStep step() {
      return PipelineStep.COST;
    }

    @Override
    Stage stage() {
      return new CostStage();
    }
  }

  @Command(
      name = "robustness",
      mixinStandardHelpOptions = true,
      description =
          "Estimates every headline again with one choice changed at a time, and writes the"
              + " specification curve.")
  static final class Robustness extends StageCommand {
    @Override
    PipelineStep step() {
      return PipelineStep.ROBUSTNESS;
    }

    @Override
    Stage stage() {
      return new RobustnessStage();
    }
  }

  @Command(
      name = "register",
      mixinStandardHelpOptions = true,
      description =
          "Answers what the plan asks of the child register, where the sources have one, and lays the"
              + " answers beside those of the indicators.")
  static final class Register extends StageCommand {
    @Override
    PipelineStep step() {
      return PipelineStep.REGISTER;
    }

    @Override
    Stage stage() {
      return new RegisterStage();
    }
  }

  @Command(
      name = "release",
      mixinStandardHelpOptions = true,
      description =
          "Checks for disclosure and writes a numbered release folder: Parquet, CSV, metadata and the"
              + " report. Complete or absent.")
  static final class Release extends StageCommand {
    @Mixin OutOption out;

    @Override
    PipelineStep step() {
      return PipelineStep.RELEASE;
    }

    @Override
    Stage stage() {
      return new ReleaseStage(Path.of(out.folder));
    }

    @Override
    void say(Lake lake, Stage stage) {
      if (stage instanceof ReleaseStage release && !options.quiet) {
        spec.commandLine().getOut().print(Headline.of(lake).asTable(release));
      }
    }
  }
}
