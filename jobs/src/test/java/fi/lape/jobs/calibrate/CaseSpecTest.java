package fi.lape.jobs.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fi.lape.estimators.calibration.NoiseModel;
import fi.lape.estimators.calibration.NoiseModel.Hidden;
import fi.lape.estimators.calibration.NoiseModel.Kind;
import fi.lape.estimators.calibration.NoiseModel.Shock;
import fi.lape.estimators.calibration.OutcomeSimulator;
import fi.lape.estimators.calibration.PanelShape;
import fi.lape.estimators.calibration.Tally;
import fi.lape.estimators.dose.DoseRegression;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Six areas of very different sizes with doses: the usual cluster-robust error is too small. */
class CaseSpecTest {
  private static final int REPLICATES = 1500; // Monte-Carlo error of 5 %: 0.6 points
  private static final int[] YEARS = {2014, 2015, 2016, 2017, 2018};
  private static final List<String> TESTS = List.of("cr1", "wild-cluster");

  private static CaseSpec sixAreas(String wanted) {
    int areas = 6;
    int units = 5 * areas;
    int[] area = new int[units];
    double[] weight = new double[units];
    double[][] exposure = new double[units][YEARS.length];
    double[][] exposed = new double[units][YEARS.length];
    TreeMap<String, Double> doses = new TreeMap<>();
    List<String> names = new ArrayList<>();
    for (int k = 0; k < areas; k++) {
      names.add("A" + k);
      doses.put("A" + k, 10.0 + k * k);
    }
    for (int u = 0; u < units; u++) {
      area[u] = u / 5;
      weight[u] = 1000 * (1 + area[u] * area[u]);
      for (int t = 0; t < YEARS.length; t++) {
        exposure[u][t] = weight[u];
        exposed[u][t] = YEARS[t] > 2016 ? doses.get("A" + area[u]) : 0;
      }
    }
    double[] levels = new double[units];
    Arrays.fill(levels, 5);
    NoiseModel model =
        new NoiseModel(
            new NoiseModel.Law(
                Kind.RATE, new Shock(0.4, 0.5), Shock.NONE, 900, 1000, Hidden.NOTHING),
            levels,
            new double[YEARS.length]);
    int[] never = new int[units];
    Arrays.fill(never, Panel.NEVER);
    return new CaseSpec(
        new CaseSpec.Words(
            "six areas",
            DoseRegression.METHOD,
            new TreeMap<>(
                Map.of("base_period", "2016", "periods", "2017,2018", "weights", "panel")),
            doses,
            "dose-slope-overall",
            wanted,
            false),
        new OutcomeSimulator(new PanelShape(names, area, weight, exposure, YEARS), model),
        never,
        exposed);
  }

  @Test
  void anErrorKnownToBeTooSmallIsNotValidAndTheTestOfTheDesignIsNotFlagged() {
    CaseSpec spec = sixAreas("by-design");
    Tally[] tallies = spec.run(0, REPLICATES, new double[] {0}, TESTS)[0];
    assertThat(tallies[0].rejection().value()).isGreaterThan(0.09);
    assertThat(status(tallies[0])).isEqualTo("NOT_VALID");
    assertThat(status(tallies[1])).isIn("VALID", "CONSERVATIVE");
  }

  private static String status(Tally tally) {
    return SizeRule.status(
        tally.rejection().value(), tally.rejection().error(), tally.replicates(), tally.failed());
  }

  @Test
  void aPlantedSlopeIsFoundWithoutBiasAndByTheNumberOfTheReplicateAlone() {
    CaseSpec spec = sixAreas("cr1");
    Tally[][] tallies = spec.run(0, 400, new double[] {0, -0.08}, List.of("cr1"));
    Tally planted = tallies[1][0];
    assertThat(planted.bias()).isCloseTo(0, within(4 * planted.biasError()));
    assertThat(planted.rejected()).isGreaterThan(tallies[0][0].rejected());
    Tally first = spec.run(0, 3, new double[] {0}, List.of("cr1"))[0][0];
    Tally one = spec.run(0, 1, new double[] {0}, List.of("cr1"))[0][0];
    Tally two = spec.run(1, 2, new double[] {0}, List.of("cr1"))[0][0];
    Tally three = spec.run(2, 3, new double[] {0}, List.of("cr1"))[0][0];
    assertThat(one.plus(two).plus(three)).isEqualTo(first);
    assertThat(one.errors()).isNotEqualTo(two.errors());
  }

  @Test
  void theInferenceOfTheEvaluationComesFirst() {
    assertThat(sixAreas("by-design").inferences()).containsExactly("wild-cluster", "cr1", "cr3");
    assertThat(sixAreas("cr3").inferences()).containsExactly("cr3", "cr1", "wild-cluster");
  }

  @Test
  void aShuffleDealsOutTheSameDosesToOtherAreas() {
    CaseSpec spec = sixAreas("cr1");
    double[][] values =
        spec.simulator().draw(1, new double[spec.simulator().shape().units()][YEARS.length]);
    double own = spec.estimate(values).orElseThrow().estimate();
    double other = spec.shuffled(3).estimate(values).orElseThrow().estimate();
    assertThat(other).isNotEqualTo(own);
    assertThat(spec.shuffled(3).estimate(values).orElseThrow().estimate()).isEqualTo(other);
  }
}
