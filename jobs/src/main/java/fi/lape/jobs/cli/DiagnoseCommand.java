package fi.lape.jobs.cli;

import fi.lape.estimators.diagnostics.DiagnosticRow;
import fi.lape.estimators.diagnostics.Diagnostics;
import fi.lape.estimators.diagnostics.EventStudy;
import fi.lape.estimators.estimate.Fit;
import fi.lape.jobs.estimate.DiagnosisText;
import fi.lape.jobs.estimate.PanelFailures;
import fi.lape.jobs.estimate.PanelFile;
import fi.lape.jobs.failure.ExitCode;
import fi.lape.jobs.failure.JobException;
import fi.lape.jobs.session.Sessions;
import fi.lape.spark.Estimation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lape diagnose}: what an event study on anybody's panel is worth. */
@Command(
    name = "diagnose",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Estimates an event study on any panel and asks how much its effects owe to parallel trends; 'lape methods' lists the diagnostics.",
    footerHeading = "%nExample%n",
    footer = {
      "  lape diagnose --panel mine.csv --unit municipality --period year --outcome placed \\",
      "                --adoption opened --cluster region --method group-time-att \\",
      "                --set base=universal --set aggregate=dynamic --set min_e=-5 --set max_e=3 \\",
      "                --diagnostic honest-did --diagnostic-set bounds=0.5,1,2"
    })
final class DiagnoseCommand implements Callable<Integer>, WithoutPlan {
  @Mixin PanelOptions options;
  @Spec CommandSpec spec;

  @Option(
      names = "--diagnostic",
      required = true,
      paramLabel = "NAME",
      description = "honest-did or pretrends.")
  String diagnostic;

  @Option(
      names = "--diagnostic-set",
      paramLabel = "KEY=VALUE",
      description = "A setting of the diagnostic; may be given several times.")
  Map<String, String> settings = new LinkedHashMap<>();

  @Option(
      names = "--estimand",
      paramLabel = "WORD",
      description = "Which effects by event time, where the method gives several kinds.")
  Optional<String> estimand;

  @Option(names = "--out", paramLabel = "FILE", description = "Where the answers go: .json.")
  Optional<Path> out;

  @Option(names = "--json", description = "Print JSON instead of a table.")
  boolean json;

  @Option(names = "--quiet", description = "Print nothing but failures.")
  boolean quiet;

  @Override
  public Integer call() throws IOException {
    Diagnostics chosen = Diagnostics.of(diagnostic);
    refuseInference();
    Estimation estimation = Estimation.of(options.request());
    TerminalProgress progress = TerminalProgress.standard();
    try {
      say(progress, "Starting Spark");
      SparkSession spark = Sessions.open(options.spark.master, options.spark.settings);
      say(progress, "Reading the panel and estimating");
      Fit fit =
          PanelFailures.worded(
              options.panel, () -> estimation.fit(PanelFile.open(spark, options.panel)).fit());
      say(progress, "Asking what the effects are worth");
      List<DiagnosticRow> rows = chosen.run(study(fit), settings);
      if (out.isPresent()) {
        Files.writeString(out.get(), DiagnosisText.json(diagnostic, options.method, rows));
      }
      progress.end();
      print(rows);
      return 0;
    } finally {
      progress.end();
    }
  }

  /** A diagnostic has a covariance, not an inference: naming one would seem to change it. */
  private void refuseInference() {
    if (options.inference.isPresent()) {
      throw new JobException(
          ExitCode.PLAN_OR_ARGUMENTS,
          "INFERENCE_NOT_USED",
          "a diagnostic takes the covariance of the event study, by clusters with the factor G/(G − 1) where --cluster or --assigned is named and by units otherwise. '%s' would change nothing. Leave --inference out."
              .formatted(options.inference.get()));
    }
  }

  private EventStudy study(Fit fit) {
    TreeSet<String> kinds = new TreeSet<>();
    fit.effects().stream()
        .map(effect -> effect.key())
        .filter(key -> key.eventTime().isPresent() && key.cohort().isEmpty())
        .forEach(key -> kinds.add(key.estimand()));
    String wanted = estimand.orElseGet(() -> kinds.size() == 1 ? kinds.first() : "");
    if (!kinds.contains(wanted)) {
      throw new JobException(
          ExitCode.PLAN_OR_ARGUMENTS,
          "EVENT_STUDY_NOT_NAMED",
          "'%s' gives these effects by event time: %s. A diagnostic looks at one kind. Name it by --estimand, or let the method give one ('--set aggregate=dynamic')."
              .formatted(options.method, kinds.isEmpty() ? "none" : String.join(", ", kinds)));
    }
    return EventStudy.of(
        fit,
        wanted,
        options.cluster.or(() -> options.assigned).isPresent()
            ? EventStudy.Independence.CLUSTERS
            : EventStudy.Independence.UNITS);
  }

  private void say(TerminalProgress progress, String step) {
    if (!quiet && !json) {
      progress.step(step);
    }
  }

  private void print(List<DiagnosticRow> rows) {
    PrintWriter terminal = spec.commandLine().getOut();
    if (json) {
      terminal.print(DiagnosisText.json(diagnostic, options.method, rows));
    } else if (!quiet) {
      terminal.print(DiagnosisText.table(diagnostic, rows));
      terminal.printf(
          "%nMethod %s; covariance by %s.%n",
          options.method,
          options
              .cluster
              .or(() -> options.assigned)
              .map(c -> "'" + c + "' with the factor G/(G − 1)")
              .orElse("unit, each on its own (no --cluster, no --assigned)"));
    }
    terminal.flush();
  }
}
