package fi.lape.estimators.had;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.lape.estimators.error.EvaluationException;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Every refusal once. */
class HadRefusalTest {
  private static final HeterogeneousAdoption METHOD =
      new HeterogeneousAdoption(HadSettings.DEFAULTS);

  /** Years 2015 to 2018, start 2017; doses i/32 of 30 units, changed as said. */
  private static Panel panel(DoubleUnaryOperator doseOf) {
    double[][] y = new double[30][4];
    double[][] d = new double[30][4];
    for (int i = 0; i < 30; i++) {
      for (int t = 0; t < 4; t++) {
        d[i][t] = t < 2 ? 0 : doseOf.applyAsDouble((i + 1) / 32.0);
        y[i][t] = (i * 7 + t * 5) % 11;
      }
    }
    return HadPanels.of(2015, y, d);
  }

  private static double[][] treatment(Panel panel) {
    double[][] d = new double[panel.size()][panel.periods().length];
    for (int i = 0; i < d.length; i++) {
      for (int t = 0; t < d[i].length; t++) {
        d[i][t] = panel.treatment(i, t);
      }
    }
    return d;
  }

  private static void requireRefused(ThrowingCallable call, String start) {
    assertThatThrownBy(call).isInstanceOf(EvaluationException.class).hasMessageStartingWith(start);
  }

  @Test
  void theDesignItselfIsEstimated() {
    assertThat(METHOD.fit(panel(d -> d)).periods())
        .hasSize(3)
        .allMatch(PeriodWas.Estimated.class::isInstance);
  }

  @Test
  void equalDosesAreRefused() {
    requireRefused(
        () -> METHOD.fit(panel(d -> 0.5)), "DOSES_ALL_EQUAL: all 30 units have the dose 0.5");
  }

  @Test
  void untreatedUnitsAreRefusedWithWhatTheyMean() {
    requireRefused(
        () -> METHOD.fit(panel(d -> d < 0.1 ? 0 : d)),
        "UNTREATED_UNITS_PRESENT: 3 units have dose 0 in the first treated period. They are a"
            + " comparison group");
  }

  @Test
  void negativeDosesAreRefused() {
    requireRefused(() -> METHOD.fit(panel(d -> d - 0.05)), "DOSE_NEGATIVE: 1 units");
  }

