package fi.lape.estimators.counts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import fi.lape.estimators.did.AbsorbedEffects;
import fi.lape.estimators.did.Controls;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.Fit;
import fi.lape.estimators.estimate.NotEstimable;
import fi.lape.estimators.estimate.Reason;
import fi.lape.estimators.laws.Edit;
import fi.lape.estimators.panel.Panel;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What ETWFE for counts leaves out and refuses, and why. */
class EtwfePoissonRefusalsTest {
  private static Estimated estimated(Fit fit, EffectKey key) {
    return (Estimated) fit.effect(key).orElseThrow();
  }

  private static NotEstimable refused(Fit fit, EffectKey key) {
    return (NotEstimable) fit.effect(key).orElseThrow();
  }

  private static Panel small(double[][] counts) {
    int n = counts.length;
    double[] weights = new double[n];
    double[][] exposure = new double[n][4];
    for (int i = 0; i < n; i++) {
      weights[i] = 1;
      Arrays.fill(exposure[i], 1000);
    }
    List<String> ids = List.of("a", "b", "c", "d", "e", "f").subList(0, n);
    return new Panel(
            new int[] {1, 2, 3, 4},
            ids,
            ids,
            new int[] {3, 3, 4, 4, Panel.NEVER, Panel.NEVER},
            weights,
            counts)
        .withExposure(exposure);
  }

  /** A cell of zeros has no log effect; as −100 % it still counts where counts are summed. */
  @Test
  void aCellWithoutEventsHasACountEffectButNoLogEffect() {
    Panel panel =
        small(
            new double[][] {
              {4, 6, 0, 3}, {6, 4, 0, 5}, {3, 5, 6, 2}, {5, 3, 4, 4}, {9, 8, 7, 8}, {8, 9, 10, 7}
            });
    CountFit all = new EtwfePoisson(CountSettings.DEFAULTS).analyse(panel);
    Fit fit = all.fit();
    assertThat(refused(fit, EffectKey.cell("att-gt-log", 3, 3)).reason())
        .isEqualTo(Reason.NO_EVENTS);
    assertThat(refused(fit, EffectKey.cell("att-gt-relative", 3, 3)).reason())
        .isEqualTo(Reason.NO_EVENTS);
    assertThat(refused(fit, EffectKey.of("att-simple-log")).reason()).isEqualTo(Reason.NO_EVENTS);
    // rates of the untreated in 1, 2, 3 by hand: cohorts 4 and never, 25 + 25 + 27 of 4 units
    double expected = -10.0 / 2 * 27 / 25;
    assertThat(estimated(fit, EffectKey.cell("att-gt-count", 3, 3)).estimate())
        .isCloseTo(expected, within(1e-10));
    double all3 = estimated(fit, EffectKey.ofCohort("att-group-count", 3)).estimate();
    assertThat(all3)
        .isCloseTo(
            (expected + estimated(fit, EffectKey.cell("att-gt-count", 3, 4)).estimate()) / 2,
            within(1e-10));
    CountModel model = all.model().orElseThrow();
    assertThat(model.cellsWithoutEvents()).containsExactly("3 3");
    assertThat(model.rowsSeparated()).isEqualTo(2);
    assertThat(model.unitsWithoutEvents()).isEmpty();
  }

  @Test
  void aCohortWithoutEventsIsLeftOutAndCounted() {
    Panel panel =
        small(
            new double[][] {
              {0, 0, 0, 0}, {0, 0, 0, 0}, {3, 5, 6, 2}, {5, 3, 4, 4}, {9, 8, 7, 8}, {8, 9, 10, 7}
            });
    CountFit all = new EtwfePoisson(CountSettings.DEFAULTS).analyse(panel);
    assertThat(refused(all.fit(), EffectKey.cell("att-gt-count", 3, 4)).reason())
        .isEqualTo(Reason.NO_EVENTS);
    Estimated simple = estimated(all.fit(), EffectKey.of("att-simple-count"));
    assertThat(simple.sample().unitsLeftOut()).isEqualTo(2);
    assertThat(simple.sample().units()).isEqualTo(4);
    assertThat(all.model().orElseThrow().unitsWithoutEvents()).containsExactly("a", "b");
    assertThat(all.model().orElseThrow().rowsSeparated()).isEqualTo(8);
  }

  /** The untreated have no event in the last period: what the treated would have had is 0. */
  @Test
  void controlsWithoutEventsInAPeriodLeaveNothingToCompareWith() {
    Panel panel =
        small(
            new double[][] {
              {4, 6, 2, 3}, {6, 4, 3, 5}, {3, 5, 6, 2}, {5, 3, 4, 4}, {9, 8, 7, 0}, {8, 9, 10, 0}
            });
    CountFit all = new EtwfePoisson(CountSettings.DEFAULTS).analyse(panel);
    for (CountScale scale : CountScale.values()) {
      assertThat(refused(all.fit(), scale.key(EffectKey.cell("att-gt", 4, 4))).reason())
          .isEqualTo(Reason.NO_EVENTS);
      assertThat(all.fit().effect(scale.key(EffectKey.cell("att-gt", 3, 3))).orElseThrow())
          .isInstanceOf(Estimated.class);
    }
    assertThat(all.model().orElseThrow().rowsSeparated()).isEqualTo(2);
    assertThat(all.model().orElseThrow().unitsWithoutEvents()).isEmpty();
  }

