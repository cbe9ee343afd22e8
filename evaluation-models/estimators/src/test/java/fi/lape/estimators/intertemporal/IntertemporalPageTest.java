package fi.lape.estimators.intertemporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
import org.junit.jupiter.api.Test;

/** The example of the method's page, read from the page. */
class IntertemporalPageTest {
  private static final Path PAGE = Path.of("..", "docs", "methods", "intertemporal.md");

  @Test
  void theExampleGivesItsTable() throws IOException {
    List<String> lines = Files.readAllLines(PAGE);
    int start = lines.indexOf("```csv") + 2;
    List<String[]> rows = new ArrayList<>();
    for (int i = start; !lines.get(i).equals("```"); i++) {
      rows.add(lines.get(i).split(",", -1));
    }
    Fit fit = IntertemporalTest.fit(panel(rows), Map.of());
    int checked = 0;
    int table = lines.indexOf("| estimand | event time | by hand | value |") + 2;
    for (int i = table; lines.get(i).startsWith("|"); i++) {
      String[] cells = lines.get(i).split("\\|", -1);
      String estimand = cells[1].strip();
      EffectKey key =
          cells[2].isBlank()
              ? EffectKey.of(estimand)
              : EffectKey.ofEventTime(estimand, Integer.parseInt(cells[2].strip()));
      Estimated effect = (Estimated) fit.effect(key).orElseThrow();
      assertThat(effect.estimate())
          .as(lines.get(i))
          .isCloseTo(Double.parseDouble(cells[4].strip()), within(1e-6));
      checked++;
    }
    assertThat(checked).isEqualTo(6);
  }

  private static Panel panel(List<String[]> rows) {
    List<String> units = rows.stream().map(r -> r[0]).distinct().toList();
    int[] years = rows.stream().mapToInt(r -> Integer.parseInt(r[1])).distinct().toArray();
    double[][] d = new double[units.size()][years.length];
    double[][] y = new double[units.size()][years.length];
    for (String[] row : rows) {
      int i = units.indexOf(row[0]);
      int t = Integer.parseInt(row[1]) - years[0];
      d[i][t] = Double.parseDouble(row[2]);
      y[i][t] = Double.parseDouble(row[3]);
    }
    int[] cohorts = new int[units.size()];
    Arrays.fill(cohorts, Panel.NEVER);
    double[] weights = new double[units.size()];
    Arrays.fill(weights, 1);
    return new Panel(years, units, units, cohorts, weights, y).withTreatment(d);
  }
}
