package fi.lape.estimators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.Fit;
import fi.lape.estimators.inference.InferenceResult;
import fi.lape.estimators.inference.Inferences;
import fi.lape.estimators.inference.Inferred;
import fi.lape.estimators.panel.Panel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The five lines of the README. */
class ReadmeExampleTest {
  @Test
  void theFiveLinesGiveTheEffectWorkedOutByHand() throws IOException {
    int[] periods = {2017, 2018};
    List<String> ids = List.of("001", "002", "003", "004", "005", "006");
    List<String> clusters = List.of("A", "B", "C", "A", "B", "C");
    int[] cohorts = {2018, 2018, 2018, Panel.NEVER, Panel.NEVER, Panel.NEVER};
    double[] weights = {1, 1, 1, 1, 1, 1};
    double[][] outcomes = {{10, 12}, {8, 9}, {5, 8}, {20, 21}, {30, 33}, {10, 12}};

    Panel panel = new Panel(periods, ids, clusters, cohorts, weights, outcomes);
    Fit fit =
        Methods.of("group-time-att").estimator(Map.of("aggregate", "simple"), Map.of()).fit(panel);
    Estimated effect = (Estimated) fit.effect(EffectKey.of("att-simple")).orElseThrow();
    InferenceResult uncertainty = Inferences.of("wild-cluster").infer(effect, 0.95);

    assertThat(effect.estimate()).isCloseTo((2 + 1 + 3) / 3.0 - (1 + 3 + 2) / 3.0, within(1e-12));
    assertThat(uncertainty).isInstanceOf(Inferred.class);
    String readme = flat(Files.readString(Path.of("../../README.md")));
    String test =
        Files.readString(Path.of("src/test/java/fi/lape/estimators/ReadmeExampleTest.java"));
    String lines =
        test.substring(test.indexOf("    Panel panel"), test.indexOf("    assertThat(effect.est"));
    assertThat(readme).contains(flat(lines));
  }

  private static String flat(String text) {
    return text.replaceAll("\\s+", "");
  }
}
