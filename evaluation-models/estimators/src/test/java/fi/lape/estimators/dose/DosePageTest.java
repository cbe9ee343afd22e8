package fi.lape.estimators.dose;

import static org.assertj.core.api.Assertions.assertThat;
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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The example of the method's page, read from the page. */
class DosePageTest {
  private static final Path PAGE = Path.of("../docs/methods/dose-regression.md");

  @Test
  void theWorkedExampleGivesTheNumbersOnThePage() throws IOException {
    List<String[]> areas = table("| area | dose |");
    List<String> names = areas.stream().map(row -> row[1]).toList();
    Map<String, Double> dose = new TreeMap<>();
    double[][] y = new double[areas.size()][4];
    double[] weights = new double[areas.size()];
    int[] cohorts = new int[areas.size()];
    for (int i = 0; i < y.length; i++) {
      dose.put(names.get(i), Double.parseDouble(areas.get(i)[2]));
      weights[i] = 1;
      cohorts[i] = Panel.NEVER;
      for (int t = 0; t < 4; t++) {
        y[i][t] = Double.parseDouble(areas.get(i)[3 + t]);
      }
    }
    Panel panel = new Panel(new int[] {2015, 2016, 2017, 2018}, names, names, cohorts, weights, y);
    Fit fit =
        Methods.of("dose-regression")
            .estimator(Map.of("base_period", "2016", "periods", "2015,2017,2018"), dose)
            .fit(panel);
    List<String[]> answers = table("| estimand | period | value |");
    assertThat(answers).hasSize(4);
    for (String[] answer : answers) {
      String estimand = answer[1].replace("`", "");
      EffectKey key =
          answer[2].isEmpty()
              ? EffectKey.of(estimand)
              : EffectKey.ofPeriod(estimand, Integer.parseInt(answer[2]));
      Estimated effect = (Estimated) fit.effect(key).orElseThrow();
      assertThat(effect.estimate())
          .as("%s", key)
          .isCloseTo(Double.parseDouble(answer[3]), within(1e-12));
    }
  }

  private static List<String[]> table(String head) throws IOException {
    List<String> lines = Files.readAllLines(PAGE);
    List<String[]> rows = new ArrayList<>();
    int first = 0;
    while (!lines.get(first).startsWith(head)) {
      first++;
    }
    for (int i = first + 2; lines.get(i).startsWith("|"); i++) {
      String[] cells = lines.get(i).split("\\|", -1);
      rows.add(Arrays.stream(cells).map(String::strip).toArray(String[]::new));
    }
    return rows;
  }
}
