package fi.lape.estimators.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fi.lape.estimators.Methods;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MultiplierFloorTest {
  /** An effect of 1000 errors: no pattern of signs comes near it. */
  private static Estimated huge(int clusters) {
    List<String> ids = new ArrayList<>();
    List<String> names = new ArrayList<>();
    int n = 2 * clusters;
    int[] cohorts = new int[n];
    double[] weights = new double[n];
    double[][] y = new double[n][2];
    for (int i = 0; i < n; i++) {
      ids.add("U" + i);
      names.add("K" + i / 2);
      cohorts[i] = i % 2 == 0 ? 2011 : Panel.NEVER;
      weights[i] = 1;
      y[i][1] = i % 2 == 0 ? 1000 + (i % 3) : i % 5;
    }
    Panel panel = new Panel(new int[] {2010, 2011}, ids, names, cohorts, weights, y);
    return (Estimated)
        Methods.of("twfe")
            .estimator(Map.of(), Map.of())
            .fit(panel)
            .effect(EffectKey.of("twfe"))
            .orElseThrow();
  }

  @Test
  void enumeratedPatternsNeverGiveASmallerPThanTheSampleAndItsMirrorImage() {
    for (int clusters : new int[] {4, 8, 12}) {
      Inferred inferred = (Inferred) Inferences.of("multiplier").infer(huge(clusters), 0.95);
      assertThat(inferred.pValue()).isCloseTo(2 / Math.pow(2, clusters), within(1e-15));
    }
  }

  @Test
  void whereNoPatternCouldRejectTheIntervalHasNoEnds() {
    Inferred four = (Inferred) Inferences.of("multiplier").infer(huge(4), 0.95);
    assertThat(four.low()).isEmpty();
    assertThat(four.high()).isEmpty();
    Inferred eight = (Inferred) Inferences.of("multiplier").infer(huge(8), 0.95);
    assertThat(eight.low().orElseThrow()).isLessThan(eight.high().orElseThrow());
  }
}
