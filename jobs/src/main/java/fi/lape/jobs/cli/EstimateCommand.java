package fi.lape.jobs.cli;

import fi.lape.jobs.estimate.EstimateOutput;
import fi.lape.jobs.estimate.EstimateTable;
import fi.lape.jobs.estimate.PanelFailures;
import fi.lape.jobs.estimate.PanelFile;
import fi.lape.jobs.failure.ExitCode;
import fi.lape.jobs.failure.JobException;
import fi.lape.jobs.gold.CodeVersion;
import fi.lape.jobs.session.Sessions;
import fi.lape.spark.Estimation;
import fi.lape.spark.EstimationRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lape estimate}: any method on anybody's panel. */
@Command(
    name = "estimate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Runs any method with any inference on any panel; no plan and no LAPE data are needed.",
    footerHeading = "%nExample%n",
    footer = {
      "  lape estimate --panel mine.csv --unit municipality --period year --outcome placed \\",
      "                --adoption opened --cluster region --method group-time-att --out effects.json"
    })
final class EstimateCommand implements Callable<Integer>, WithoutPlan {
  @Mixin PanelOptions options;
  @Spec CommandSpec spec;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where the numbers are written: .json, .csv or .parquet.")
  Optional<Path> out;

  @Option(names = "--json", description = "Print JSON instead of a table.")
  boolean json;

  @Option(names = "--quiet", description = "Print nothing but failures.")
  boolean quiet;

  @Override
  public Integer call() throws IOException {
    out.ifPresent(EstimateOutput::requireFormat);
    EstimationRequest request = options.request();
    Estimation estimation = Estimation.of(request);
    TerminalProgress progress = TerminalProgress.standard();
    try {
      say(progress, "Starting Spark");
      SparkSession spark = Sessions.open(options.spark.master, options.spark.settings);
      say(progress, "Reading the panel and estimating");
      Estimation.Result result =
          PanelFailures.worded(
              options.panel, () -> estimation.run(PanelFile.open(spark, options.panel)));
      List<Row> rows = result.table(request, CodeVersion.current());
      if (out.isPresent()) {
        EstimateOutput.write(spark, rows, out.get());
      }
      progress.end();
      print(new EstimateTable(request, result), rows);
      requireAnAnswer(result, request);
      return 0;
    } finally {
      progress.end();
    }
  }

  /**
   * The reasons are printed and written; a script learns from the exit code that none is a number.
   */
  private static void requireAnAnswer(Estimation.Result result, EstimationRequest request) {
    if (result.rows().stream().allMatch(row -> row.estimate().isEmpty())) {
      throw new JobException(
          ExitCode.TOO_LITTLE_DATA,
          "NOTHING_ESTIMABLE",
          EstimateTable.allAtOnce(result, request)
              .map(
                  all ->
                      all
                          + " Nobody is left to compare with. Add units that adopt later or never; where they differ in how much they got, name that column as --dose.")
              .orElse(
                  "none of the %d numbers of the method can be estimated on this panel. The reasons are in the result. Choose another comparison ('--set controls=…') or method, or add units that adopt later or never."
                      .formatted(result.rows().size())));
    }
  }

  private void say(TerminalProgress progress, String step) {
    if (!quiet && !json) {
      progress.step(step);
    }
  }

  private void print(EstimateTable table, List<Row> rows) {
    PrintWriter terminal = spec.commandLine().getOut();
    if (json) {
      terminal.print(EstimateOutput.json(rows));
    } else if (!quiet) {
      terminal.print(table.text());
      out.ifPresent(file -> terminal.printf("%nWritten to %s%n", file));
    }
    terminal.flush();
  }
}
