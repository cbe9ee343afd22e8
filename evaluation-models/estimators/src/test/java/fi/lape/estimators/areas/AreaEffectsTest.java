package fi.lape.estimators.areas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import fi.lape.estimators.estimate.MomentInfluence;
import fi.lape.estimators.estimate.Reason;
import fi.lape.estimators.laws.Edit;
import fi.lape.estimators.laws.RandomPanel;
import fi.lape.estimators.moments.CellKey;
import fi.lape.estimators.moments.PanelMoments;
import fi.lape.estimators.panel.Panel;
import fi.lape.estimators.pooling.AreaPooling;
import fi.lape.estimators.pooling.HeterogeneityEstimator;
import fi.lape.estimators.pooling.PooledTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AreaEffectsTest {
  private static final int[] COHORTS = {2012, 2014, 2015, Panel.NEVER};
  private static final AreaEffects EFFECTS = new AreaEffects(0, 2);

  private static Panel panel() {
    return RandomPanel.of(60, 5, COHORTS, 8);
  }

  /** The definition unit by unit: loops over units, no moments. */
  private static double slow(Panel panel, String area, int anticipation) {
    double sum = 0;
    double whole = 0;
    for (int g : COHORTS) {
      for (int t = 0; t < 7 && g != Panel.NEVER; t++) {
        int base = g - anticipation - 1 - 2010;
        if (2010 + t < g || base < 0) {
          continue;
        }
        double[] mean = new double[2];
        double[] weight = new double[2];
        for (int i = 0; i < panel.size(); i++) {
          boolean own = panel.cluster(i).equals(area) && panel.cohort(i) == g;
          boolean control =
              !panel.cluster(i).equals(area)
                  && (panel.cohort(i) == Panel.NEVER || panel.cohort(i) - anticipation > 2010 + t);
          if (own || control) {
            int side = own ? 0 : 1;
            mean[side] += panel.weight(i) * (panel.outcome(i, t) - panel.outcome(i, base));
            weight[side] += panel.weight(i);
          }
        }
        if (weight[0] > 0) {
          sum += weight[0] * (mean[0] / weight[0] - mean[1] / weight[1]);
          whole += weight[0];
        }
      }
    }
    return sum / whole;
  }

  @Test
  void theEffectIsItsDefinitionUnitByUnit() {
    Panel panel = panel();
    for (int anticipation = 0; anticipation < 2; anticipation++) {
      AreaFit fit = new AreaEffects(anticipation, 2).fit(PanelMoments.of(panel));
      assertThat(fit.effects()).hasSize(5);
      for (AreaEffect effect : fit.effects()) {
        assertThat(effect.estimated().estimate())
            .as(effect.area())
            .isCloseTo(slow(panel, effect.area(), anticipation), within(1e-10));
      }
    }
  }

  @Test
  void influenceOfAUnitIsTheDerivativeInItsWeight() {
    Panel panel = panel();
    PanelMoments moments = PanelMoments.of(panel);
    List<CellKey> cells = List.copyOf(moments.cells().keySet());
    double h = 1e-5;
    for (AreaEffect effect : EFFECTS.fit(moments).effects()) {
      MomentInfluence influence = (MomentInfluence) effect.estimated().influence();
      for (int i = 0; i < panel.size(); i += 3) {
        double up = slow(Edit.weight(panel, i, 1 + h), effect.area(), 0);
        double down = slow(Edit.weight(panel, i, 1 - h), effect.area(), 0);
        int place = cells.indexOf(new CellKey(panel.cluster(i), panel.cohort(i))) + 1;
        assertThat(influence.of(place, panel.weight(i), panel.outcomes(i)) / panel.size())
            .isCloseTo((up - down) / (2 * h), within(1e-7));
      }
    }
  }

  /**
   * Units as many independent municipalities: what areas share in controls is in the covariance.
   */
  @Test
  void theCovarianceIsThatOfRepeatedSamples() {
    int rounds = 6000;
    double[][] draws = new double[rounds][];
    double[][] mean = new double[4][4];
    for (int round = 0; round < rounds; round++) {
      AreaFit fit = EFFECTS.fit(PanelMoments.of(independent(round)));
      draws[round] = fit.effects().stream().mapToDouble(e -> e.estimated().estimate()).toArray();
      double[][] covariance = fit.covariance();
      for (int j = 0; j < 4; j++) {
        for (int l = 0; l < 4; l++) {
          mean[j][l] += covariance[j][l] / rounds;
        }
      }
    }
    for (int j = 0; j < 4; j++) {
      for (int l = 0; l < 4; l++) {
        double sum = 0;
        for (double[] draw : draws) {
          sum += (draw[j] - 1) * (draw[l] - 1) / rounds;
        }
        // a product of normals has variance (v² + c²)/rounds: here below 0.007²
        assertThat(mean[j][l]).as("%s %s", j, l).isCloseTo(sum, within(0.06 * mean[j][j]));
      }
    }
    assertThat(mean[0][1]).isGreaterThan(0.02); // few controls, all of them shared
  }

  /** Four areas of five adopters in 2013, and thirty that never adopt in a fifth; effect 1. */
  private static Panel independent(long seed) {
    Random random = new Random(seed);
    List<String> ids = new ArrayList<>();
    List<String> areas = new ArrayList<>();
    int[] cohorts = new int[50];
    double[] weights = new double[50];
    double[][] y = new double[50][4];
    for (int i = 0; i < 50; i++) {
      ids.add("U" + i);
      areas.add("K" + Math.min(4, i / 5));
      cohorts[i] = i < 20 ? 2013 : Panel.NEVER;
      weights[i] = 1 + i % 3;
      for (int t = 0; t < 4; t++) {
        double effect = i < 20 && t == 3 ? 1 : 0;
        y[i][t] = t + effect + random.nextGaussian() / Math.sqrt(weights[i]);
      }
    }

    return new Panel(new int[] {2010, 2011, 2012, 2013}, ids, areas, cohorts, weights, y);
  }

  @Test
  void pooledWithTheirCovarianceTheyGiveAMeanAndASpread() {
    AreaFit fit = EFFECTS.fit(PanelMoments.of(panel()));
    assertThat(fit.estimates().isCorrelated()).isTrue();
    AreaPooling reml = new AreaPooling(HeterogeneityEstimator.REML, PooledTest.KNAPP_HARTUNG, 0.95);
    assertThat(reml.pool(fit.estimates()).areas()).hasSize(5);
    assertThat(reml.pool(fit.estimates()).prediction()).hasSize(1);
  }

  @Test
  void areasWithoutAnEffectSayWhy() {
    Panel panel =
        new Panel(
            new int[] {2010, 2011, 2012},
            List.of("1", "2", "3", "4", "5", "6", "7"),
            List.of("A", "A", "B", "B", "C", "C", "C"),
            new int[] {2011, 2012, 2012, Panel.NEVER, Panel.NEVER, Panel.NEVER, 2010},
            new double[] {1, 1, 1, 1, 1, 1, 1},
            new double[][] {
              {1, 2, 3}, {1, 2, 4}, {1, 2, 5}, {1, 3, 2}, {1, 4, 3}, {2, 2, 2}, {0, 0, 1}
            });
    AreaFit fit = EFFECTS.fit(PanelMoments.of(panel));
    assertThat(fit.effects()).extracting(AreaEffect::area).containsExactly("A");
    assertThat(fit.refused())
        .containsEntry("B", Reason.GROUP_TOO_SMALL)
        .containsEntry("C", Reason.NO_TREATED_UNITS);
    Panel alone = panel.units(new int[] {0, 1});
    assertThat(EFFECTS.fit(PanelMoments.of(alone)).refused())
        .containsEntry("A", Reason.NO_CONTROL_UNITS);
    assertThatThrownBy(() -> new AreaEffects(0, 1))
        .hasMessageStartingWith("SETTING_OUT_OF_RANGE: 'fewest_adopters'");
    assertThatThrownBy(() -> new AreaEffects(-1, 2))
        .hasMessageStartingWith("SETTING_OUT_OF_RANGE: 'anticipation'");
  }
}
