package fi.lape.jobs.cli;

import fi.lape.jobs.evaluate.PowerStage;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lape power}: what the design can show, before anything is estimated. */
@Command(
    name = "power",
    mixinStandardHelpOptions = true,
    description = {
      "Says what the design can show for every question of the plan: the smallest effect that would be"
          + " found with 80 %% power, adopters by cohort and area, leverage of doses, and the inference"
          + " to expect.",
      "Reads the plan and the lake's panel ('lape panel'); estimates and writes nothing."
    })
final class PowerCommand implements Callable<Integer> {
  @Mixin LakeOptions options;
  @Mixin PlanOption plan;
  @Spec CommandSpec spec;

  @Option(names = "--json", description = "Print the rows as JSON instead of paragraphs.")
  boolean json;

  @Override
  public Integer call() {
    PowerStage stage = new PowerStage();
    new Pipeline(options).runBeside(plan, stage);
    PrintWriter out = spec.commandLine().getOut();
    out.print(json ? PowerText.asJson(stage.rows()) : PowerText.asTable(stage.rows()));
    out.flush();
    return 0;
  }
}
