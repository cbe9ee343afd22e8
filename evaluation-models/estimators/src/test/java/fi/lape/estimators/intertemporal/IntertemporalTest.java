package fi.lape.estimators.intertemporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fi.lape.estimators.did.BasePeriod;
import fi.lape.estimators.did.Controls;
import fi.lape.estimators.did.GroupTimeAtt;
import fi.lape.estimators.did.GroupTimeSettings;
import fi.lape.estimators.estimate.Effect;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.Fit;
import fi.lape.estimators.estimate.NotEstimable;
import fi.lape.estimators.laws.Edit;
import fi.lape.estimators.laws.RandomPanel;
import fi.lape.estimators.moments.PanelMoments;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.QRDecomposition;
import org.junit.jupiter.api.Test;

class IntertemporalTest {
  private static final int[] COHORTS = {2011, 2012, 2014, 2015, Panel.NEVER, Panel.NEVER};

  static Fit fit(Panel panel, Map<String, String> words) {
    return new IntertemporalEffects(IntertemporalSettings.of(words)).fit(panel);
  }

  private static Panel binary(Panel panel) {
    double[][] d = new double[panel.size()][panel.periods().length];
    for (int i = 0; i < d.length; i++) {
      for (int t = 0; t < d[i].length; t++) {
        d[i][t] = panel.cohort(i) <= panel.periods()[t] ? 1 : 0;
      }
    }
    return panel.withTreatment(d);
  }

  /** With an absorbing binary treatment the two methods are one. */
  @Test
  void staggeredAdoptionGivesTheGroupTimeEffectsByEventTime() {
    Panel panel = binary(RandomPanel.of(80, 7, COHORTS, 3));
    for (Controls controls : Controls.values()) {
      Fit groupTime =
          new GroupTimeAtt(
                  GroupTimeSettings.DEFAULTS.withControls(controls).withBase(BasePeriod.UNIVERSAL))
              .fit(PanelMoments.of(panel));
      Fit fit = fit(panel, Map.of("influence", "derivative", "controls", word(controls)));
      int compared = 0;
      for (int e = 0; e <= 5; e++) {
        Estimated mine = (Estimated) fit.effect(IntertemporalEffects.effect(e + 1)).orElseThrow();
        Estimated theirs =
            (Estimated) groupTime.effect(EffectKey.ofEventTime("att-dynamic", e)).orElseThrow();
        assertThat(mine.estimate()).isCloseTo(theirs.estimate(), within(1e-11));
        assertThat(mine.influence().sumOfSquares() / theirs.influence().sumOfSquares())
            .isCloseTo(1, within(1e-9));
        Estimated perDose =
            (Estimated) fit.effect(EffectKey.ofEventTime("effect-normalized", e)).orElseThrow();
        assertThat(perDose.estimate()).isCloseTo(mine.estimate() / (e + 1), within(1e-12));
        compared++;
      }
      assertThat(compared).isEqualTo(6);
    }
  }

  private static String word(Controls controls) {
    return controls == Controls.NEVER_TREATED ? "never-treated" : "not-yet-treated";
  }

  @Test
  void pointsAreThoseOfTheDefinitionOnAnyPanel() {
    Random random = new Random(77);
    int estimated = 0;
    int refused = 0;
    for (int round = 0; round < 400; round++) {
      Panel panel = panel(random);
      boolean keepsCrossers = panel.isBalanced() && random.nextBoolean();
      SlowIntertemporal slow = new SlowIntertemporal(panel, keepsCrossers);
      int direction = random.nextInt(3) - 1;
      String word = List.of("out", "both", "in").get(direction + 1);
      Map<String, String> words =
          Map.of(
              "switchers",
              word,
              "effects",
              "4",
              "placebos",
              "3",
              "dont_drop_larger_lower",
              String.valueOf(keepsCrossers));
      Fit fit = fit(panel, words);
      double[] total = new double[4];
      for (int l = 1; l <= 4; l++) {
        double[] parts = slow.parts(l, false, direction);
        total[0] += parts[0];
        total[3] += parts[3];
        estimated += check(fit, IntertemporalEffects.effect(l), parts[0], parts[1]);
        EffectKey key = EffectKey.ofEventTime(IntertemporalEffects.NORMALIZED, l - 1);
        refused += 1 - check(fit, key, parts[0], parts[2]);
      }
      for (int l = 1; l <= 3; l++) {
        double[] parts = slow.parts(l, true, direction);
        estimated += check(fit, IntertemporalEffects.placebo(l), parts[0], parts[1]);
        EffectKey key = EffectKey.ofEventTime(IntertemporalEffects.PLACEBO_NORMALIZED, -1 - l);
        check(fit, key, parts[0], parts[2]);
      }
      check(fit, EffectKey.of(IntertemporalEffects.TOTAL), total[0], total[3]);
    }
    assertThat(estimated).isGreaterThan(500);
    assertThat(refused).isGreaterThan(100);
  }

  private static int check(Fit fit, EffectKey key, double top, double bottom) {
    Effect effect = fit.effect(key).orElseThrow();
    if (bottom <= 0) { // crossers may have had less treatment than at first, all in all
      assertThat(effect).as(key.toString()).isInstanceOf(NotEstimable.class);
      return 0;
    }
    assertThat(effect).as(key.toString()).isInstanceOf(Estimated.class);
    assertThat(((Estimated) effect).estimate())
        .as(key.toString())
        .isCloseTo(top / bottom, within(1e-10));
    return 1;
  }

