package fi.lape.estimators.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fi.lape.estimators.dose.RegressionWeights;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.ProfileRegression;
import fi.lape.estimators.inference.RandomizationInference.Receiver;
import fi.lape.estimators.inference.RandomizationInference.Statistic;
import fi.lape.estimators.moments.PanelMoments;
import fi.lape.estimators.packages.AreaChoices;
import fi.lape.estimators.packages.ChangeSettings;
import fi.lape.estimators.packages.PackageAssociation;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ProfileRandomizationTest {
  private static final ProfileRandomization EXACT =
      new ProfileRandomization(ProfileRandomization.Settings.DEFAULTS);

  private static List<String> names(int areas) {
    List<String> names = new ArrayList<>();
    for (int k = 0; k < areas; k++) {
      names.add("A" + (char) ('A' + k));
    }
    return names;
  }

  /** Changes of areas on a constant and indicators of the packages chosen. */
  private static ProfileRegression regression(
      double[] change, double[] weight, double[][] chosen, int asked) {
    double[][] rows = new double[change.length][];
    double[] target = new double[chosen[0].length + 1];
    target[asked + 1] = 1;
    for (int k = 0; k < rows.length; k++) {
      rows[k] = new double[target.length];
      rows[k][0] = 1;
      System.arraycopy(chosen[k], 0, rows[k], 1, chosen[k].length);
    }
    return new ProfileRegression(names(change.length), change, weight, rows, target);
  }

  private static double[] ones(int n) {
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    return ones;
  }

  @Test
  void theSameAsTheGeneralRandomizationOfDoses() {
    double[] change = {0.3, -1.2, 0.8, 2.1, -0.4, 1.9, 0.2, -0.9};
    List<String> names = names(8);
    Map<String, Double> dose = new TreeMap<>();
    double[] weights = {1, 2, 3, 1, 2, 3, 1, 2};
    double[][] y = new double[8][];
    int[] cohorts = new int[8];
    for (int k = 0; k < 8; k++) {
      dose.put(names.get(k), k % 3 == 0 ? 1.0 : 0.0);
      cohorts[k] = Panel.NEVER;
      y[k] = new double[] {k, k + change[k]};
    }
    Panel panel = new Panel(new int[] {2016, 2018}, names, names, cohorts, weights, y);
    ChangeSettings settings =
        new ChangeSettings(List.of(2016), List.of(2018), RegressionWeights.PANEL);
    InferenceResult slow =
        new RandomizationInference(
                new RandomizationInference.Settings(
                    Receiver.CLUSTERS, Statistic.T_CR3, 1_000_000, 99, 1))
            .infer(
                dealt -> new PackageAssociation(settings, choices(dealt), "P"),
                dose,
                2018,
                panel,
                EffectKey.of(PackageAssociation.ASSOCIATION),
                0.9);
    InferenceResult fast =
        EXACT.infer(
            new PackageAssociation(settings, choices(dose), "P")
                .regression(PanelMoments.of(panel))
                .orElseThrow(),
            0.9);
    Inferred expected = (Inferred) slow;
    Inferred result = (Inferred) fast;
    assertThat(result.name()).isEqualTo("randomization");
    assertThat(result.pValue()).isEqualTo(expected.pValue()).isBetween(0.05, 0.95);
    assertThat(result.standardError().orElseThrow())
        .isCloseTo(expected.standardError().orElseThrow(), within(1e-12));
    assertThat(result.low().orElseThrow()).isCloseTo(expected.low().orElseThrow(), within(1e-8));
    assertThat(result.high().orElseThrow()).isCloseTo(expected.high().orElseThrow(), within(1e-8));
    assertThat(result.clustersEffective()).isCloseTo(expected.clustersEffective(), within(1e-9));
  }

  private static AreaChoices choices(Map<String, Double> dealt) {
    Map<String, double[]> byArea = new TreeMap<>();
    dealt.forEach((area, d) -> byArea.put(area, new double[] {d}));
    return new AreaChoices(List.of("P"), byArea);
  }

  /** Two of five chose: t of all ten pairs by the formula of unequal variances. */
  @Test
  void tenArrangementsByHand() {
    double[] change = {5, 4, 1, 0, 2};
    double[][] chosen = {{1}, {1}, {0}, {0}, {0}};
    double observed = welch(change, 0, 1);
    int atLeast = 0;
    for (int a = 0; a < 5; a++) {
      for (int b = a + 1; b < 5; b++) {
        atLeast += Math.abs(welch(change, a, b)) >= Math.abs(observed) - 1e-9 ? 1 : 0;
      }
    }
    Inferred result = (Inferred) EXACT.infer(regression(change, ones(5), chosen, 0), 0.8);
    assertThat(result.pValue()).isCloseTo(atLeast / 10.0, within(1e-12));
    assertThat(result.pValue()).isLessThan(0.5);
  }

  /** Leaving one out moves a group's mean by its residual over n − 1. */
  private static double welch(double[] y, int a, int b) {
    double chosen = (y[a] + y[b]) / 2;
    double others = 0;
    for (int k = 0; k < y.length; k++) {
      others += k == a || k == b ? 0 : y[k] / (y.length - 2);
    }
    double variance = 0;
    for (int k = 0; k < y.length; k++) {
      boolean mine = k == a || k == b;
      double change = (y[k] - (mine ? chosen : others)) / (mine ? 1 : y.length - 3);
      variance += change * change;
    }
    return (chosen - others) / Math.sqrt(variance);
  }

  @Test
  void nineteenAreasNineOfThemChoosingAreAllEnumerated() {
    Random random = new Random(9);
    double[] change = random.doubles(19).toArray();
    double[][] chosen = new double[19][1];
    for (int k = 0; k < 9; k++) {
      chosen[k][0] = 1;
    }
    Inferred result = (Inferred) EXACT.infer(regression(change, ones(19), chosen, 0), 0.95);
    assertThat(result.name()).isEqualTo("randomization");
    assertThat(result.pValue() * 92_378)
        .isCloseTo(Math.rint(result.pValue() * 92_378), within(1e-6));
    assertThat(result.low().orElseThrow()).isLessThan(result.high().orElseThrow());
  }

  @Test
  void profilesThatAreTooManyAreDrawnAndAreTheSameEveryTime() {
    Random random = new Random(2);
    double[][] chosen = new double[19][3];
    for (double[] row : chosen) {
      for (int j = 0; j < 3; j++) {
        row[j] = random.nextInt(2);
      }
    }
    double[] change = random.doubles(19).toArray();
    ProfileRandomization drawn =
        new ProfileRandomization(new ProfileRandomization.Settings(1000, 499, 7));
    InferenceResult first = drawn.infer(regression(change, ones(19), chosen, 1), 0.95);
    assertThat(((Inferred) first).name()).isEqualTo("randomization-drawn");
    assertThat(drawn.infer(regression(change, ones(19), chosen, 1), 0.95)).isEqualTo(first);
  }

  @Test
  void aShiftOfThoseWhoChoseMovesTheIntervalByIt() {
    double[] change = {0.3, -1.2, 0.8, 2.1, -0.4, 1.9, 0.2, -0.9};
    double[][] chosen = {{1, 0}, {1, 1}, {0, 1}, {0, 0}, {1, 0}, {0, 0}, {0, 1}, {1, 1}};
    double[] moved = change.clone();
    for (int k = 0; k < 8; k++) {
      moved[k] += 3 * chosen[k][0];
    }
    Inferred before = (Inferred) EXACT.infer(regression(change, ones(8), chosen, 0), 0.8);
    Inferred after = (Inferred) EXACT.infer(regression(moved, ones(8), chosen, 0), 0.8);
    assertThat(after.low().orElseThrow()).isCloseTo(before.low().orElseThrow() + 3, within(1e-6));
    assertThat(after.high().orElseThrow()).isCloseTo(before.high().orElseThrow() + 3, within(1e-6));
  }

  @Test
  void nothingToDealOrNothingToJudgeByIsSaid() {
    double[][] same = {{1}, {1}, {1}, {1}};
    assertThat(EXACT.infer(regression(new double[] {1, 2, 3, 5}, ones(4), same, 0), 0.9))
        .isEqualTo(new NotInferable("randomization", Refusal.NO_OTHER_ASSIGNMENT, 4));
    double[][] single = {{1}, {0}, {0}, {0}};
    assertThat(EXACT.infer(regression(new double[] {1, 2, 3, 5}, ones(4), single, 0), 0.9))
        .isEqualTo(new NotInferable("randomization", Refusal.RESTS_ON_ONE_CLUSTER, 4));
    double[][] pairs = {{1}, {1}, {0}, {0}};
    assertThat(EXACT.infer(regression(new double[] {2, 2, 1, 1}, ones(4), pairs, 0), 0.9))
        .isEqualTo(new NotInferable("randomization", Refusal.NO_RESIDUAL_VARIATION, 4));
  }

  /** Romano and Wolf by brute force: every permutation of 6 areas, the definition word for word. */
  @Test
  void theFamilyIsThatOfEveryPermutation() {
    double[][] chosen = {{1, 1}, {1, 0}, {0, 1}, {0, 0}, {1, 1}, {0, 0}};
    double[][] changes = {{3.1, 2.2, 0.4, 0.1, 2.9, 0.7}, {0.2, -0.5, 1.1, 0.9, -1.3, 0.6}};
    List<ProfileRegression> family = new ArrayList<>();
    for (double[] change : changes) {
      for (int asked = 0; asked < 2; asked++) {
        family.add(regression(change, ones(6), column(chosen, asked), 0));
      }
    }
    ProfileRandomization.Family result = EXACT.family(family).orElseThrow();
    assertThat(result.all()).isTrue();
    List<int[]> permutations = new ArrayList<>();
    permute(new int[] {0, 1, 2, 3, 4, 5}, 0, permutations);
    double[][] t = new double[permutations.size()][4];
    for (int b = 0; b < t.length; b++) {
      for (int j = 0; j < 4; j++) {
        t[b][j] = Math.abs(t(changes[j / 2], column(chosen, j % 2), permutations.get(b)));
      }
    }
    double[] observed = new double[4];
    for (int j = 0; j < 4; j++) {
      observed[j] = Math.abs(t(changes[j / 2], column(chosen, j % 2), permutations.get(0)));
    }
    assertThat(result.romanoWolf())
        .usingComparatorWithPrecision(1e-12)
        .containsExactly(stepDown(observed, t));
  }

  private static double[][] column(double[][] chosen, int j) {
    double[][] column = new double[chosen.length][];
    for (int k = 0; k < column.length; k++) {
      column[k] = new double[] {chosen[k][j]};
    }
    return column;
  }

  private static void permute(int[] order, int from, List<int[]> found) {
    if (from == order.length) {
      found.add(order.clone());
      return;
    }
    for (int k = from; k < order.length; k++) {
      int kept = order[from];
      order[from] = order[k];
      order[k] = kept;
      permute(order, from + 1, found);
      order[k] = order[from];
      order[from] = kept;
    }
  }

  private static double t(double[] y, double[][] chosen, int[] from) {
    double[] mean = new double[2];
    int[] count = new int[2];
    for (int k = 0; k < y.length; k++) {
      int side = (int) chosen[from[k]][0];
      mean[side] += y[k];
      count[side]++;
    }
    double variance = 0;
    for (int k = 0; k < y.length; k++) {
      int side = (int) chosen[from[k]][0];
      double change = (y[k] - mean[side] / count[side]) / (count[side] - 1);
      variance += change * change;
    }
    return (mean[1] / count[1] - mean[0] / count[0]) / Math.sqrt(variance);
  }

  private static double[] stepDown(double[] observed, double[][] t) {
    double[] p = new double[observed.length];
    boolean[] done = new boolean[p.length];
    double before = 0;
    for (int step = 0; step < p.length; step++) {
      int largest = -1;
      for (int j = 0; j < p.length; j++) {
        if (!done[j] && (largest < 0 || observed[j] > observed[largest])) {
          largest = j;
        }
      }
      int count = 0;
      for (double[] draw : t) {
        double most = 0;
        for (int j = 0; j < p.length; j++) {
          most = done[j] ? most : Math.max(most, draw[j]);
        }
        count += most >= observed[largest] * (1 - 1e-10) ? 1 : 0;
      }
      before = Math.max(before, (double) count / t.length);
      p[largest] = before;
      done[largest] = true;
    }
    return p;
  }

  /** Three packages and two outcomes of 19 areas, no effect: any false alarm in about 5 %. */
  @Test
  void theFamilyRaisesAFalseAlarmAsOftenAsItSays() {
    Random random = new Random(19);
    double[][] chosen = new double[19][3];
    for (int k = 0; k < 19; k++) {
      chosen[k] = new double[] {k < 9 ? 1 : 0, k % 3 == 0 ? 1 : 0, k > 14 || k < 9 ? 1 : 0};
    }
    int alarms = 0;
    int rounds = 400;
    for (int round = 0; round < rounds; round++) {
      List<ProfileRegression> family = new ArrayList<>();
      double[] shared = random.doubles(19).map(u -> u - 0.5).toArray();
      for (int outcome = 0; outcome < 2; outcome++) {
        double[] change = new double[19];
        for (int k = 0; k < 19; k++) {
          change[k] = shared[k] + 0.3 * random.nextGaussian();
        }
        for (int asked = 0; asked < 3; asked++) {
          family.add(regression(change, ones(19), column(chosen, asked), 0));
        }
      }
      double[] p =
          new ProfileRandomization(new ProfileRandomization.Settings(100, 199, round))
              .family(family)
              .orElseThrow()
              .romanoWolf();
      alarms += Arrays.stream(p).min().orElseThrow() <= 0.05 ? 1 : 0;
    }
    // binomial: 20 expected of 400, standard deviation 4.4
    assertThat(alarms).isBetween(8, 33);
  }
}
