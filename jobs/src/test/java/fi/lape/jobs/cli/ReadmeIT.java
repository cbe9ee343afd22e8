package fi.lape.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lape.jobs.testing.FirstRun;
import fi.lape.jobs.testing.Launched;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Does what the README says, in its order, in a folder of its own. */
class ReadmeIT {
  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

  private final Path folder = FirstRun.folder();

  @Test
  void itsCommandsAndItsQueriesWorkAsPrinted() throws IOException, SQLException {
    List<String> commands = ReadmeTest.commands();
    assertThat(commands.get(0)).isEqualTo("jobs/bin/lape run"); // what FirstRun ran
    for (String command : commands.subList(1, commands.size())) {
      if (command.startsWith("jobs/bin/lape")) {
        Launched run = shell(inThisFolder(command));
        assertThat(run.exitCode()).as(command + "\n" + run.output()).isZero();
      }
    }
    assertThat(rowsOf("SELECT * FROM '" + folder + "/effects.json' WHERE estimand = 'att-simple'"))
        .isEqualTo(1);
    assertThat(blocks("sql")).hasSize(2);
    for (String query : blocks("sql")) {
      assertThat(rowsOf(query)).as(query).isGreaterThan(0);
    }
    Launched python =
        shell(
            "cd '%s' && python3 - <<'END'\n%sassert len(effects) > 10, effects\nEND\n"
                .formatted(folder, blocks("python").get(0)));
    assertThat(python.exitCode()).as(python.output()).isZero();
  }

  /** The command run from the folder, with the checkout's files named in full. */
  private String inThisFolder(String command) {
    return "cd "
        + folder
        + " && "
        + command
            .replace("jobs/bin/lape", HOME + "/jobs/bin/lape")
            .replace(" data-samples/", " " + HOME + "/data-samples/")
            .replace(" evaluation-models/", " " + HOME + "/evaluation-models/");
  }

  private static Launched shell(String command) throws IOException {
    return Launched.run(Map.of(), new ArrayList<>(List.of("sh", "-c", command)));
  }

  private long rowsOf(String query) throws SQLException {
    String here = query.replace("'lape-release/", "'" + folder + "/lape-release/");
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckdb.createStatement();
        ResultSet rows = statement.executeQuery(here)) {
      long count = 0;
      while (rows.next()) {
        count++;
      }
      return count;
    }
  }

  private static List<String> blocks(String language) throws IOException {
    List<String> blocks =
        Pattern.compile("(?ms)^```" + language + "\n(.*?)^```")
            .matcher(Files.readString(HOME.resolve("README.md")))
            .results()
            .map(block -> block.group(1))
            .toList();
    assertThat(blocks).as(language + " blocks").isNotEmpty();
    return blocks;
  }
}