  /** First differences before the switch on those of covariates, with a dummy for every period. */
  @Test
  void covariatesAreTakenOutByTheRegressionWithPeriodDummies() {
    for (int seed = 1; seed <= 5; seed++) {
      Panel plain = LevelsPanel.of(70, 7, seed);
      Panel panel = LevelsPanel.withCovariates(plain, seed);
      Panel net = Edit.outcomes(plain, (i, t, y) -> y - adjustment(panel, i, t));
      Fit expected = fit(net, Map.of("effects", "3", "placebos", "1"));
      Fit actual =
          fit(
              panel.withCovariates(List.of("income", "births"), columns(panel)),
              Map.of("effects", "3", "placebos", "1"));
      for (Estimated effect : expected.estimated()) {
        Estimated mine = (Estimated) actual.effect(effect.key()).orElseThrow();
        assertThat(mine.estimate()).isCloseTo(effect.estimate(), within(1e-10));
      }
      assertThat(expected.estimated()).hasSize(9);
    }
  }

  private static double[][][] columns(Panel panel) {
    double[][][] x = new double[panel.size()][panel.periods().length][];
    for (int i = 0; i < x.length; i++) {
      for (int t = 0; t < x[i].length; t++) {
        x[i][t] = new double[] {panel.covariate(i, t, 0), panel.covariate(i, t, 2)};
      }
    }
    return x;
  }

  private static double adjustment(Panel panel, int unit, int period) {
    List<double[]> rows = new ArrayList<>();
    List<Double> left = new ArrayList<>();
    double[][][] x = columns(panel);
    for (int i = 0; i < panel.size(); i++) {
      for (int t = 1; t < panel.periods().length; t++) {
        if (panel.treatment(i, 0) == panel.treatment(unit, 0)
            && !LevelsPanel.hasChanged(panel, i, t)) {
          double root = Math.sqrt(panel.weight(i));
          double[] row = new double[2 + panel.periods().length];
          row[0] = root * (x[i][t][0] - x[i][t - 1][0]);
          row[1] = root * (x[i][t][1] - x[i][t - 1][1]);
          row[2 + t] = root;
          rows.add(row);
          left.add(root * (panel.outcome(i, t) - panel.outcome(i, t - 1)));
        }
      }
    }
    if (rows.size() < 10) {
      return 0; // nobody shares the first treatment
    }
    double[][] design = rows.stream().map(r -> dropColumn(r, 2)).toArray(double[][]::new);
    double[] theta =
        new QRDecomposition(new Array2DRowRealMatrix(design))
            .getSolver()
            .solve(new ArrayRealVector(left.stream().mapToDouble(v -> v).toArray()))
            .toArray();
    return theta[0] * x[unit][period][0] + theta[1] * x[unit][period][1];
  }

  private static double[] dropColumn(double[] row, int column) {
    double[] rest = new double[row.length - 1];
    for (int j = 0; j < rest.length; j++) {
      rest[j] = row[j < column ? j : j + 1];
    }
    return rest;
  }

  @Test
  void trendsOfTheirOwnDoNotMatterWhereTheyAreAllowed() {
    Panel panel = LevelsPanel.of(90, 6, 8);
    Panel tilted = Edit.outcomes(panel, (i, t, y) -> y + (i % 5) * t);
    Map<String, String> words = Map.of("trends_lin", "true");
    Fit fit = fit(tilted, words);
    assertThat(fit.estimated()).hasSizeGreaterThan(10);
    for (Estimated effect : fit(panel, words).estimated()) {
      Estimated twin = (Estimated) fit.effect(effect.key()).orElseThrow();
      assertThat(twin.estimate()).isCloseTo(effect.estimate(), within(1e-10));
    }
    assertThat(fit.effect(EffectKey.of(IntertemporalEffects.TOTAL))).isEmpty();
  }

  /** Small, with few levels, holes, and treatments that go above and below the first one. */
  static Panel panel(Random random) {
    int units = 2 + random.nextInt(14);
    int periods = 2 + random.nextInt(6);
    double changing = random.nextDouble() * 0.5;
    double hole = random.nextBoolean() ? 0 : 0.2 * random.nextDouble();
    int levels = 1 + random.nextInt(3);
    int[] years = new int[periods];
    for (int t = 0; t < periods; t++) {
      years[t] = 2010 + t;
    }
    List<String> ids = new ArrayList<>();
    List<String> clusters = new ArrayList<>();
    double[] weights = new double[units];
    double[][] y = new double[units][periods];
    double[][] d = new double[units][periods];
    boolean[][] seen = new boolean[units][periods];
    int kinds = 1 + random.nextInt(5);
    for (int i = 0; i < units; i++) {
      ids.add("U" + i);
      clusters.add("K" + random.nextInt(kinds));
      weights[i] = 0.5 + random.nextInt(4);
      double level = random.nextInt(levels);
      for (int t = 0; t < periods; t++) {
        level = random.nextDouble() < changing ? random.nextInt(levels + 1) : level;
        y[i][t] = 10 * random.nextDouble();
        d[i][t] = level;
        seen[i][t] = random.nextDouble() >= hole;
      }
      seen[i][random.nextInt(periods)] = true;
    }
    int[] cohorts = new int[units];
    Arrays.fill(cohorts, Panel.NEVER);
    return Panel.withHoles(years, ids, clusters, cohorts, weights, y, seen).withTreatment(d);
  }
}
