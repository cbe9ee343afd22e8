package fi.lape.estimators.had;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fi.lape.estimators.panel.Panel;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Laws, planted effects and the table of leverage. */
class HeterogeneousAdoptionTest {
  private static final double CLOSE = 1e-9;

  private static HadFit fit(Panel panel, Map<String, String> settings) {
    return new HeterogeneousAdoption(HadSettings.of(settings)).fit(panel);
  }

  private interface Cell {
    double at(int unit, int period);
  }

  /** The panel with changed cells, in another order of units where asked for. */
  private static Panel changed(Panel panel, boolean backwards, Cell outcome, Cell treatment) {
    double[][] y = new double[panel.size()][panel.periods().length];
    double[][] d = new double[panel.size()][panel.periods().length];
    for (int i = 0; i < y.length; i++) {
      int from = backwards ? y.length - 1 - i : i;
      for (int t = 0; t < y[i].length; t++) {
        y[i][t] = outcome.at(from, t);
        d[i][t] = treatment.at(from, t);
      }
    }
    return HadPanels.of(panel.periods()[0], y, d);
  }

  private static void requireSame(HadFit expected, HadFit actual, double slope, double dose) {
    assertThat(actual.periods()).hasSameSizeAs(expected.periods());
    for (int k = 0; k < expected.periods().size(); k++) {
      PeriodWas.Estimated a = (PeriodWas.Estimated) expected.periods().get(k);
      PeriodWas.Estimated b = (PeriodWas.Estimated) actual.periods().get(k);
      assertThat(b.horizon()).isEqualTo(a.horizon());
      assertThat(b.was().estimate()).isCloseTo(a.was().estimate() * slope, within(CLOSE * slope));
      assertThat(b.was().robustError())
          .isCloseTo(a.was().robustError() * slope, within(CLOSE * slope));
      assertThat(b.was().low()).isCloseTo(a.was().low() * slope, within(CLOSE * slope));
      assertThat(b.was().boundary().bandwidth())
          .isCloseTo(a.was().boundary().bandwidth() * dose, within(CLOSE * dose));
      assertThat(b.linearity().orElseThrow().pValue())
          .isCloseTo(a.linearity().orElseThrow().pValue(), within(CLOSE));
    }
  }

  @Test
  void scalesOfOutcomeAndDoseGoThrough() {
    Panel panel = HadPanels.any(80, 3);
    for (String received : List.of("first", "cumulative")) {
      HadFit plain = fit(panel, Map.of("received", received));
      Panel scaled =
          changed(
              panel, false, (i, t) -> 8 * panel.outcome(i, t), (i, t) -> panel.treatment(i, t) / 4);
      requireSame(plain, fit(scaled, Map.of("received", received)), 32, 0.25);
    }
  }

  @Test
  void theOrderOfUnitsDoesNotMatter() {
    Panel panel = HadPanels.any(80, 4);
    requireSame(
        fit(panel, Map.of()),
        fit(changed(panel, true, panel::outcome, panel::treatment), Map.of()),
        1,
        1);
  }

  @Test
  void effectsOfUnitsAndPeriodsAreDifferencedOut() {
    Panel panel = HadPanels.any(80, 5);
    Panel shifted =
        changed(panel, false, (i, t) -> panel.outcome(i, t) + 3 * i - t * t, panel::treatment);
    requireSame(fit(panel, Map.of()), fit(shifted, Map.of()), 1, 1);
  }

  @Test
  void lineTrendsOfUnitsAreTakenOffWhereAskedFor() {
    Panel panel = HadPanels.any(80, 6);
    Panel trended =
        changed(panel, false, (i, t) -> panel.outcome(i, t) + (i % 7) * t, panel::treatment);
    Map<String, String> linear = Map.of("trends", "unit-linear");
    requireSame(fit(panel, linear), fit(trended, linear), 1, 1);
    assertThat(fit(trended, linear).placebos()).extracting(PeriodWas::period).containsExactly(2014);
    assertThat(fit(panel, Map.of()).placebos())
        .extracting(PeriodWas::period)
        .containsExactly(2015, 2014);
  }

