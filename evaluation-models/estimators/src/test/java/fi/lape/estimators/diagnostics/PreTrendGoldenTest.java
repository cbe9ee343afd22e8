package fi.lape.estimators.diagnostics;

import fi.lape.estimators.diagnostics.SlopeForPower.Detectable;
import fi.lape.estimators.golden.GoldenTable;
import fi.lape.estimators.golden.Parity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** R pretrends 0.1.0, and slopes solved with Miwa's algorithm (mvtnorm 1.1-3). */
class PreTrendGoldenTest {
  // Miwa with 2048 steps, solved to 1e-12.
  private static final double EXACT = 1e-8;
  // The package's probabilities come from randomised lattices.
  private static final double RANDOMISED = 1e-3;

  private final PreTrendPower power = new PreTrendPower();

  @Test
  void slopesPowersAndBiasesAgree() {
    Parity exact = new Parity("honest pretrends, exact");
    Parity randomised = new Parity("honest pretrends, randomised reference");
    for (Map<String, String> row : GoldenTable.rows("honest/pretrends_power.csv")) {
      EventStudy study = GoldenEventStudy.read(row.get("covariance"));
      String at = row.values().toString();
      double expected = Double.parseDouble(row.get("value"));
      if (row.get("target_power").isEmpty()) {
        exact.compare(at, power.power(study, 0), expected, EXACT);
        continue;
      }
      double target = Double.parseDouble(row.get("target_power"));
      Detectable found = (Detectable) new PreTrendPower(0.95, List.of(target)).slopes(study).get(0);
      TrendConsequences under = power.under(study, found.slope());
      switch (row.get("quantity")) {
        case "slope_exact" -> exact.compare(at, found.slope(), expected, EXACT);
        case "power_at_exact" -> exact.compare(at, under.power(), expected, EXACT);
        case "slope_package" -> randomised.compare(at, found.slope(), expected, RANDOMISED);
        case "package_power" -> randomised.compare(at, under.power(), expected, RANDOMISED);
        case "package_bayes_factor" ->
            randomised.compare(at, under.bayesFactor(), expected, RANDOMISED);
        case "package_likelihood_ratio" ->
            exact.compare(at, under.likelihoodRatio(), expected, EXACT);
        case "delta_true" -> exact.compare(at, at(under, row, true), expected, EXACT);
        case "mean_after_pretesting" ->
            randomised.compare(at, at(under, row, false), expected, RANDOMISED);
        default -> throw new IllegalStateException(at);
      }
    }
    exact.summary(46);
    randomised.summary(44);
  }

  /** The reference period is no estimate; a trend through it is zero there. */
  private static double at(TrendConsequences under, Map<String, String> row, boolean trend) {
    int time = Integer.parseInt(row.get("event_time"));
    return under.path().stream()
        .filter(p -> p.time() == time)
        .mapToDouble(p -> trend ? p.trend() : p.afterPassing())
        .findFirst()
        .orElse(0);
  }
}