  @Test
  void tooFewUnitsNearZeroAreRefused() {
    requireRefused(
        () -> METHOD.fit(panel(d -> d).units(new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})),
        "TOO_FEW_UNITS_NEAR_ZERO_DOSE: 10 units have a dose of at most 0.3125, and 21 are needed");
    requireRefused(
        () ->
            new HeterogeneousAdoption(HadSettings.of(Map.of("bandwidth", "0.25")))
                .fit(panel(d -> d)),
        "TOO_FEW_UNITS_NEAR_ZERO_DOSE: 8 units have a dose of at most 0.25");
  }

  @Test
  void dosesOfFewValuesAreRefusedPeriodByPeriod() {
    HadFit fit = METHOD.fit(panel(d -> d < 0.5 ? 0.25 : 0.75));
    assertThat(fit.periods()).hasSize(3);
    for (PeriodWas period : fit.periods()) {
      PeriodWas.Refused refused = (PeriodWas.Refused) period;
      assertThat(refused.code()).isEqualTo("LOCAL_DESIGN_SINGULAR");
      assertThat(refused.message()).startsWith("LOCAL_DESIGN_SINGULAR: the ");
    }
    assertThat(fit.quasiUntreated()).isEmpty();
  }

  @Test
  void changesWithoutNoiseDecideNoBandwidth() {
    double[][] y = new double[30][4];
    Panel flat = HadPanels.of(2015, y, treatment(panel(d -> d)));
    assertThat(METHOD.fit(flat).periods())
        .hasSize(3)
        .allMatch(
            p -> p instanceof PeriodWas.Refused r && r.code().equals("BANDWIDTH_NOT_DETERMINED"));
  }

  @Test
  void aStartWithoutEarlierPeriodsIsRefused() {
    double[][] y = new double[30][2];
    double[][] d = new double[30][2];
    for (int i = 0; i < 30; i++) {
      Arrays.fill(d[i], i + 1);
    }
    requireRefused(
        () -> METHOD.fit(HadPanels.of(2017, y, d)),
        "NO_PERIOD_BEFORE_START: the panel has 0 periods before the start in 2017 and needs 1");
    double[][] later = new double[30][2];
    for (int i = 0; i < 30; i++) {
      later[i][1] = i + 1;
    }
    requireRefused(
        () ->
            new HeterogeneousAdoption(HadSettings.of(Map.of("trends", "unit-linear")))
                .fit(HadPanels.of(2016, y, later)),
        "NO_PERIOD_BEFORE_START: the panel has 1 periods before the start in 2017 and needs 2");
  }

  @Test
  void laterStartersAndPanelsWithoutTreatmentAreRefused() {
    double[][] y = new double[30][4];
    double[][] d = treatment(panel(x -> x));
    d[4][2] = 0;
    requireRefused(
        () -> METHOD.fit(HadPanels.of(2015, y, d)),
        "START_NOT_COMMON: 1 units are first treated after 2017, when others are; first: unit 'u4'");
    requireRefused(() -> METHOD.fit(HadPanels.of(2015, y, new double[30][4])), "NOBODY_TREATED: ");
  }

  @Test
  void dosesOfAreasAreRefusedForTheirMunicipalities() {
    double[][] y = new double[30][4];
    double[][] d = treatment(panel(x -> Math.ceil(x * 32 / 3)));
    List<String> ids = new ArrayList<>();
    List<String> areas = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      ids.add("u" + i);
      areas.add("A" + i / 3);
    }
    requireRefused(
        () -> METHOD.fit(HadPanels.withClusters(2015, ids, areas, y, d)),
        "CLUSTER_FINER_THAN_TREATMENT: the treatment is assigned to 'A0' as a whole, but its units"
            + " lie in 3 clusters (10 such groups in all)");
  }

  @Test
  void panelsThatCannotBeReadAreRefused() {
    Panel whole = panel(d -> d);
    Panel plain =
        new Panel(
            new int[] {2015},
            List.of("a"),
            List.of("a"),
            new int[] {2015},
            new double[] {1},
            new double[][] {{1}});
    requireRefused(() -> METHOD.fit(plain), "TREATMENT_NOT_GIVEN: 'heterogeneous-adoption'");
    requireRefused(
        () -> METHOD.fit(whole.withCovariates(List.of("x"), new double[30][4][1])),
        "COVARIATES_NOT_USED: ");
    Panel holed =
        Panel.withHoles(
                new int[] {2015, 2016},
                List.of("a", "b"),
                List.of("a", "b"),
                new int[] {2016, 2016},
                new double[] {1, 1},
                new double[2][2],
                new boolean[][] {{true, true}, {true, false}})
            .withTreatment(new double[2][2]);
    requireRefused(
        () -> METHOD.fit(holed),
        "PANEL_NOT_BALANCED: 1 unit-period cells have no outcome, first: unit 'b', period 2016");
    requireRefused(() -> METHOD.leverage(whole, 2016), "PERIOD_UNKNOWN: ");
  }

  @Test
  void dosesThatAddUpToNothingAreRefused() {
    double[][] d = treatment(panel(x -> x));
    for (double[] of : d) {
      of[3] = -2 * of[2];
    }
    Panel back = HadPanels.of(2015, new double[30][4], d);
    Panel noisy = panel(x -> x);
    double[][] y = new double[30][4];
    for (int i = 0; i < 30; i++) {
      for (int t = 0; t < 4; t++) {
        y[i][t] = noisy.outcome(i, t);
      }
    }
    assertThat(METHOD.fit(back).periods()).hasSize(3);
    requireRefused(
        () ->
            new HeterogeneousAdoption(HadSettings.of(Map.of("received", "cumulative")))
                .fit(HadPanels.of(2015, y, d)),
        "DOSE_DATA_INVALID: the mean dose received is -");
  }

  @Test
  void numbersAndSettingsThatMakeNoSenseAreRefused() {
    double[] one = {1, 2};
    requireRefused(
        () -> BoundaryFit.of(one, new double[3], Kernel.UNIFORM, OptionalDouble.empty()),
        "DOSE_DATA_INVALID: there are 2 doses and 3 changes");
    requireRefused(
        () ->
            BoundaryFit.of(
                one, new double[] {1, Double.NaN}, Kernel.UNIFORM, OptionalDouble.empty()),
        "DOSE_DATA_INVALID: dose or change 1 is not a finite number");
    requireRefused(
        () -> BoundaryFit.of(one, one, Kernel.UNIFORM, OptionalDouble.of(-1)),
        "SETTING_OUT_OF_RANGE: 'bandwidth'");
    requireRefused(() -> HadSettings.of(Map.of("bandwidth", "wide")), "SETTING_OUT_OF_RANGE: ");
    requireRefused(() -> HadSettings.of(Map.of("level", "95")), "SETTING_OUT_OF_RANGE: 'level'");
    requireRefused(() -> HadSettings.of(Map.of("kernel", "gauss")), "SETTING_OUT_OF_RANGE: ");
    requireRefused(() -> HadSettings.of(Map.of("kernels", "uniform")), "SETTING_UNKNOWN: ");
  }
}
