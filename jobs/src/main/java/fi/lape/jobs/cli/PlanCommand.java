package fi.lape.jobs.cli;

import fi.lape.jobs.plan.PlanNotes;
import fi.lape.jobs.plan.StudyPlan;
import fi.lape.jobs.plan.StudyPlans;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lape plan check}. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    subcommands = PlanCommand.Check.class,
    description = "Works with a study plan.")
final class PlanCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return 2;
  }

  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = "Names every fault of a study plan at once; reads no data.")
  static final class Check implements Callable<Integer> {
    @Spec CommandSpec spec;

    @Parameters(
        arity = "0..1",
        paramLabel = "FILE",
        description = "The plan (default: the bundled one).")
    Optional<Path> file;

    @Override
    public Integer call() {
      Path path =
          file.orElseGet(() -> PlanOption.bundled("evaluation-models/plans/lape.yaml", "FILE"));
      StudyPlan plan = StudyPlans.read(path);
      spec.commandLine()
          .getOut()
          .printf(
              "%s, version %d: no fault. %d outcomes, %d treatments, %d analyses. Plan hash %s%n",
              plan.study(),
              plan.version(),
              plan.outcomes().size(),
              plan.treatments().size(),
              plan.analyses().size(),
              plan.sha256());
      PlanNotes.of(plan).lines().forEach(spec.commandLine().getOut()::println);
      return 0;
    }
  }
}
