package fi.lape.jobs.cli;

import fi.lape.jobs.failure.ExitCode;
import fi.lape.jobs.failure.JobException;
import java.util.Optional;
import org.apache.hadoop.fs.FSError;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;

/**
 * The {@code lape} command: the same class embedded, and as the main class of {@code spark-submit}.
 */
@Command(
    name = "lape",
    mixinStandardHelpOptions = true,
    versionProvider = VersionLine.class,
    subcommands = {
      RunCommand.class,
      StageCommands.Ingest.class,
      StageCommands.Panel.class,
      StageCommands.Evaluate.class,
      StageCommands.Cost.class,
      StageCommands.Robustness.class,
      StageCommands.Register.class,
      StageCommands.Release.class,
      CalibrateCommand.class,
      PlanCommand.class,
      PowerCommand.class,
      EstimateCommand.class,
      ChildrenCommand.class,
      DiagnoseCommand.class,
      MethodsCommand.class,
      DiscloseCommand.class,
      VerifyCommand.class,
      DiffCommand.class,
      GenerateCommand.class,
      PseudonymiseCommand.class,
      TablesCommand.class
    },
    description = {
      "Estimates what a programme of regional projects did, and says how sure it is.",
      "",
      "Sources (project reports, indicators, costs) become a lake of Delta tables, the lake becomes"
          + " effect estimates, and those become a release folder with a report."
    },
    footerHeading = "%nExamples%n",
    footer = {
      "  lape run                                   everything, on the bundled synthetic samples",
      "  lape run --sources my-data --plan my.yaml  everything, on your data",
      "  lape plan check my.yaml                    every fault of a study plan at once",
      "  lape tables effect_estimate                show a table of the lake",
      "  lape methods                               what can be estimated on any panel",
      "  lape estimate --panel mine.csv …           do it; no plan and no LAPE data are needed",
      "",
      "Exit codes: 0 done, 1 fault in the program, 2 plan or arguments, 3 data, 4 too little data for"
          + " the question, 5 disclosure check failed, 6 lake busy or damaged."
    },
    exitCodeOnInvalidInput = 2,
    exitCodeOnExecutionException = 1)
public final class Lape {
  private Lape() {}

  /** Runs the command and leaves the process with its exit code. */
  public static void main(String[] arguments) {
    int exitCode = execute(arguments);
    if (exitCode != 0 || !isSubmitted()) {
      System.exit(exitCode);
    }
  }

  /** Runs the command in this process and returns its exit code. */
  public static int execute(String... arguments) {
    CommandLine command = commandLine();
    try {
      return command.execute(arguments);
    } catch (FSError e) { // no exception, so picocli lets it through
      return said(command, e);
    }
  }

  static CommandLine commandLine() {
    return new CommandLine(new Lape())
        .setUsageHelpWidth(110)
        .setExecutionExceptionHandler(wordedFailures());
  }

  private static IExecutionExceptionHandler wordedFailures() {
    return (failure, command, parsed) -> said(command, failure);
  }

  private static int said(CommandLine command, Throwable failure) {
    Optional<JobException> worded =
        ExitMapping.worded(failure, command.getCommand() instanceof WithoutPlan);
    if (worded.isPresent()) {
      command.getErr().println(worded.get().getMessage());
      return worded.get().exitCode().number();
    }
    command.getErr().println("INTERNAL_FAULT: this is a fault in the program.");
    failure.printStackTrace(command.getErr());
    return ExitCode.PROGRAM_FAULT.number();
  }

  /**
   * A driver that ends with System.exit(0) would be reported as killed by some cluster managers.
   */
  private static boolean isSubmitted() {
    return System.getProperty("spark.submit.deployMode") != null;
  }
}
