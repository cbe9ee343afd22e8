package fi.lape.estimators.did;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fi.lape.estimators.Methods;
import fi.lape.estimators.error.EvaluationException;
import fi.lape.estimators.estimate.Effect;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.NotEstimable;
import fi.lape.estimators.estimate.Reason;
import fi.lape.estimators.panel.Panel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Does what the pages of the regressions show. */
class RegressionPagesTest {
  private static final Path PAGES = Path.of("../docs/methods");

  @ParameterizedTest
  @ValueSource(
      strings = {"twfe", "sun-abraham", "imputation", "two-stage", "etwfe", "bacon-decomposition"})
  void theWorkedExampleGivesTheNumbersOnThePage(String method) throws IOException {
    List<String> page = Files.readAllLines(PAGES.resolve(method + ".md"), StandardCharsets.UTF_8);
    assertThat(page.get(0)).startsWith("# `" + method + "`: ");
    Panel panel = panel(table(page, "| unit | first treated |"));
    List<String[]> answers = table(page, "| settings | estimand |");
    assertThat(answers).hasSizeGreaterThan(4);
    for (String[] answer : answers) {
      EffectKey key =
          new EffectKey(answer[1], number(answer[2]), number(answer[3]), number(answer[4]));
      Effect effect =
          Methods.of(method)
              .estimator(settings(answer[0]), Map.of())
              .fit(panel)
              .effect(key)
              .orElseThrow(() -> new AssertionError(method + " has no " + key));
      if (effect instanceof Estimated estimated) {
        assertThat(estimated.estimate())
            .as("%s %s", method, key)
            .isCloseTo(Double.parseDouble(answer[5]), within(1e-12));
      } else {
        assertThat(((NotEstimable) effect).reason()).isEqualTo(Reason.valueOf(answer[5]));
      }
    }
  }

  /** Every setting a page lists is one the method knows, and the other way round. */
  @ParameterizedTest
  @ValueSource(strings = {"twfe", "sun-abraham", "imputation", "etwfe"})
  void theSettingsOnThePageAreThoseOfTheMethod(String method) throws IOException {
    List<String> page = Files.readAllLines(PAGES.resolve(method + ".md"), StandardCharsets.UTF_8);
    List<String> listed = new ArrayList<>();
    for (String[] row : table(page, "| setting | values |")) {
      listed.add(row[0]);
    }
    String known = "";
    try {
      Methods.of(method).estimator(Map.of("nothing", "here"), Map.of());
    } catch (EvaluationException refused) {
      known = refused.getMessage();
    }
    assertThat(known)
        .contains("Its settings are " + String.join(", ", listed.stream().sorted().toList()) + ".");
  }

  private static Map<String, String> settings(String words) {
    Map<String, String> settings = new TreeMap<>();
    for (String setting : words.isEmpty() ? new String[0] : words.split(", ", -1)) {
      String[] parts = setting.split("=", -1);
      settings.put(parts[0], parts[1]);
    }
    return settings;
  }

  private static OptionalInt number(String cell) {
    return cell.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(cell));
  }

  private static List<String[]> table(List<String> page, String header) {
    List<String[]> rows = new ArrayList<>();
    boolean inside = false;
    for (String line : page) {
      if (line.startsWith(header)) {
        inside = true;
      } else if (inside && !line.startsWith("|")) {
        return rows;
      } else if (inside && !line.startsWith("|--")) {
        String[] cells = line.substring(1).replace("`", "").split("\\|", -1);
        for (int j = 0; j < cells.length; j++) {
          cells[j] = cells[j].strip();
        }
        rows.add(cells);
      }
    }
    return rows;
  }

  private static Panel panel(List<String[]> data) {
    int n = data.size();
    List<String> ids = new ArrayList<>();
    int[] cohorts = new int[n];
    double[] weights = new double[n];
    double[][] y = new double[n][4];
    for (int i = 0; i < n; i++) {
      String[] row = data.get(i);
      ids.add(row[0]);
      cohorts[i] = row[1].equals("never") ? Panel.NEVER : Integer.parseInt(row[1]);
      weights[i] = 1;
      for (int t = 0; t < 4; t++) {
        y[i][t] = Double.parseDouble(row[2 + t]);
      }
    }
    return new Panel(new int[] {1, 2, 3, 4}, ids, ids, cohorts, weights, y);
  }
}
