package fi.lape.estimators.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fi.lape.estimators.did.GroupTimeAtt;
import fi.lape.estimators.did.GroupTimeSettings;
import fi.lape.estimators.did.TwoWayFixedEffects;
import fi.lape.estimators.dose.DoseRegression;
import fi.lape.estimators.dose.DoseSettings;
import fi.lape.estimators.dose.RegressionWeights;
import fi.lape.estimators.estimate.ClusterRegression;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.WeightSums;
import fi.lape.estimators.laws.RandomPanel;
import fi.lape.estimators.moments.CellMoments;
import fi.lape.estimators.moments.PanelMoments;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class Cr2Test {
  private static final int[] COHORTS = {2013, 2015, Panel.NEVER};
  private static final double[][] ONE = {{1}};

  /** A weighted mean of one row a cluster; e = y − mean. */
  private static ClusterRegression mean(double[] y, double[] w) {
    double[][][] once = new double[y.length][1][1];
    double[][][] plain = new double[y.length][1][1];
    double[][][] squared = new double[y.length][1][1];
    double[][] vectors = new double[y.length][1];
    double[][] plainVectors = new double[y.length][1];
    for (int k = 0; k < y.length; k++) {
      once[k][0][0] = w[k];
      plain[k][0][0] = 1;
      squared[k][0][0] = w[k] * w[k];
      vectors[k][0] = w[k] * y[k];
      plainVectors[k][0] = y[k];
    }
    return ClusterRegression.of(
            List.of("a", "b", "c", "d").subList(0, y.length),
            once,
            vectors,
            new double[] {1},
            new ClusterRegression.Parameters(y.length, 1, 0, 0))
        .orElseThrow()
        .withWeights(WeightSums.of(plain, squared, plainVectors));
  }

  /** HC2 of a mean is s²/n, and its degrees of freedom are n − 1. */
  @Test
  void ofAMeanIsTheTextbookErrorWithEqualWeights() {
    double[] y = {1, 2, 4, 9};
    for (boolean equal : new boolean[] {true, false}) {
      AdjustedScores scores =
          new AdjustedScores(mean(y, new double[] {3, 3, 3, 3}), ONE, Adjustment.ROOT, equal);
      // mean 4, squares 9 + 4 + 0 + 25 = 38
      assertThat(scores.covariance(0, 0)).isCloseTo(38 / 3.0 / 4, within(1e-12));
      assertThat(scores.dof(0)).isCloseTo(3, within(1e-10));
    }
  }

  /** By hand: w/W = ¼ ¼ ½, Σ(w/W)² = 3/8, B_k = 1 − 2w/W + 3/8. */
  @Test
  void ofAWeightedMeanDividesEachResidualByItsOwnShare() {
    ClusterRegression regression = mean(new double[] {0, 4, 6}, new double[] {1, 1, 2});
    assertThat(regression.estimate()).isEqualTo(4);
    AdjustedScores scores = new AdjustedScores(regression, ONE, Adjustment.ROOT, false);
    double expected = 16 / 16.0 / (7 / 8.0) + 0 + 4 / 4.0 / (3 / 8.0);
    assertThat(scores.covariance(0, 0)).isCloseTo(expected, within(1e-12));
  }

  /** If the working model is true, the covariances of the scores add up to the variance of θ. */
  @Test
  void isUnbiasedUnderItsWorkingModel() {
    ClusterRegression regression = mean(new double[] {0, 4, 6}, new double[] {1, 1, 2});
    AdjustedScores scores = new AdjustedScores(regression, ONE, Adjustment.ROOT, false);
    double sum = 0;
    for (int k = 0; k < 3; k++) {
      sum += scores.law(0, 0, k, k);
    }
    assertThat(sum).isCloseTo(3 / 8.0, within(1e-12)); // Σ(w/W)²
  }

  @Test
  void weightsThatAreNotSaidAreRefusedUnlessTheyArePrecisions() {
    Estimated twfe = twfe(RandomPanel.of(60, 8, COHORTS, 4));
    ClusterRegression said = twfe.regression().orElseThrow();
    double[][][] matrices = new double[8][][];
    double[][] vectors = new double[8][];
    for (int k = 0; k < 8; k++) {
      matrices[k] = said.matrix(k);
      vectors[k] = said.score(k, new double[said.target().length]);
    }
    Estimated unsaid =
        new Estimated(
            twfe.key(),
            twfe.estimate(),
            twfe.influence(),
            ClusterRegression.of(
                said.clusters(), matrices, vectors, said.target(), said.parameters()),
            Optional.empty(),
            twfe.sample());
    assertThat(((NotInferable) new Cr2().infer(unsaid, 0.95)).refusal())
        .isEqualTo(Refusal.WEIGHTED_WITHOUT_PLAIN_SUMS);
    Cr2 precise = new Cr2(Cr2.WorkingModel.INVERSE_WEIGHT);
    assertThat(((Inferred) precise.infer(unsaid, 0.95)).standardError())
        .isEqualTo(((Inferred) precise.infer(twfe, 0.95)).standardError());
    assertThat(HtzTest.of(List.of(unsaid), Cr2.WorkingModel.EQUAL_VARIANCE)).isEmpty();
  }

  @Test
  void anEffectThatOneClusterCarriesIsRefused() {
    // cohort 2013 lives in K0 only
    Panel random = RandomPanel.of(40, 8, new int[] {Panel.NEVER}, 3);
    int[] cohorts = new int[random.size()];
    double[] weights = new double[random.size()];
    double[][] y = new double[random.size()][];
    List<String> ids = new ArrayList<>();
    List<String> clusters = new ArrayList<>();
    for (int i = 0; i < cohorts.length; i++) {
      ids.add(random.id(i));
      clusters.add(random.cluster(i));
      cohorts[i] = random.cluster(i).equals("K0") ? 2013 : Panel.NEVER;
      y[i] = random.outcomes(i);
    }
    for (double heavy : new double[] {1, 3}) {
      for (int i = 0; i < weights.length; i++) {
        weights[i] = i % 3 == 0 ? heavy : 1;
      }
      Panel panel = new Panel(random.periods(), ids, clusters, cohorts, weights, y);
      assertThat(((NotInferable) new Cr2().infer(twfe(panel), 0.95)).refusal())
          .as("weights 1 and %s", heavy)
          .isEqualTo(Refusal.RESTS_ON_ONE_CLUSTER);
    }
  }

  @Test
  void oneEffectsJointTestIsTheSquareOfItsTTest() {
    Estimated twfe = twfe(RandomPanel.of(60, 9, COHORTS, 4));
    Inferred alone = (Inferred) new Cr2().infer(twfe, 0.95);
    HtzTest.Result joint = HtzTest.of(List.of(twfe), Cr2.WorkingModel.EQUAL_VARIANCE).orElseThrow();
    assertThat(joint.pValue()).isCloseTo(alone.pValue(), within(1e-9));
    assertThat(joint.dof()).isCloseTo(alone.dof().orElseThrow(), within(1e-9));
  }

  @Test
  void effectsOfDifferentRegressionsHaveNoJointTest() {
    Estimated twfe = twfe(RandomPanel.of(60, 9, COHORTS, 4));
    Estimated other = twfe(RandomPanel.of(60, 9, COHORTS, 5));
    Cr2.WorkingModel equal = Cr2.WorkingModel.EQUAL_VARIANCE;
    assertThat(HtzTest.of(List.of(twfe, other), equal)).isEmpty();
    assertThat(HtzTest.of(List.of(twfe, twfe), equal)).isEmpty(); // singular
    assertThat(HtzTest.of(List.of(), equal)).isEmpty();
  }

  /** An average of cells in units of a thousand or of one: the answer is the same. */
  @Test
  void theUnitOfTheWeightsDoesNotMatter() {
    Panel panel = RandomPanel.of(60, 9, COHORTS, 4);
    double[] weights = new double[panel.size()];
    double[][] y = new double[panel.size()][];
    int[] cohorts = new int[panel.size()];
    List<String> ids = new ArrayList<>();
    List<String> clusters = new ArrayList<>();
    for (int i = 0; i < weights.length; i++) {
      ids.add(panel.id(i));
      clusters.add(panel.cluster(i));
      weights[i] = 4096 * panel.weight(i);
      cohorts[i] = panel.cohort(i);
      y[i] = panel.outcomes(i);
    }
    Panel heavy = new Panel(panel.periods(), ids, clusters, cohorts, weights, y);
    Inferred one = (Inferred) new Cr2().infer(simple(panel), 0.95);
    Inferred two = (Inferred) new Cr2().infer(simple(heavy), 0.95);
    assertThat(two.standardError().orElseThrow())
        .isCloseTo(one.standardError().orElseThrow(), within(1e-10));
    assertThat(two.dof().orElseThrow()).isCloseTo(one.dof().orElseThrow(), within(1e-7));
  }

  private static Estimated twfe(Panel panel) {
    return new TwoWayFixedEffects().fit(PanelMoments.of(panel)).estimated().get(0);
  }

  private static Estimated simple(Panel panel) {
    return (Estimated)
        new GroupTimeAtt(GroupTimeSettings.DEFAULTS)
            .fit(PanelMoments.of(panel))
            .effect(EffectKey.of("att-simple"))
            .orElseThrow();
  }

  /** The weighted sums of a group-time cell, against matrices of units × units. */
  @Test
  void ofAWeightedCellIsWhatTheDefinitionGives() {
    Panel panel = RandomPanel.of(60, 7, COHORTS, 8);
    Estimated cell =
        (Estimated)
            new GroupTimeAtt(GroupTimeSettings.DEFAULTS)
                .fit(PanelMoments.of(panel))
                .effect(EffectKey.cell(GroupTimeAtt.CELL, 2013, 2015))
                .orElseThrow();
    List<Integer> in = new ArrayList<>();
    for (int i = 0; i < panel.size(); i++) {
      if (panel.cohort(i) == 2013 || panel.cohort(i) == Panel.NEVER) {
        in.add(i);
      }
    }
    double[][] x = new double[in.size()][];
    double[] w = new double[x.length];
    double[] change = new double[x.length];
    int[] cluster = new int[x.length];
    for (int j = 0; j < x.length; j++) {
      int i = in.get(j);
      x[j] = panel.cohort(i) == 2013 ? new double[] {1, 1} : new double[] {1, 0};
      w[j] = panel.weight(i);
      change[j] = panel.outcome(i, 5) - panel.outcome(i, 2);
      cluster[j] = Integer.parseInt(panel.cluster(i).substring(1));
    }
    double expected = DenseCr2.variance(x, w, change, cluster, new double[] {0, 1}).orElseThrow();
    double error = ((Inferred) new Cr2().infer(cell, 0.95)).standardError().orElseThrow();
    assertThat(error).isCloseTo(Math.sqrt(expected), within(1e-10));
  }

  @Test
  void ofAWeightedDoseRegressionIsWhatTheDefinitionGives() {
    Panel panel = RandomPanel.of(40, 9, COHORTS, 8);
    PanelMoments areas = PanelMoments.of(panel).clustersAsUnits(true);
    double[][] x = new double[9][];
    double[] w = new double[9];
    double[] change = new double[9];
    int[] cluster = new int[9];
    Map<String, Double> dose = new TreeMap<>();
    for (int k = 0; k < 9; k++) {
      CellMoments area = areas.cell("K" + k, k + 1).orElseThrow();
      x[k] = new double[] {1, k * k};
      w[k] = area.weight();
      change[k] = area.mean(4) - area.mean(1);
      cluster[k] = k;
      dose.put("K" + k, (double) k * k);
    }
    Estimated slope =
        new DoseRegression(new DoseSettings(2011, List.of(2014), RegressionWeights.PANEL), dose)
            .fit(PanelMoments.of(panel))
            .estimated()
            .get(0);
    double expected = DenseCr2.variance(x, w, change, cluster, new double[] {0, 1}).orElseThrow();
    double error = ((Inferred) new Cr2().infer(slope, 0.95)).standardError().orElseThrow();
    assertThat(error).isCloseTo(Math.sqrt(expected), within(1e-10));
  }
}
