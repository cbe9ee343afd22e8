package fi.lape.estimators.did;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fi.lape.estimators.Methods;
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
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Does what the page of the method shows. */
class GroupTimeAttPageTest {
  private static final Path PAGE = Path.of("../docs/methods/group-time-att.md");

  @Test
  void theWorkedExampleGivesTheNumbersOnThePage() throws IOException {
    List<String[]> data = table("| unit | first treated |");
    List<String[]> answers = table("| covariate | N6 seen in 2012 |");
    assertThat(data).hasSize(12);
    assertThat(answers).hasSize(7);
    for (String[] answer : answers) {
      Map<String, String> settings = new TreeMap<>();
      for (String setting : answer[2].isEmpty() ? new String[0] : answer[2].split(", ", -1)) {
        String[] parts = setting.replace("`", "").split("=", -1);
        settings.put(parts[0], parts[1]);
      }
      Panel panel = panel(data, answer[0].equals("x"), answer[1].equals("yes"));
      Effect effect =
          Methods.GROUP_TIME_ATT
              .estimator(settings, Map.of())
              .fit(panel)
              .effect(EffectKey.cell(GroupTimeAtt.CELL, 2013, 2013))
              .orElseThrow();
      if (answer[3].startsWith("`")) {
        assertThat(((NotEstimable) effect).reason())
            .isEqualTo(Reason.valueOf(answer[3].replace("`", "")));
      } else {
        double expected = Double.parseDouble(answer[3].replace('−', '-'));
        assertThat(((Estimated) effect).estimate())
            .as(String.join(" ", answer))
            .isCloseTo(expected, within(5.1e-4));
      }
    }
  }

  /** Rows of the table that starts with this header, cells stripped. */
  private static List<String[]> table(String header) throws IOException {
    List<String[]> rows = new ArrayList<>();
    boolean inside = false;
    for (String line : Files.readAllLines(PAGE, StandardCharsets.UTF_8)) {
      if (line.startsWith(header)) {
        inside = true;
      } else if (inside && !line.startsWith("|")) {
        return rows;
      } else if (inside && !line.startsWith("|--")) {
        String[] cells = line.substring(1).split("\\|", -1);
        for (int j = 0; j < cells.length; j++) {
          cells[j] = cells[j].strip();
        }
        rows.add(cells);
      }
    }
    return rows;
  }

  private static Panel panel(List<String[]> data, boolean covariate, boolean complete) {
    int n = data.size();
    List<String> ids = new ArrayList<>();
    int[] cohorts = new int[n];
    double[] weights = new double[n];
    double[][] y = new double[n][2];
    double[][][] x = new double[n][2][1];
    boolean[][] observed = new boolean[n][2];
    for (int i = 0; i < n; i++) {
      String[] row = data.get(i);
      ids.add(row[0]);
      cohorts[i] = row[1].equals("never") ? Panel.NEVER : Integer.parseInt(row[1]);
      weights[i] = 1;
      for (int t = 0; t < 2; t++) {
        x[i][t][0] = Double.parseDouble(row[2]);
        y[i][t] = Double.parseDouble(row[3 + t]);
        observed[i][t] = complete || t == 1 || !row[0].equals("N6");
      }
    }
    Panel panel = Panel.withHoles(new int[] {2012, 2013}, ids, ids, cohorts, weights, y, observed);
    return covariate ? panel.withCovariates(List.of("x"), x) : panel;
  }
}
