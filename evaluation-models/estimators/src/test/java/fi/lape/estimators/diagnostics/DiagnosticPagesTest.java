package fi.lape.estimators.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Does what the pages of the diagnostics show, and what they say of settings and refusals. */
class DiagnosticPagesTest {
  private static final Path PAGES = Path.of("../docs/methods");
  private static final double ROUNDED = 5.1e-5;

  private static final EventStudy EXAMPLE =
      new EventStudy(
          new int[] {-2, 0},
          -1,
          new double[] {-0.3, 2},
          new double[][] {{0.04, 0.01}, {0.01, 0.09}});

  @Test
  void theExampleOfHonestDidGivesTheNumbersOnThePage() throws IOException {
    List<String[]> answers = table("honest-did", "| restriction | method | bound |");
    assertThat(answers).hasSize(6);
    for (String[] answer : answers) {
      DiagnosticRow row =
          find(
              Diagnostics.HONEST_DID.run(
                  EXAMPLE,
                  Map.of("restriction", answer[0], "method", answer[1], "bounds", answer[2])),
              answer[3],
              answer[2],
              "");
      assertThat(row.low().getAsDouble()).isCloseTo(number(answer[4]), within(ROUNDED));
      assertThat(row.high().getAsDouble()).isCloseTo(number(answer[5]), within(ROUNDED));
    }
    double breakdown =
        find(
                Diagnostics.HONEST_DID.run(EXAMPLE, Map.of("restriction", "smoothness")),
                "breakdown",
                "",
                "")
            .value()
            .getAsDouble();
    String said = page("honest-did").split("from M = ", -1)[1].substring(0, 6);
    assertThat(breakdown).isCloseTo(number(said), within(1e-3));
  }

  @Test
  void theExampleOfPretrendsGivesTheNumbersOnThePage() throws IOException {
    List<String[]> answers = table("pretrends", "| row | power |");
    assertThat(answers).hasSize(11);
    List<DiagnosticRow> rows = Diagnostics.PRETRENDS.run(EXAMPLE, Map.of());
    for (String[] answer : answers) {
      assertThat(find(rows, answer[0], answer[1], answer[2]).value().getAsDouble())
          .as(String.join(" ", answer))
          .isCloseTo(number(answer[3]), within(ROUNDED));
    }
  }

  @Test
  void thePagesNameEverySettingAndEveryRefusal() throws IOException {
    for (Diagnostics diagnostic : Diagnostics.values()) {
      String page = page(diagnostic.word());
      for (String setting : diagnostic.settings()) {
        assertThat(page).contains("`" + setting + "`");
      }
      for (String refusal : diagnostic.refusals()) {
        assertThat(page).contains("| `" + refusal + "` |");
      }
    }
  }

  private static DiagnosticRow find(
      List<DiagnosticRow> rows, String quantity, String at, String time) {
    return rows.stream()
        .filter(r -> r.quantity().equals(quantity))
        .filter(r -> at.isEmpty() || r.at().equals(OptionalDouble.of(number(at))))
        .filter(r -> time.isEmpty() || r.eventTime().getAsInt() == (int) number(time))
        .findFirst()
        .orElseThrow();
  }

  private static double number(String cell) {
    return Double.parseDouble(cell.replace('−', '-'));
  }

  private static String page(String diagnostic) throws IOException {
    return Files.readString(PAGES.resolve(diagnostic + ".md"), StandardCharsets.UTF_8);
  }

  /** Rows of the table that starts with this header, cells stripped of blanks and backticks. */
  private static List<String[]> table(String diagnostic, String header) throws IOException {
    List<String[]> rows = new ArrayList<>();
    boolean inside = false;
    for (String line : page(diagnostic).split("\n", -1)) {
      if (line.startsWith(header)) {
        inside = true;
      } else if (inside && !line.startsWith("|")) {
        return rows;
      } else if (inside && !line.startsWith("|--")) {
        String[] cells = line.substring(1).split("\\|", -1);
        for (int j = 0; j < cells.length; j++) {
          cells[j] = cells[j].replace("`", "").strip();
        }
        rows.add(cells);
      }
    }
    return rows;
  }
}
