package fi.lape.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lape.jobs.testing.SampleLake;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worked example of the page of {@code double-ml}, command by command. */
class ChildrenCommandTest {
  private static final Path PAGE = Path.of("../evaluation-models/docs/methods/double-ml.md");

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int lape(String... arguments) {
    return Lape.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  /** The commands of the page, with the lake of the sample and files of this test. */
  private List<String[]> commands() throws IOException {
    List<String[]> commands = new ArrayList<>();
    for (String line : Files.readAllLines(PAGE)) {
      if (line.startsWith("jobs/bin/lape ")) {
        commands.add(
            line.substring("jobs/bin/lape ".length())
                .replace("my-lake", SampleLake.path().toString())
                .replace("children.parquet", folder.resolve("children.parquet").toString())
                .replaceAll("(\\w+)\\.json", folder + "/$1.json")
                .split(" +"));
      }
    }
    return commands;
  }

  /** Rows of the page that begin with the name of a result file. */
  private static String row(Path result) throws IOException {
    JsonNode rows = new ObjectMapper().readTree(result.toFile());
    for (JsonNode row : rows) {
      if (row.get("estimand").asText().equals("att-simple")) {
        return String.format(
            Locale.ROOT,
            "| `%s` | %s | %.5f | %.5f | %.5f … %.5f |",
            result.getFileName(),
            row.get("outcome").asText(),
            row.get("estimate").asDouble(),
            row.get("std_error").asDouble(),
            row.get("ci_low").asDouble(),
            row.get("ci_high").asDouble());
      }
    }
    return "no overall effect";
  }

  @Test
  void theWorkedExampleOfThePageGivesItsNumbers() throws IOException {
    List<String[]> commands = commands();
    assertThat(commands).hasSizeGreaterThanOrEqualTo(3);
    List<Path> results = new ArrayList<>();
    for (String[] command : commands) {
      List<String> words = List.of(command);
      boolean refused = words.get(words.size() - 1).endsWith("refused.json");
      assertThat(lape(command)).as(err.toString()).isEqualTo(refused ? 4 : 0);
      assertThat(out.toString().contains("FAIL")).isEqualTo(refused);
      if (words.get(0).equals("estimate") && !refused) {
        results.add(Path.of(words.get(words.indexOf("--out") + 1)));
      }
    }
    assertThat(out.toString()).contains("Overlap:", "PASS", "NO_OVERLAP");
    String page = Files.readString(PAGE);
    for (String line : out.toString().lines().toList()) {
      if (line.matches("[\\d,]+ children, .*")) {
        assertThat(page).contains(line.substring(0, line.indexOf(" areas")));
      }
    }
    for (Path result : results) {
      assertThat(page).contains(row(result));
    }
    assertThat(lape(commands.get(0))).isEqualTo(2); // the table of persons is there
    assertThat(err.toString()).contains("OUTPUT_EXISTS");
    assertThat(
            lape(
                "children",
                "--lake",
                folder.toString(),
                "--treatment",
                "family-centre",
                "--before",
                "2014-2015",
                "--after",
                "2018-2019",
                "--out",
                folder + "/more"))
        .isEqualTo(6);
    assertThat(err.toString()).contains("REGISTER_NOT_IN_LAKE");
  }
}
