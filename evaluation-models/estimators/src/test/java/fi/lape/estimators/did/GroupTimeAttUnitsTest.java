package fi.lape.estimators.did;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import fi.lape.estimators.did.covariates.Estimation;
import fi.lape.estimators.error.EvaluationException;
import fi.lape.estimators.estimate.Effect;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.Fit;
import fi.lape.estimators.estimate.MomentInfluence;
import fi.lape.estimators.estimate.NotEstimable;
import fi.lape.estimators.estimate.UnitInfluence;
import fi.lape.estimators.laws.Edit;
import fi.lape.estimators.laws.RandomPanel;
import fi.lape.estimators.moments.PanelMoments;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Units against moments, and against what can be worked out in other ways. */
class GroupTimeAttUnitsTest {
  private static final EffectKey CELL = EffectKey.cell(GroupTimeAtt.CELL, 2013, 2014);

  /** Without covariates and holes units, rows and moments are three ways to the same numbers. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void unitsSayTheSameAsMoments(boolean followed) {
    Panel panel = RandomPanel.of(48, 6, CovariatePanel.COHORTS, 11);
    int compared = 0;
    for (GroupTimeSettings settings : GroupTimeAttCovariatesTest.settings()) {
      Fit moments = new GroupTimeAtt(settings).fit(PanelMoments.of(panel));
      Fit units = new UnitGroupTime(settings, panel, everybody(panel), followed).fit();
      assertThat(units.effects()).hasSameSizeAs(moments.effects());
      for (Effect effect : moments.effects()) {
        Effect twin = units.effect(effect.key()).orElseThrow();
        if (effect instanceof NotEstimable refused) {
          assertThat(((NotEstimable) twin).reason()).isEqualTo(refused.reason());
        } else {
          compared++;
          assertSame(panel, (Estimated) effect, (Estimated) twin);
        }
      }
    }
    assertThat(compared).isGreaterThan(200);
  }

  private static void assertSame(Panel panel, Estimated moments, Estimated units) {
    String what = moments.key().toString();
    assertThat(units.estimate()).as(what).isCloseTo(moments.estimate(), within(1e-10));
    for (int i = 0; i < panel.size(); i++) {
      assertThat(((UnitInfluence) units.influence()).of(i))
          .as(what)
          .isCloseTo(
              ((MomentInfluence) moments.influence())
                  .of(panel.cohort(i), panel.weight(i), panel.outcomes(i)),
              within(1e-10));
    }
    assertThat(units.sample().units()).as(what).isEqualTo(moments.sample().units());
    assertThat(units.sample().clustersTreated())
        .as(what)
        .isEqualTo(moments.sample().clustersTreated());
    assertThat(units.sample().baselineMean().orElseThrow())
        .as(what)
        .isCloseTo(moments.sample().baselineMean().orElseThrow(), within(1e-10));
    if (moments.key().estimand().equals(GroupTimeAtt.CELL)) {
      assertThat(units.sample().observations()).isEqualTo(moments.sample().observations());
    }
  }

  private static BitSet everybody(Panel panel) {
    BitSet everybody = new BitSet();
    everybody.set(0, panel.size());
    return everybody;
  }

  /**
   * With a covariate of two values the models are saturated: all three ways must be the effect in
   * each stratum, weighted by the cohort's strata.
   */
  @ParameterizedTest
  @EnumSource
  void aCovariateOfTwoValuesIsStratification(Estimation estimation) {
    Panel panel = strata(3);
    double[][] change = new double[2][2]; // stratum × (controls, cohort)
    double[][] weight = new double[2][2];
    for (int i = 0; i < panel.size(); i++) {
      int s = (int) panel.covariate(i, 0, 0);
      int treated = panel.cohort(i) == 2013 ? 1 : 0;
      weight[s][treated] += panel.weight(i);
      change[s][treated] += panel.weight(i) * (panel.outcome(i, 4) - panel.outcome(i, 2));
    }
    double expected = 0;
    for (int s = 0; s < 2; s++) {
      double gap = change[s][1] / weight[s][1] - change[s][0] / weight[s][0];
      expected += weight[s][1] / (weight[0][1] + weight[1][1]) * gap;
    }
    GroupTimeSettings settings = GroupTimeSettings.DEFAULTS.withEstimation(estimation);
    double followed = estimate(new GroupTimeAtt(settings).fit(panel));
    assertThat(followed).isCloseTo(expected, within(1e-11));
    double rows = estimate(new UnitGroupTime(settings, panel, everybody(panel), false).fit());
    assertThat(rows).isCloseTo(expected, within(1e-11));
    assertThat(
            Math.abs(estimate(new GroupTimeAtt(settings).fit(PanelMoments.of(panel))) - expected))
        .as("the covariate matters")
        .isGreaterThan(0.1);
  }

