package fi.lape.jobs.cli;

import fi.lape.jobs.release.diff.Move;
import fi.lape.jobs.release.diff.ReleaseDiff;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lape diff}: two releases compared. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Says which numbers moved between two releases, and what may have moved them: the study plan, the input files, the code.",
    footerHeading = "%nExample%n",
    footer = "  lape diff lape-release/release-0001 lape-release/release-0002")
final class DiffCommand implements Callable<Integer> {
  private static final int SHOWN = 20;

  @Spec CommandSpec spec;

  @Parameters(index = "0", paramLabel = "RELEASE", description = "Folder of the first release.")
  Path first;

  @Parameters(index = "1", paramLabel = "RELEASE", description = "Folder of the second.")
  Path second;

  @Option(names = "--json", description = "Print everything as JSON.")
  boolean json;

  @Override
  public Integer call() throws IOException {
    ReleaseDiff diff = ReleaseDiff.between(first, second);
    PrintWriter terminal = spec.commandLine().getOut();
    if (json) {
      terminal.print(diff.json());
    } else {
      print(diff, terminal);
    }
    terminal.flush();
    return 0;
  }

  private static void print(ReleaseDiff diff, PrintWriter terminal) {
    terminal.printf("%s -> %s%n", diff.from(), diff.to());
    diff.plan()
        .forEach(d -> terminal.printf("plan   %s: %s -> %s%n", d.key(), d.before(), d.after()));
    diff.inputs().forEach(input -> terminal.printf("input  %s%n", input));
    diff.code().forEach(code -> terminal.printf("%s%n", code));
    if (diff.plan().isEmpty() && diff.inputs().isEmpty() && diff.code().isEmpty()) {
      terminal.println("The same plan, the same input files, the same code.");
    }
    for (ReleaseDiff.Table table : diff.tables()) {
      if (table.added() + table.removed() + table.moved() > 0) {
        terminal.printf(
            "%-24s %d rows in both, %d added, %d removed, %d cells moved%n",
            table.name(), table.rows(), table.added(), table.removed(), table.moved());
      }
    }
    diff.moves().stream()
        .limit(SHOWN)
        .forEach(
            (Move move) ->
                terminal.printf(
                    "  %s %s %s: %s -> %s (%s)%n",
                    move.table(),
                    move.key(),
                    move.column(),
                    move.before().isEmpty() ? "nothing" : move.before(),
                    move.after().isEmpty() ? "nothing" : move.after(),
                    String.join("; ", move.why())));
    if (diff.moves().size() > SHOWN) {
      terminal.printf("  and %d more: --json%n", diff.moves().size() - SHOWN);
    }
    if (diff.moves().isEmpty()) {
      terminal.println("No number moved.");
    }
  }
}
