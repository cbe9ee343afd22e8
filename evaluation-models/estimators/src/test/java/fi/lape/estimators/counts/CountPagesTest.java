package fi.lape.estimators.counts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import fi.lape.estimators.Methods;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.Fit;
import fi.lape.estimators.panel.Panel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Does what the pages of the methods for counts show. */
class CountPagesTest {
  private static final Path PAGES = Path.of("../docs/methods");

  @ParameterizedTest
  @ValueSource(strings = {"etwfe-poisson", "poisson-twfe"})
  void theWorkedExampleGivesTheNumbersOnThePage(String method) throws IOException {
    List<String> page = Files.readAllLines(PAGES.resolve(method + ".md"));
    assertThat(page.get(0)).startsWith("# `" + method + "`: ");
    List<String[]> units = table(page, "| unit | first treated |");
    double[][] counts = new double[2][2];
    double[][] exposure = new double[2][2];
    int[] cohorts = new int[2];
    for (int i = 0; i < 2; i++) {
      String[] row = units.get(i);
      cohorts[i] = row[1].equals("never") ? Panel.NEVER : Integer.parseInt(row[1]);
      for (int t = 0; t < 2; t++) {
        counts[i][t] = Double.parseDouble(row[2 + 2 * t]);
        exposure[i][t] = Double.parseDouble(row[3 + 2 * t]);
      }
    }
    List<String> ids = List.of(units.get(0)[0], units.get(1)[0]);
    Panel panel =
        new Panel(new int[] {1, 2}, ids, ids, cohorts, new double[] {1, 1}, counts)
            .withExposure(exposure);
    Fit fit = Methods.of(method).estimator(Map.of(), Map.of()).fit(panel);
    List<String[]> answers = table(page, "| estimand | value |");
    assertThat(answers).hasSize(4);
    for (String[] answer : answers) {
      Estimated effect = (Estimated) fit.effect(EffectKey.of(answer[0])).orElseThrow();
      assertThat(effect.estimate())
          .as(answer[0])
          .isCloseTo(Double.parseDouble(answer[1]), within(1e-11));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"etwfe-poisson", "poisson-twfe"})
  void theSettingsOnThePageAreThoseOfTheMethod(String method) throws IOException {
    List<String> listed = new ArrayList<>();
    for (String[] row :
        table(Files.readAllLines(PAGES.resolve(method + ".md")), "| setting | values |")) {
      listed.add(row[0]);
    }
    assertThatThrownBy(() -> Methods.of(method).estimator(Map.of("nothing", "here"), Map.of()))
        .hasMessageContaining(
            "Its settings are " + String.join(", ", listed.stream().sorted().toList()) + ".");
  }

  private static List<String[]> table(List<String> page, String header) {
    List<String[]> rows = new ArrayList<>();
    for (int at = line(page, header) + 2; page.get(at).startsWith("|"); at++) {
      String[] cells = page.get(at).substring(1).replace("`", "").split("\\|", -1);
      for (int j = 0; j < cells.length; j++) {
        cells[j] = cells[j].strip();
      }
      rows.add(cells);
    }
    return rows;
  }

  private static int line(List<String> page, String start) {
    for (int at = 0; at < page.size(); at++) {
      if (page.get(at).startsWith(start)) {
        return at;
      }
    }
    throw new AssertionError(start);
  }
}
