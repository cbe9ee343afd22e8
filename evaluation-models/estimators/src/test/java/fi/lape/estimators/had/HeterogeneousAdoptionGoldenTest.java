package fi.lape.estimators.had;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lape.estimators.golden.GoldenTable;
import fi.lape.estimators.golden.Parity;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** R DIDHAD 1.0.1. */
class HeterogeneousAdoptionGoldenTest {
  private static final double POINT = 1e-8;
  private static final double ERROR = 1e-6;

  private final Map<String, HadFit> fits = new HashMap<>();

  private HadFit fit(Map<String, String> row) {
    String key = row.get("kernel") + row.get("dynamic") + row.get("trends_lin");
    return fits.computeIfAbsent(
        key,
        k ->
            new HeterogeneousAdoption(
                    new HadSettings(
                        GoldenDose.kernel(row.get("kernel")),
                        OptionalDouble.empty(),
                        row.get("dynamic").equals("TRUE")
                            ? ReceivedDose.CUMULATIVE
                            : ReceivedDose.FIRST,
                        row.get("trends_lin").equals("TRUE") ? Trends.UNIT_LINEAR : Trends.COMMON,
                        0.95))
                .fit(GoldenDose.panel()));
  }

  @Test
  void effectsPlacebosIntervalsAndTestsAreThoseOfDidhad() {
    Parity parity = new Parity("dose-common-start/didhad");
    for (Map<String, String> row : GoldenTable.rows(GoldenDose.SET + "/didhad.csv")) {
      int horizon = Integer.parseInt(row.get("id"));
      PeriodWas.Estimated period =
          fit(row).periods().stream()
              .filter(p -> p.horizon() == horizon)
              .map(PeriodWas.Estimated.class::cast)
              .findFirst()
              .orElseThrow();
      assertThat(period.isPlacebo()).isEqualTo(row.get("row").startsWith("Placebo"));
      WasEstimate was = period.was();
      LinearityTest linearity = period.linearity().orElseThrow();
      double expected = Double.parseDouble(row.get("value"));
      String at = row.values().toString();
      switch (row.get("quantity")) {
        case "estimate" -> parity.compare(at, was.estimate(), expected, POINT);
        case "std_error" -> parity.compare(at, was.robustError(), expected, ERROR);
        case "ci_low" -> parity.compare(at, was.low(), expected, ERROR);
        case "ci_high" -> parity.compare(at, was.high(), expected, ERROR);
        case "n" -> parity.compare(at, was.units(), expected, POINT);
        case "n_in_bandwidth" -> parity.compare(at, was.unitsInBandwidth(), expected, POINT);
        case "bandwidth" -> parity.compare(at, was.boundary().bandwidth(), expected, POINT);
        case "yatchew_sigma2_lin" ->
            parity.compare(at, linearity.residualVariance(), expected, POINT);
        case "yatchew_sigma2_diff" ->
            parity.compare(at, linearity.differenceVariance(), expected, POINT);
        case "yatchew_t_hr" -> parity.compare(at, linearity.statistic(), expected, POINT);
        case "yatchew_p" -> parity.compare(at, linearity.pValue(), expected, POINT);
        default -> throw new IllegalStateException(at);
      }
    }
    parity.summary(874);
  }
}
