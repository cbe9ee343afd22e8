package fi.lape.jobs.cli;

import fi.lape.jobs.release.verify.Verification;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lape verify}: a release checked again. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Checks a release from its files alone: checksums, contracts of its tables, and whether hidden counts can be worked out from it and the earlier releases beside it. Reads no lake and no plan.",
    footerHeading = "%nExample%n",
    footer = "  lape verify lape-release/release-0001")
final class VerifyCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(paramLabel = "RELEASE", description = "Folder of the release.")
  Path release;

  @Option(names = "--json", description = "Print the checks as JSON.")
  boolean json;

  @Override
  public Integer call() throws IOException {
    Verification verification = Verification.of(release);
    PrintWriter terminal = spec.commandLine().getOut();
    if (json) {
      terminal.print(verification.json());
    } else {
      for (Verification.Check check : verification.checks()) {
        terminal.printf("%-12s %-14s %s%n", check.name(), check.status(), check.summary());
        check.faults().forEach(fault -> terminal.printf("  %s%n", fault));
      }
    }
    terminal.flush();
    verification.require();
    return 0;
  }
}