  private static double estimate(Fit fit) {
    return ((Estimated) fit.effect(CELL).orElseThrow()).estimate();
  }

  /** Cohort 2013 and controls; stratum 1 grows faster and is more often in the cohort. */
  private static Panel strata(long seed) {
    Panel panel = RandomPanel.of(80, 5, new int[] {2013, Panel.NEVER}, seed);
    Random random = new Random(seed);
    double[][][] x = new double[panel.size()][7][1];
    int[] stratum = new int[panel.size()];
    for (int i = 0; i < stratum.length; i++) {
      stratum[i] = random.nextDouble() < (panel.cohort(i) == 2013 ? 0.7 : 0.3) ? 1 : 0;
      for (int t = 0; t < 7; t++) {
        x[i][t][0] = stratum[i];
      }
    }
    return Edit.outcomes(panel, (i, t, y) -> y + 2 * t * stratum[i])
        .withCovariates(List.of("stratum"), x);
  }

  @Test
  void aTrendThatACovariateExplainsIsTakenOut() {
    Panel noisy = CovariatePanel.of(75, 6, 5);
    Panel panel =
        Edit.outcomes(
            noisy,
            (i, t, y) ->
                i % 9
                    + t * (0.5 + 0.02 * noisy.covariate(i, 0, 0))
                    + (noisy.cohort(i) <= 2010 + t ? 3 : 0));
    for (Estimation estimation : List.of(Estimation.DR, Estimation.REG)) {
      GroupTimeSettings settings = GroupTimeSettings.DEFAULTS.withEstimation(estimation);
      for (Estimated effect : new GroupTimeAtt(settings).fit(panel).estimated()) {
        boolean after = effect.key().eventTime().orElse(0) >= 0;
        assertThat(effect.estimate()).as("%s", effect.key()).isCloseTo(after ? 3 : 0, within(1e-9));
      }
    }
  }

