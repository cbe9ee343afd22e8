package fi.lape.estimators.did;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import fi.lape.estimators.did.ImputationSettings.Unimputable;
import fi.lape.estimators.did.ImputationSettings.Variance;
import fi.lape.estimators.error.EvaluationException;
import fi.lape.estimators.estimate.Effect;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.Estimator;
import fi.lape.estimators.estimate.Fit;
import fi.lape.estimators.estimate.NotEstimable;
import fi.lape.estimators.estimate.Reason;
import fi.lape.estimators.estimate.UnitInfluence;
import fi.lape.estimators.laws.Edit;
import fi.lape.estimators.laws.RandomPanel;
import fi.lape.estimators.moments.PanelMoments;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Imputation with the derivative as influence, and two stages. */
class ImputationTest extends StaggeredRegressionLaws {
  private static final ImputationSettings SANDWICH =
      ImputationSettings.DEFAULTS.withVariance(Variance.SANDWICH);

  @Override
  protected List<Estimator> estimators() {
    return List.of(
        new Imputation(SANDWICH.withPretrends(2)),
        new Imputation(SANDWICH.withAnticipation(1)),
        new TwoStage(ImputationSettings.DEFAULTS));
  }

  @Override
  protected boolean hasShares(EffectKey key) {
    return key.estimand().equals("att-group-overall");
  }

  @Test
  void aBalancedPanelGivesTheSameAsItsMoments() {
    for (Variance variance : EnumSet.of(Variance.SANDWICH, Variance.CONSERVATIVE)) {
      Imputation imputation = new Imputation(SANDWICH.withVariance(variance).withPretrends(3));
      SunAbrahamTest.assertSameFit(
          imputation.fit(panel()), imputation.fit(RegressionData.of(panel())));
    }
    TwoStage twoStage = new TwoStage(SANDWICH);
    SunAbrahamTest.assertSameFit(twoStage.fit(panel()), twoStage.fit(RegressionData.of(panel())));
  }

  /** Without covariates a balanced panel has one answer, however it is written down. */
  @Test
  void itIsEtwfeWithNotYetTreatedControls() {
    Fit etwfe = new Etwfe(CohortRegressionSettings.ETWFE.withShares(Shares.ESTIMATED)).fit(panel());
    Fit imputation = new Imputation(SANDWICH).fit(panel());
    assertThat(imputation.effects()).hasSameSizeAs(etwfe.effects());
    for (Estimated effect : etwfe.estimated()) {
      Estimated twin = same(imputation, effect);
      assertThat(twin.estimate()).isCloseTo(effect.estimate(), within(1e-10));
      assertThat(twin.influence().clusterSums())
          .usingComparatorWithPrecision(1e-8)
          .containsExactly(effect.influence().clusterSums());
    }
  }

  /** ψ of units of one cohort differs by their weight alone: the mean compared with is another. */
  @Test
  void conservativeErrorsCompareWithTheMeanOfTheCohortAndPeriod() {
    Panel panel = panel();
    Fit sandwich = new Imputation(SANDWICH).fit(RegressionData.of(panel));
    Fit conservative = new Imputation(ImputationSettings.DEFAULTS).fit(RegressionData.of(panel));
    for (Estimated effect : sandwich.estimated()) {
      Estimated twin = same(conservative, effect);
      assertThat(twin.estimate()).isEqualTo(effect.estimate());
      double[] gaps = new double[2];
      boolean[] seen = new boolean[2];
      for (int i = 0; i < panel.size(); i++) {
        double gap =
            (((UnitInfluence) twin.influence()).of(i) - ((UnitInfluence) effect.influence()).of(i))
                / panel.weight(i);
        int g = panel.cohort(i) == 2013 ? 0 : 1;
        if (panel.cohort(i) == 2013 || panel.cohort(i) == 2015) {
          assertThat(gap).isCloseTo(seen[g] ? gaps[g] : gap, within(1e-8));
          gaps[g] = gap;
          seen[g] = true;
        } else {
          assertThat(gap).isCloseTo(0, within(1e-8));
        }
      }
    }
  }

  /** With equal weights, leaving m units' mean one out stretches τ − τ̃ by m/(m − 1). */
  @Test
  void leavingOutTheUnitStretchesItsDistanceToTheMean() {
    Panel panel = equalWeights(panel());
    EffectKey key = EffectKey.cell("att-gt", 2013, 2014);
    Estimated with = at(new Imputation(ImputationSettings.DEFAULTS), panel, key);
    Estimated without = at(new Imputation(SANDWICH.withVariance(Variance.LEAVE_OUT)), panel, key);
    int m = 0;
    for (int i = 0; i < panel.size(); i++) {
      m += panel.cohort(i) == 2013 ? 1 : 0;
    }
    for (int i = 0; i < panel.size(); i++) {
      if (panel.cohort(i) == Panel.NEVER) {
        assertThat(((UnitInfluence) without.influence()).of(i))
            .isEqualTo(((UnitInfluence) with.influence()).of(i));
      }
    }
    double[] stretched = treatedPart(panel, without);
    double[] plain = treatedPart(panel, with);
    for (int i = 1; i < m; i++) {
      assertThat((stretched[i] - plain[i]) - (stretched[0] - plain[0]))
          .isCloseTo(
              (effect(panel, i) - effect(panel, 0)) * panel.size() / m / (m - 1.0), within(1e-9));
    }
  }

  private static double[] treatedPart(Panel panel, Estimated effect) {
    return IntStream.range(0, panel.size())
        .filter(i -> panel.cohort(i) == 2013)
        .mapToDouble(i -> ((UnitInfluence) effect.influence()).of(i))
        .toArray();
  }