  @Test
  void anEffectWithoutNoiseIsFoundExactly() {
    // periods 2014..2018, start 2016; effect −2 per unit of dose, then −5
    double[][] y = new double[40][5];
    double[][] d = new double[40][5];
    for (int i = 0; i < 40; i++) {
      double dose = (i + 1) / 32.0;
      for (int t = 0; t < 5; t++) {
        d[i][t] = t < 2 ? 0 : (t - 1) * dose;
        y[i][t] = i % 5 + t + (t == 2 ? -2 * dose : 0) + (t > 2 ? -5 * dose : 0);
      }
    }
    Panel panel = HadPanels.of(2014, y, d);
    HadFit first = fit(panel, Map.of("bandwidth", "1"));
    assertThat(first.start()).isEqualTo(2016);
    assertThat(first.estimated(2016).orElseThrow().was().estimate()).isCloseTo(-2, within(1e-12));
    assertThat(first.estimated(2018).orElseThrow().was().estimate()).isCloseTo(-5, within(1e-12));
    assertThat(first.estimated(2014).orElseThrow().was().estimate()).isCloseTo(0, within(1e-12));
    assertThat(first.estimated(2015)).isEmpty();
    // doses of 2016 to 2018 are 1, 2 and 3 times the first: 6 in all
    HadFit all = fit(panel, Map.of("bandwidth", "1", "received", "cumulative"));
    assertThat(all.estimated(2018).orElseThrow().was().estimate())
        .isCloseTo(-5 / 6.0, within(1e-12));
  }

  @Test
  void intervalsCoverAPlantedCurvedEffectAndPlacebosAreZero() {
    SplittableRandom random = new SplittableRandom(20170106);
    int draws = 300;
    int covered = 0;
    int placebos = 0;
    double bias = 0;
    for (int r = 0; r < draws; r++) {
      double[] dose = new double[400];
      double[] change = new double[400];
      double[] before = new double[400];
      double truth = 0;
      double total = 0;
      for (int i = 0; i < 400; i++) {
        dose[i] = Math.pow(random.nextDouble(), 1.5);
        double effect = -2 * dose[i] - dose[i] * dose[i];
        change[i] = 1 + effect + 0.5 * (1 + dose[i]) * HadPanels.noise(random);
        before[i] = 1 + 0.5 * HadPanels.noise(random);
        truth += effect;
        total += dose[i];
      }
      WasEstimate was =
          WasEstimate.of(dose, change, Kernel.EPANECHNIKOV, OptionalDouble.empty(), 0.95);
      WasEstimate placebo =
          WasEstimate.of(dose, before, Kernel.EPANECHNIKOV, OptionalDouble.empty(), 0.95);
      covered += was.low() <= truth / total && truth / total <= was.high() ? 1 : 0;
      placebos += placebo.low() <= 0 && 0 <= placebo.high() ? 1 : 0;
      bias += (was.correctedEstimate() - truth / total) / draws;
    }
    // binomial error of 95 % in 300 draws is 1.3 %
    assertThat(covered / (double) draws).isBetween(0.91, 0.99);
    assertThat(placebos / (double) draws).isBetween(0.91, 0.99);
    assertThat(bias).isCloseTo(0, within(0.05));
  }

  @Test
  void weightsOfUnitsMakeUpTheEstimateAndLeavingOneOutIsARefit() {
    Panel panel = HadPanels.any(60, 9);
    HeterogeneousAdoption method = new HeterogeneousAdoption(HadSettings.of(Map.of()));
    WasEstimate was = method.fit(panel).estimated(2018).orElseThrow().was();
    List<DoseLeverage> leverage = method.leverage(panel, 2018);
    double sum = 0;
    double estimate = 0;
    double ofDose = 0;
    for (DoseLeverage unit : leverage) {
      sum += unit.weight();
      estimate += unit.weight() * unit.change();
      ofDose += unit.weight() * unit.dose();
    }
    assertThat(sum).isCloseTo(0, within(1e-12));
    assertThat(estimate).isCloseTo(was.estimate(), within(1e-11));
    assertThat(ofDose).isCloseTo(1, within(1e-12));

    double[] dose = leverage.stream().skip(1).mapToDouble(DoseLeverage::dose).toArray();
    double[] change = leverage.stream().skip(1).mapToDouble(DoseLeverage::change).toArray();
    OptionalDouble bandwidth = OptionalDouble.of(was.boundary().bandwidth());
    assertThat(leverage.get(0).estimateWithout().orElseThrow())
        .isCloseTo(
            WasEstimate.of(dose, change, Kernel.EPANECHNIKOV, bandwidth, 0.95).estimate(),
            within(1e-12));
  }
}
