package fi.lape.estimators.had;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fi.lape.estimators.panel.Panel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The example of the method's page, read from the page. */
class HadPageTest {
  private static final Path PAGE = Path.of("..", "docs", "methods", "heterogeneous-adoption.md");

  @Test
  void theExampleGivesItsTable() throws IOException {
    List<String> lines = Files.readAllLines(PAGE);
    HadFit fit =
        new HeterogeneousAdoption(HadSettings.of(Map.of("kernel", "uniform", "bandwidth", "2.4")))
            .fit(panel(lines));
    int checked = 0;
    int table = lines.indexOf("| period | quantity | by hand | value |") + 2;
    for (int i = table; lines.get(i).startsWith("|"); i++) {
      String[] cells = lines.get(i).split("\\|", -1);
      PeriodWas.Estimated period = fit.estimated(Integer.parseInt(cells[1].strip())).orElseThrow();
      assertThat(value(fit, period, cells[2].strip()))
          .as(lines.get(i))
          .isCloseTo(Double.parseDouble(cells[4].strip()), within(1e-9));
      checked++;
    }
    assertThat(checked).isEqualTo(9);
  }

  private static double value(HadFit fit, PeriodWas.Estimated period, String quantity) {
    return switch (quantity) {
      case "mean change" -> period.was().meanChange();
      case "level" -> period.was().boundary().level();
      case "was" -> period.was().estimate();
      case "s2 lin" -> period.linearity().orElseThrow().residualVariance();
      case "s2 diff" -> period.linearity().orElseThrow().differenceVariance();
      case "linearity" -> period.linearity().orElseThrow().statistic();
      case "quasi-untreated p" -> fit.quasiUntreated().orElseThrow().pValue();
      default -> throw new IllegalStateException(quantity);
    };
  }

  private static Panel panel(List<String> lines) {
    int start = lines.indexOf("```csv") + 2;
    List<double[]> outcomes = new ArrayList<>();
    List<double[]> doses = new ArrayList<>();
    for (int i = start; !lines.get(i).equals("```"); i++) {
      String[] cells = lines.get(i).split(",", -1);
      double dose = Double.parseDouble(cells[1]);
      double[] y = new double[4];
      for (int t = 0; t < 4; t++) {
        y[t] = Double.parseDouble(cells[t + 2]);
      }
      outcomes.add(y);
      doses.add(new double[] {0, 0, dose, dose});
    }
    return HadPanels.of(2015, outcomes.toArray(double[][]::new), doses.toArray(double[][]::new));
  }
}
