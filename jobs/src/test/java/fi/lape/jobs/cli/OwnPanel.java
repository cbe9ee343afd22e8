package fi.lape.jobs.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command run in this process, and a small panel of a person's own. */
final class OwnPanel {
  // Two municipalities that opened in 2018, two that did not; the effect by hand:
  // ((12 − 10) + (9 − 8)) / 2 − ((21 − 20) + (33 − 30)) / 2 = 1.5 − 2 = −0.5
  static final String MINE =
      """
      town,region,opened,year,placed
      001,A,2018,2017,10
      001,A,2018,2018,12
      002,B,2018,2017,8
      002,B,2018,2018,9
      003,A,,2017,20
      003,A,,2018,21
      004,B,0,2017,30
      004,B,0,2018,33
      """;

  private final Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  OwnPanel(Path folder) {
    this.folder = folder;
  }

  /** Runs it; what was printed before is forgotten. */
  int lape(List<String> arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Lape.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments.toArray(String[]::new));
  }

  /** Runs {@code lape estimate} on a panel like {@link #MINE}. */
  int estimate(Path panel, String... more) {
    List<String> arguments = new ArrayList<>(List.of("estimate", "--panel", panel.toString()));
    arguments.addAll(List.of("--unit", "town", "--period", "year", "--outcome", "placed"));
    arguments.addAll(List.of("--adoption", "opened"));
    arguments.addAll(List.of(more));
    return lape(arguments);
  }

  Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }

  static List<JsonNode> rows(String json) throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    new ObjectMapper().readTree(json).forEach(rows::add);
    return rows;
  }

  /** The row of the overall effect in a file of JSON. */
  static JsonNode overall(Path json) throws IOException {
    return rows(Files.readString(json)).stream()
        .filter(row -> row.get("estimand").asText().equals("att-simple"))
        .findFirst()
        .orElseThrow();
  }
}
