package fi.lape.estimators.counts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.inference.Inferences;
import fi.lape.estimators.inference.Inferred;
import fi.lape.estimators.inference.PooledEstimate;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Planted counts of small municipalities; those below five are hidden and then imputed. */
class HiddenCountsTest {
  private static final int UNITS = 120;
  private static final int[] YEARS = {2013, 2014, 2015, 2016, 2017, 2018};
  private static final double RELATIVE = -0.3;
  private static final EffectKey KEY = EffectKey.of("att-simple-relative");

  /** True counts, with unit levels that vary and an effect of −30 % on those adopting in 2017. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Planted(Panel panel, double[][] counts, double[][] low, double[][] high) {
    static Planted draw(long seed) {
      Random random = new Random(seed);
      List<String> ids = new ArrayList<>();
      List<String> clusters = new ArrayList<>();
      int[] cohorts = new int[UNITS];
      double[] weights = new double[UNITS];
      double[][] y = new double[UNITS][YEARS.length];
      double[][] exposure = new double[UNITS][YEARS.length];
      double[][] low = new double[UNITS][YEARS.length];
      double[][] high = new double[UNITS][YEARS.length];
      Arrays.fill(weights, 1);
      for (int i = 0; i < UNITS; i++) {
        ids.add("%03d".formatted(i));
        clusters.add("A%02d".formatted(i % 20));
        cohorts[i] = random.nextBoolean() ? 2017 : Panel.NEVER;
        double children = 300 * Math.exp(1.2 * random.nextGaussian());
        double level = Math.exp(0.3 * random.nextGaussian() - 0.045);
        for (int t = 0; t < YEARS.length; t++) {
          boolean treated = YEARS[t] >= cohorts[i];
          double mean = 0.012 * children * level * (1 + 0.03 * t) * (treated ? 1 + RELATIVE : 1);
          exposure[i][t] = children;
          y[i][t] = poisson(mean, random);
          boolean hidden = y[i][t] < 5;
          low[i][t] = hidden ? 0 : y[i][t];
          high[i][t] = hidden ? 4 : y[i][t];
        }
      }
      return new Planted(
          new Panel(YEARS, ids, clusters, cohorts, weights, y).withExposure(exposure),
          y,
          low,
          high);
    }

    private static double poisson(double mean, Random random) {
      double limit = Math.exp(-mean);
      double product = random.nextDouble();
      int k = 0;
      while (product > limit) {
        product *= random.nextDouble();
        k++;
      }
      return k;
    }

    Panel with(double[][] counts) {
      int[] cohorts = new int[UNITS];
      double[] weights = new double[UNITS];
      List<String> ids = new ArrayList<>();
      List<String> clusters = new ArrayList<>();
      double[][] exposure = new double[UNITS][YEARS.length];
      for (int i = 0; i < UNITS; i++) {
        cohorts[i] = panel.cohort(i);
        weights[i] = 1;
        ids.add(panel.id(i));
        clusters.add(panel.cluster(i));
        for (int t = 0; t < YEARS.length; t++) {
          exposure[i][t] = panel.exposure(i, t);
        }
      }
      return new Panel(YEARS, ids, clusters, cohorts, weights, counts).withExposure(exposure);
    }
  }

  private static Estimated effect(Panel panel) {
    return (Estimated)
        new EtwfePoisson(CountSettings.etwfe(Map.of("aggregate", "simple", "scale", "relative")))
            .fit(panel)
            .effect(KEY)
            .orElseThrow();
  }

  private static PooledEstimate pooled(Planted planted, long seed) {
    List<double[][]> completed =
        new HiddenCounts(planted.panel(), planted.low(), planted.high()).impute(10, seed);
    double[] estimates = new double[10];
    double[] errors = new double[10];
    for (int j = 0; j < 10; j++) {
      Estimated effect = effect(planted.with(completed.get(j)));
      estimates[j] = effect.estimate();
      errors[j] =
          ((Inferred) Inferences.of("cr1").infer(effect, 0.95)).standardError().orElseThrow();
    }
    return PooledEstimate.of(estimates, errors, 19, 0.95);
  }

  @Test
  void theEffectPlantedIsFoundWithoutBiasAndItsIntervalHoldsItAsOftenAsItSays() {
    int covered = 0;
    int runs = 100;
    double sum = 0;
    double middle = 0;
    for (int run = 0; run < runs; run++) {
      Planted planted = Planted.draw(run);
      PooledEstimate pooled = pooled(planted, run);
      covered += pooled.low() <= RELATIVE && RELATIVE <= pooled.high() ? 1 : 0;
      sum += pooled.estimate() / runs;
      double[][] halves = new double[UNITS][YEARS.length];
      for (int i = 0; i < UNITS; i++) {
        for (int t = 0; t < YEARS.length; t++) {
          halves[i][t] = (planted.low()[i][t] + planted.high()[i][t]) / 2;
        }
      }
      middle += effect(planted.with(halves)).estimate() / runs;
    }
    // The mean of 100 estimates has an error of about 0.006; coverage of 95 % one of 2.2 points.
    assertThat(sum).isCloseTo(RELATIVE, within(0.02));
    assertThat(covered).isBetween(89, 100);
    // What it is for: the middle of the interval pulls effects towards zero.
    assertThat(middle).isGreaterThan(RELATIVE + 0.02);
  }

  @Test
  void knownCountsStayAndHiddenOnesLieInTheirIntervals() {
    Planted planted = Planted.draw(7);
    List<double[][]> completed =
        new HiddenCounts(planted.panel(), planted.low(), planted.high()).impute(3, 1);
    for (double[][] counts : completed) {
      for (int i = 0; i < UNITS; i++) {
        for (int t = 0; t < YEARS.length; t++) {
          assertThat(counts[i][t]).isBetween(planted.low()[i][t], planted.high()[i][t]);
          assertThat(counts[i][t]).isEqualTo(Math.rint(counts[i][t]));
        }
      }
    }
    assertThat(Arrays.deepEquals(completed.get(0), completed.get(1))).isFalse();
  }

  @Test
  void theSameSeedGivesTheSameCounts() {
    Planted planted = Planted.draw(3);
    HiddenCounts hidden = new HiddenCounts(planted.panel(), planted.low(), planted.high());
    assertThat(Arrays.deepEquals(hidden.impute(2, 5).get(1), hidden.impute(2, 5).get(1))).isTrue();
  }

  @Test
  void oneImputationAndBoundsOfAnotherShapeAreRefused() {
    Planted planted = Planted.draw(3);
    HiddenCounts hidden = new HiddenCounts(planted.panel(), planted.low(), planted.high());
    assertThatThrownBy(() -> hidden.impute(1, 5)).hasMessageStartingWith("SETTING_OUT_OF_RANGE: ");
    assertThatThrownBy(() -> new HiddenCounts(planted.panel(), new double[3][6], planted.high()))
        .hasMessageStartingWith("PANEL_SHAPE");
  }
}