  @Test
  void withoutAnyEventEveryNumberIsRefused() {
    CountFit all = new EtwfePoisson(CountSettings.DEFAULTS).analyse(small(new double[6][4]));
    assertThat(all.model()).isEmpty();
    assertThat(all.fit().estimated()).isEmpty();
    assertThat(refused(all.fit(), EffectKey.cell("att-gt-rate", 3, 3)).reason())
        .isEqualTo(Reason.NO_EVENTS);
    assertThat(refused(all.fit(), EffectKey.of("att-simple-rate")).reason())
        .isEqualTo(Reason.NO_ESTIMABLE_CELL);
  }

  @Test
  void designsWithoutAnEffectAreRefusedAsByEtwfe() {
    CountSettings settings = CountSettings.DEFAULTS;
    Fit nobody =
        new EtwfePoisson(settings).fit(RandomCounts.of(12, 3, new int[] {Panel.NEVER}, 9, 1));
    assertThat(nobody.estimated()).isEmpty();
    assertThat(refused(nobody, EffectKey.of("att-gt-count")).reason())
        .isEqualTo(Reason.NO_TREATED_UNITS);
    Fit always =
        new EtwfePoisson(settings)
            .fit(RandomCounts.of(12, 3, new int[] {2010, 2013, Panel.NEVER}, 9, 1));
    assertThat(refused(always, EffectKey.cell("att-gt-log", 2010, 2012)).reason())
        .isEqualTo(Reason.ALWAYS_TREATED);
    Fit late = new EtwfePoisson(settings).fit(RandomCounts.of(12, 3, new int[] {2012, 2014}, 9, 1));
    assertThat(refused(late, EffectKey.cell("att-gt-log", 2012, 2015)).reason())
        .isEqualTo(Reason.NO_CONTROL_UNITS);
  }

  @Test
  void whatIsNoCountIsRefused() {
    Panel panel = RandomCounts.of(12, 3, new int[] {2012, Panel.NEVER}, 9, 1);
    EtwfePoisson method = new EtwfePoisson(CountSettings.DEFAULTS);
    assertThatThrownBy(() -> method.fit(Edit.outcomes(panel, (i, t, y) -> y - 1000)))
        .hasMessageStartingWith(
            "COUNT_NEGATIVE: 'etwfe-poisson' takes counts, and the outcome of unit 'U0' in period"
                + " 2010 is below 0.");
    Panel plain =
        new Panel(
            new int[] {1, 2},
            List.of("a"),
            List.of("a"),
            new int[] {2},
            new double[] {1},
            new double[][] {{1, 2}});
    assertThatThrownBy(() -> method.fit(plain))
        .hasMessageStartingWith("EXPOSURE_NOT_GIVEN: 'etwfe-poisson' needs an exposure");
    assertThatThrownBy(
            () -> method.fit(plain.withCovariates(List.of("x"), new double[][][] {{{1}, {2}}})))
        .hasMessageStartingWith("COVARIATES_NOT_USED: 'etwfe-poisson' takes no covariates.");
  }

  @Test
  void settingsAreReadFromWords() {
    assertThat(CountSettings.etwfe(Map.of())).isEqualTo(CountSettings.DEFAULTS);
    assertThat(CountSettings.etwfe(Map.of("scale", "rate, relative")).scales())
        .isEqualTo(Set.of(CountScale.RATE, CountScale.RELATIVE));
    assertThatThrownBy(() -> CountSettings.etwfe(Map.of("scale", "odds")))
        .hasMessageContaining(
            "'scale' is 'odds' but must be all, or of log, count, rate, relative");
    assertThatThrownBy(() -> CountSettings.etwfe(Map.of("anticipation", "-1")))
        .hasMessageContaining("'anticipation' is -1 but must be 0 or more");
  }

  @Test
  void comparedWithTheNeverTreatedTheLastCohortIsOnlyAComparisonWhereThereAreNone() {
    Fit fit =
        new EtwfePoisson(CountSettings.DEFAULTS.withControls(Controls.NEVER_TREATED))
            .fit(RandomCounts.of(12, 3, new int[] {2012, 2014}, 9, 1));
    assertThat(refused(fit, EffectKey.cell("att-gt-rate", 2014, 2012)).reason())
        .isEqualTo(Reason.ONLY_A_COMPARISON);
  }

  /** The treated of period 4 are seen only then, and their unit effects take their counts. */
  @Test
  void aCellThatHolesUntieFromTheRestIsCollinear() {
    boolean[][] observed = {
      {true, true, true, false},
      {false, false, false, true},
      {true, true, true, true},
      {true, true, true, true}
    };
    List<String> ids = List.of("a", "b", "c", "d");
    double[][] ones = new double[4][4];
    for (double[] one : ones) {
      Arrays.fill(one, 1000);
    }
    Panel panel =
        Panel.withHoles(
                new int[] {1, 2, 3, 4},
                ids,
                ids,
                new int[] {3, 3, Panel.NEVER, Panel.NEVER},
                new double[] {1, 1, 1, 1},
                new double[][] {{4, 6, 2, 0}, {0, 0, 0, 5}, {9, 8, 7, 6}, {8, 9, 10, 7}},
                observed)
            .withExposure(ones);
    Fit fit = new EtwfePoisson(CountSettings.DEFAULTS.withEffects(AbsorbedEffects.UNIT)).fit(panel);
    assertThat(refused(fit, EffectKey.cell("att-gt-count", 3, 4)).reason())
        .isEqualTo(Reason.COLLINEAR);
    assertThat(estimated(fit, EffectKey.of("att-simple-count")).estimate())
        .isEqualTo(estimated(fit, EffectKey.cell("att-gt-count", 3, 3)).estimate());
  }
}
