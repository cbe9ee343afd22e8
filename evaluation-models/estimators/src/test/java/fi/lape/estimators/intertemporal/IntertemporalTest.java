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
import fi.lape.estimators.laws.RandomPanel;
import fi.lape.estimators.moments.PanelMoments;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
      SlowIntertemporal slow = new SlowIntertemporal(panel);
      int direction = random.nextInt(3) - 1;
      String word = List.of("out", "both", "in").get(direction + 1);
      Fit fit = fit(panel, Map.of("switchers", word, "effects", "4", "placebos", "3"));
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
    if (bottom == 0) {
      assertThat(effect).as(key.toString()).isInstanceOf(NotEstimable.class);
      return 0;
    }
    assertThat(effect).as(key.toString()).isInstanceOf(Estimated.class);
    assertThat(((Estimated) effect).estimate())
        .as(key.toString())
        .isCloseTo(top / bottom, within(1e-10));
    return 1;
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