  /** The outcome of 2014 less the mean of 2010–2012, which period effects shift alike. */
  private static double effect(Panel panel, int place) {
    int i =
        IntStream.range(0, panel.size())
            .filter(u -> panel.cohort(u) == 2013)
            .skip(place)
            .findFirst()
            .orElseThrow();
    double[] y = panel.outcomes(i);
    return y[4] - (y[0] + y[1] + y[2]) / 3;
  }

  private static Estimated at(Imputation imputation, Panel panel, EffectKey key) {
    return (Estimated) imputation.fit(RegressionData.of(panel)).effect(key).orElseThrow();
  }

  private static Panel equalWeights(Panel panel) {
    Panel equal = panel;
    for (int i = 0; i < panel.size(); i++) {
      equal = Edit.weight(equal, i, 1 / equal.weight(i));
    }
    return equal;
  }

  @Test
  void leavingOutNeedsUnitsAndTwoOfThem() {
    Imputation leaveOut = new Imputation(SANDWICH.withVariance(Variance.LEAVE_OUT));
    assertThatThrownBy(() -> leaveOut.fit(PanelMoments.of(panel())))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("'variance' is leave-out but must be conservative or sandwich");
    Panel one =
        new Panel(
            new int[] {1, 2},
            List.of("a", "b", "c"),
            List.of("a", "b", "c"),
            new int[] {2, Panel.NEVER, Panel.NEVER},
            new double[] {1, 1, 1},
            new double[][] {{1, 5}, {2, 4}, {1, 4}});
    assertThat(reasons(leaveOut, one)).contains(Reason.GROUP_TOO_SMALL);
  }

  private static Set<Reason> reasons(Estimator estimator, Panel panel) {
    Set<Reason> reasons = new HashSet<>();
    for (Effect effect : estimator.fit(panel).effects()) {
      if (effect instanceof NotEstimable refused) {
        reasons.add(refused.reason());
      }
    }
    return reasons;
  }

  @Test
  void everyRefusalHasItsName() {
    Imputation imputation = new Imputation(ImputationSettings.DEFAULTS.withPretrends(6));
    assertThat(reasons(imputation, RandomPanel.of(24, 4, new int[] {2010, 2012, 2014}, 3)))
        .containsExactlyInAnyOrder(
            Reason.ALWAYS_TREATED,
            Reason.NO_CONTROL_UNITS,
            Reason.COLLINEAR, // pre-trends of both cohorts, without never-treated units
            Reason.NO_ESTIMABLE_CELL); // nobody has so many periods before adoption
    assertThat(
            reasons(
                new Imputation(ImputationSettings.DEFAULTS),
                RandomPanel.of(24, 4, new int[] {2020}, 3)))
        .containsExactlyInAnyOrder(Reason.NO_TREATED_UNITS, Reason.NO_ESTIMABLE_CELL);
  }

  @Test
  void unitsThatCannotBeImputedAreNamedAndCountedOrLeftOutOnRequest() {
    Panel panel = panel();
    boolean[][] observed = new boolean[panel.size()][7];
    int lost = 0;
    String first = "";
    for (int i = 0; i < panel.size(); i++) {
      boolean loses = panel.cohort(i) == 2013 && i % 2 == 0;
      first = loses && lost == 0 ? panel.id(i) : first;
      lost += loses ? 1 : 0;
      for (int t = 0; t < 7; t++) {
        observed[i][t] = !loses || t >= 3;
      }
    }
    Panel holes = Holes.in(panel, observed);
    assertThatThrownBy(() -> new Imputation(SANDWICH).fit(holes))
        .isInstanceOf(EvaluationException.class)
        .hasMessageStartingWith(
            "UNITS_NOT_IMPUTABLE: "
                + lost
                + " treated units have no observation before treatment,"
                + " first: unit '"
                + first
                + "'.");
    Fit left = new Imputation(SANDWICH.withUnimputable(Unimputable.LEAVE_OUT)).fit(holes);
    List<Integer> others = new ArrayList<>();
    for (int i = 0; i < panel.size(); i++) {
      if (observed[i][0]) {
        others.add(i);
      }
    }
    for (Estimated effect : new Imputation(SANDWICH).fit(Edit.only(panel, others)).estimated()) {
      assertThat(same(left, effect).estimate()).isCloseTo(effect.estimate(), within(1e-11));
      assertThat(same(left, effect).sample().units()).isEqualTo(effect.sample().units());
      assertThat(same(left, effect).sample().unitsLeftOut()).isEqualTo(lost);
    }
  }

  @Test
  void settingsAreReadFromWords() {
    assertThat(ImputationSettings.imputation(Map.of())).isEqualTo(ImputationSettings.DEFAULTS);
    assertThat(ImputationSettings.twoStage(Map.of())).isEqualTo(SANDWICH);
    assertThat(
            ImputationSettings.imputation(
                Map.of(
                    "variance", "leave-out",
                    "anticipation", "1",
                    "aggregate", "group",
                    "pretrends", "3",
                    "unimputable", "leave-out")))
        .isEqualTo(
            new ImputationSettings(
                Variance.LEAVE_OUT, 1, Set.of(Aggregation.GROUP), 3, Unimputable.LEAVE_OUT));
    assertThatThrownBy(() -> ImputationSettings.imputation(Map.of("pretrends", "-1")))
        .hasMessageContaining("'pretrends' is -1 but must be 0 or more");
    assertThatThrownBy(() -> ImputationSettings.imputation(Map.of("anticipation", "-1")))
        .hasMessageContaining("'anticipation' is -1 but must be 0 or more");
    assertThatThrownBy(() -> ImputationSettings.imputation(Map.of("aggregate", "each")))
        .hasMessageContaining(
            "'aggregate' is 'each' but must be none, all, or of simple, group, calendar, dynamic");
  }
}
