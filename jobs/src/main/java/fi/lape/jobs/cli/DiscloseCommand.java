package fi.lape.jobs.cli;

import fi.lape.jobs.disclose.files.DisclosureReport;
import fi.lape.jobs.disclose.files.DisclosureRules;
import fi.lape.jobs.disclose.files.ProtectedFiles;
import fi.lape.jobs.failure.ExitCode;
import fi.lape.jobs.failure.JobException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lape disclose}: disclosure control on anybody's tables. */
@Command(
    name = "disclose",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Hides small numbers in any linked tables and whatever would give them away, attacks the result, and writes it; no plan and no LAPE data are needed.",
    footerHeading = "%nExample%n",
    footer = {
      "  lape disclose --tables tables --rules rules.yaml --out released",
      "  The rules are explained in schemas/documents/disclosure-rules.schema.json."
    })
final class DiscloseCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Option(
      names = "--tables",
      required = true,
      paramLabel = "DIR",
      description = "Folder of the tables (CSV) and of the files of parents.")
  Path tables;

  @Option(
      names = "--rules",
      required = true,
      paramLabel = "FILE",
      description = "What must be hidden (YAML).")
  Path rules;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Where the protected tables are written; not there yet.")
  Path out;

  @Option(names = "--json", description = "Print the log as JSON.")
  boolean json;

  @Option(names = "--quiet", description = "Print nothing but failures.")
  boolean quiet;

  @Override
  public Integer call() throws IOException {
    if (Files.exists(out)) {
      throw new JobException(
          ExitCode.PLAN_OR_ARGUMENTS,
          "OUTPUT_EXISTS",
          "'%s' is there already. Protected tables are never written over others, which a reader could subtract. Give another --out, or move it away."
              .formatted(out));
    }
    DisclosureReport report = ProtectedFiles.write(tables, DisclosureRules.read(rules), out);
    PrintWriter terminal = spec.commandLine().getOut();
    if (json) {
      terminal.print(report.json());
    } else if (!quiet) {
      report
          .tables()
          .forEach(
              t ->
                  terminal.printf(
                      "%-30s %-10s %d numbers, %d hidden for themselves, %d to protect them%n",
                      t.file(), t.status(), t.numbers(), t.primary(), t.secondary()));
      terminal.printf(
          "%d hidden numbers attacked from the written files, %d exposed%nWritten to %s%n",
          report.attacked(), report.exposed(), out);
    }
    terminal.flush();
    return 0;
  }
}