  /** Covariates of the period looked at may follow from treatment; the base period's cannot. */
  @Test
  void covariatesAreThoseOfTheEarlierPeriod() {
    Panel panel = CovariatePanel.of(75, 6, 5);
    int n = panel.size();
    double[][][] later = new double[n][7][2];
    double[][][] earlier = new double[n][7][2];
    for (int i = 0; i < n; i++) {
      for (int t = 0; t < 7; t++) {
        for (int j = 0; j < 2; j++) {
          later[i][t][j] = panel.covariate(i, t, j) + (t > 2 ? 100 * Math.sin(i * (t + j)) : 0);
          earlier[i][t][j] = panel.covariate(i, t, j) + (t == 2 ? Math.sin(i * (t + j)) : 0);
        }
      }
    }
    Fit fit = new GroupTimeAtt(GroupTimeSettings.DEFAULTS).fit(panel);
    double moved =
        estimate(
            new GroupTimeAtt(GroupTimeSettings.DEFAULTS)
                .fit(panel.withCovariates(panel.covariateNames(), later)));
    assertThat(moved).isEqualTo(estimate(fit));
    double other =
        estimate(
            new GroupTimeAtt(GroupTimeSettings.DEFAULTS)
                .fit(panel.withCovariates(panel.covariateNames(), earlier)));
    assertThat(Math.abs(other - estimate(fit))).isGreaterThan(1e-4);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void completeUnitsAreThePanelWithoutTheOthersAndTheirNumberIsSaid(boolean covariates) {
    Panel whole = CovariatePanel.withHoles(CovariatePanel.of(160, 6, 8), 9);
    int[] complete =
        IntStream.range(0, whole.size()).filter(i -> CovariatePanel.complete(whole, i)).toArray();
    Panel panel = covariates ? whole : withoutCovariates(whole);
    GroupTimeSettings settings =
        GroupTimeSettings.DEFAULTS.withUnbalanced(Unbalanced.COMPLETE_UNITS);
    Fit fit = new GroupTimeAtt(settings).fit(panel);
    Fit sub = new GroupTimeAtt(GroupTimeSettings.DEFAULTS).fit(panel.units(complete));
    assertThat(fit.estimated()).hasSameSizeAs(sub.estimated()).hasSizeGreaterThan(20);
    int leftOut = panel.size() - complete.length;
    assertThat(leftOut).isBetween(60, 130);
    for (Estimated effect : fit.estimated()) {
      Estimated twin = (Estimated) sub.effect(effect.key()).orElseThrow();
      assertThat(effect.estimate()).isEqualTo(twin.estimate());
      assertThat(effect.influence().unitCovariance(effect.influence()))
          .isCloseTo(twin.influence().unitCovariance(twin.influence()), within(1e-12));
      assertThat(effect.sample()).isEqualTo(twin.sample().withUnitsLeftOut(leftOut));
      assertThat(twin.sample().unitsLeftOut()).isZero();
    }
    if (covariates) {
      Fit poisoned =
          new GroupTimeAtt(settings)
              .fit(CovariatePanel.poisoned(panel, i -> !CovariatePanel.complete(panel, i)));
      for (Estimated effect : fit.estimated()) {
        Estimated twin = (Estimated) poisoned.effect(effect.key()).orElseThrow();
        assertThat(twin.estimate()).isEqualTo(effect.estimate());
        assertThat(twin.influence().clusterSums()).isEqualTo(effect.influence().clusterSums());
      }
    }
  }

  private static Panel withoutCovariates(Panel panel) {
    int periods = panel.periods().length;
    List<String> ids = new ArrayList<>();
    List<String> clusters = new ArrayList<>();
    int[] cohorts = new int[panel.size()];
    double[] weights = new double[panel.size()];
    double[][] y = new double[panel.size()][periods];
    boolean[][] observed = new boolean[panel.size()][periods];
    for (int i = 0; i < panel.size(); i++) {
      ids.add(panel.id(i));
      clusters.add(panel.cluster(i));
      cohorts[i] = panel.cohort(i);
      weights[i] = panel.weight(i);
      for (int t = 0; t < periods; t++) {
        observed[i][t] = panel.observed(i, t);
        y[i][t] = observed[i][t] ? panel.outcome(i, t) : 0;
      }
    }
    return Panel.withHoles(panel.periods(), ids, clusters, cohorts, weights, y, observed);
  }

  @Test
  void holesAreRefusedUnlessTheSettingSaysWhatToDo() {
    double[][] y = {{1, 2, 3}, {1, 2, 3}};
    boolean[][] observed = {{true, true, true}, {true, false, true}};
    List<String> ids = List.of("A", "B");
    Panel panel =
        Panel.withHoles(
            new int[] {2010, 2011, 2012},
            ids,
            ids,
            new int[] {2011, Panel.NEVER},
            new double[] {1, 1},
            y,
            observed);
    assertThatThrownBy(() -> new GroupTimeAtt(GroupTimeSettings.DEFAULTS).fit(panel))
        .isInstanceOf(EvaluationException.class)
        .hasMessage(
            "PANEL_NOT_BALANCED: 1 unit-period cells have no outcome, first: unit 'B', period 2011."
                + " What is done about them changes the answer and is not chosen for you. Set"
                + " 'unbalanced' to complete-units or repeated-cross-sections, or restrict 'units'"
                + " or 'periods' to the covered cells.");
    assertThatThrownBy(
            () ->
                new GroupTimeAtt(
                        GroupTimeSettings.DEFAULTS.withUnbalanced(Unbalanced.COMPLETE_UNITS))
                    .fit(panel.units(new int[] {1})))
        .isInstanceOf(EvaluationException.class)
        .hasMessageStartingWith("PANEL_EMPTY: the panel has 0 units and 3 periods.");
  }
}
