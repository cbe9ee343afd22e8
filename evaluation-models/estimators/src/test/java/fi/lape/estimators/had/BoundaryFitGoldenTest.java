package fi.lape.estimators.had;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lape.estimators.golden.GoldenTable;
import fi.lape.estimators.golden.Parity;
import fi.lape.estimators.had.LinearityTest.Null;
import fi.lape.estimators.had.LinearityTest.Variance;
import fi.lape.estimators.panel.Panel;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** R nprobust 0.5.0 at dose zero, and YatchewTest 1.1.1. */
class BoundaryFitGoldenTest {
  private static final double POINT = 1e-8;
  private static final double ERROR = 1e-6;

  private final Panel panel = GoldenDose.panel();
  private final double[] dose = GoldenDose.dose(panel);

  private double[] change(Map<String, String> row) {
    return GoldenDose.change(panel, Integer.parseInt(row.get("year")));
  }

  @Test
  void levelsBandwidthsAndErrorsAreThoseOfNprobust() {
    Parity parity = new Parity("dose-common-start/lprobust_at_zero");
    for (Map<String, String> row : GoldenTable.rows(GoldenDose.SET + "/lprobust_at_zero.csv")) {
      String selection = row.get("bwselect");
      OptionalDouble given =
          selection.startsWith("h=b=")
              ? OptionalDouble.of(Double.parseDouble(selection.substring(4)))
              : OptionalDouble.empty();
      double[] change = change(row);
      BoundaryFit fit = BoundaryFit.of(dose, change, GoldenDose.kernel(row.get("kernel")), given);
      WasEstimate was = WasEstimate.of(fit, dose, dose, change, 0.95);
      double expected = Double.parseDouble(row.get("value"));
      String at = row.values().toString();
      switch (row.get("quantity")) {
        case "h", "b" -> parity.compare(at, fit.bandwidth(), expected, POINT);
        case "n_eff" -> parity.compare(at, fit.effectiveUnits(), expected, POINT);
        case "mu_us" -> parity.compare(at, fit.level(), expected, POINT);
        case "mu_bc" -> parity.compare(at, fit.correctedLevel(), expected, POINT);
        case "se_us" -> parity.compare(at, fit.error(), expected, ERROR);
        case "se_rb" -> parity.compare(at, fit.robustError(), expected, ERROR);
        case "mean_y" -> parity.compare(at, was.meanChange(), expected, POINT);
        case "mean_dose" -> parity.compare(at, was.meanDose(), expected, POINT);
        case "was" -> parity.compare(at, was.estimate(), expected, POINT);
        case "was_bc" -> parity.compare(at, was.correctedEstimate(), expected, POINT);
        case "se_was" -> parity.compare(at, was.robustError(), expected, ERROR);
        default -> throw new IllegalStateException(at);
      }
    }
    parity.summary(660);
  }

  @Test
  void testsOfDosesNearZeroAndOfLinearityAreThoseOfTheReference() {
    Parity parity = new Parity("dose-common-start/tests");
    QuasiUntreatedTest quasi = QuasiUntreatedTest.of(dose).orElseThrow();
    for (Map<String, String> row : GoldenTable.rows(GoldenDose.SET + "/tests.csv")) {
      double expected = Double.parseDouble(row.get("value"));
      String at = row.values().toString();
      if (row.get("test").equals("qug")) {
        switch (row.get("quantity")) {
          case "d_min" -> parity.compare(at, quasi.smallest(), expected, POINT);
          case "d_second" -> parity.compare(at, quasi.second(), expected, POINT);
          case "statistic" -> parity.compare(at, quasi.statistic(), expected, POINT);
          case "p_value" -> parity.compare(at, quasi.pValue(), expected, POINT);
          case "critical_5pct" -> parity.compare(at, quasi.critical(0.05), expected, POINT);
          default -> throw new IllegalStateException(at);
        }
        continue;
      }
      Null hypothesis = row.get("order").equals("0") ? Null.CONSTANT : Null.LINEAR;
      Variance variance = row.get("het_robust").equals("TRUE") ? Variance.ANY : Variance.EQUAL;
      double[] change = change(row);
      LinearityTest test = LinearityTest.of(dose, change, hypothesis, variance).orElseThrow();
      switch (row.get("quantity")) {
        case "sigma2_lin" -> parity.compare(at, test.residualVariance(), expected, POINT);
        case "sigma2_diff" -> parity.compare(at, test.differenceVariance(), expected, POINT);
        case "statistic" -> parity.compare(at, test.statistic(), expected, POINT);
        case "p_value" -> parity.compare(at, test.pValue(), expected, POINT);
        case "n" -> assertThat((double) change.length).isEqualTo(expected);
        default -> throw new IllegalStateException(at);
      }
    }
    parity.summary(165);
  }
}
