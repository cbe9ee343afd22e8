package fi.lape.jobs.cli;

import fi.lape.jobs.calibrate.CalibrateStage;
import fi.lape.jobs.calibrate.CalibrationFile;
import fi.lape.jobs.calibrate.CalibrationTable;
import fi.lape.jobs.calibrate.PlaceboStage;
import fi.lape.jobs.failure.ExitCode;
import fi.lape.jobs.failure.JobException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lape calibrate}. */
@Command(
    name = "calibrate",
    mixinStandardHelpOptions = true,
    description = {
      "Plants effects in the panel of the lake and says how well the plan's analyses find them: bias,"
          + " coverage of the 95 %% interval, size, power and sign errors, each with its Monte-Carlo"
          + " error.",
      "",
      "Areas, municipalities, adoption and doses stay as they are; outcomes are drawn from a law"
          + " fitted to the data, and small cells hidden again. Writes the gold table 'calibration'"
          + " and a file to be kept beside the plan as <plan>.calibration.json, where 'lape evaluate'"
          + " reads it as long as the design is the same."
    })
final class CalibrateCommand implements Callable<Integer> {
  private static final int FEWEST = 2;

  @Mixin LakeOptions options;
  @Mixin PlanOption plan;
  @Spec CommandSpec spec;

  @Option(
      names = "--replicates",
      paramLabel = "N",
      defaultValue = "10000",
      description =
          "Replicates of every analysis; with fewer than 1000 no inference is judged (default:"
              + " ${DEFAULT-VALUE}).")
  int replicates;

  @Option(
      names = "--no-grid",
      description =
          "Leave out the grid of designs (dose, package, staggered), weights and kinds of outcome.")
  boolean withoutGrid;

  @Option(
      names = "--placebo",
      description = {
        "Instead: leave the outcomes as they are, deal out adoption years and doses at random, and say"
            + " how often the tests reject."
      })
  boolean placebo;

  @Option(
      names = "--draws",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Random assignments of --placebo (default: ${DEFAULT-VALUE}).")
  int draws;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder of the result file (default: none is written).")
  Optional<Path> out;

  @Option(names = "--json", description = "Print the result file instead of a table.")
  boolean json;

  @Override
  public Integer call() {
    refuseFewer("--replicates", replicates);
    refuseFewer("--draws", draws);
    if (placebo) {
      PlaceboStage stage = new PlaceboStage(draws);
      new Pipeline(options).runBeside(plan, stage);
      say(stage.result().json(), stage.result().asTable(), "placebo");
    } else {
      CalibrateStage stage = new CalibrateStage(replicates, !withoutGrid);
      new Pipeline(options).runBeside(plan, stage);
      say(stage.result().json(), CalibrationTable.text(stage.result()), "calibration");
    }
    return 0;
  }

  private static void refuseFewer(String option, int number) {
    if (number < FEWEST) {
      throw new JobException(
          ExitCode.PLAN_OR_ARGUMENTS,
          "REPLICATES_TOO_FEW",
          "%s is %d. A spread needs two, and a judgement a thousand. Give %d or more with %s."
              .formatted(option, number, FEWEST, option));
    }
  }

  private void say(String result, String table, String kind) {
    Optional<Path> written = out.map(folder -> write(folder, result, kind));
    PrintWriter terminal = spec.commandLine().getOut();
    if (json) {
      terminal.print(result);
    } else if (!options.quiet) {
      terminal.print(table);
      written.ifPresent(file -> terminal.printf("Result file %s%n", file));
    }
    terminal.flush();
  }

  private Path write(Path folder, String result, String kind) {
    String name =
        CalibrationFile.beside(plan.planFile())
            .getFileName()
            .toString()
            .replace("calibration", kind);
    Path file = folder.resolve(name);
    try {
      Files.createDirectories(folder);
      return Files.writeString(file, result);
    } catch (IOException e) {
      throw new JobException(
          ExitCode.PLAN_OR_ARGUMENTS,
          "RESULT_NOT_WRITTEN",
          "the result file '%s' cannot be written. Without it the result is in the terminal and the lake only. Give a folder that can be written with --out."
              .formatted(file),
          e);
    }
  }
}
