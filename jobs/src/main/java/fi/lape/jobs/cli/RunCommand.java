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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lape run}: every step. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Runs every step: ingest, panel, evaluate, cost, robustness, register, release.",
      "Without options it runs on the bundled synthetic samples and writes ./lape-lake and"
          + " ./lape-release. Running it again replaces the lake's tables and adds a new release."
    })
final class RunCommand implements Callable<Integer> {
  @Mixin LakeOptions options;
  @Mixin PlanOption plan;
  @Mixin OutOption out;
  @Mixin RegisterOption register;
  @Spec CommandSpec spec;

  @Option(
      names = "--sources",
      paramLabel = "DIR",
      description = {
        "Folder of source files; may be given several times, and a kind of source found in a later"
            + " folder replaces that kind of an earlier one (default: the bundled samples)."
      })
  List<String> sources = new ArrayList<>();

  @Option(names = "--json", description = "Print the headline effects as JSON instead of a table.")
  boolean json;

  @Override
  public Integer call() {
    ReleaseStage release = new ReleaseStage(Path.of(out.folder));
    List<String> folders = PlanOption.sourcesOrSample(sources);
    SmallSources.settle(folders, options.spark.settings);
    Lake lake =
        new Pipeline(options)
            .run(
                plan,
                List.of(
                    new Pipeline.Task(PipelineStep.INGEST, new IngestStage(folders)),
                    new Pipeline.Task(PipelineStep.PANEL, new PanelStage(register.period())),
                    new Pipeline.Task(PipelineStep.EVALUATE, new EvaluateStage(plan.calibration())),
                    new Pipeline.Task(PipelineStep.COST, new CostStage()),
                    new Pipeline.Task(PipelineStep.ROBUSTNESS, new RobustnessStage()),
                    new Pipeline.Task(PipelineStep.REGISTER, new RegisterStage()),
                    new Pipeline.Task(PipelineStep.RELEASE, release)));
    Headline headline = Headline.of(lake);
    spec.commandLine().getOut().print(json ? headline.asJson(release) : headline.asTable(release));
    if (!json) {
      spec.commandLine().getOut().println(Quarantined.line(lake));
    }
    spec.commandLine().getOut().flush();
    return 0;
  }
}
