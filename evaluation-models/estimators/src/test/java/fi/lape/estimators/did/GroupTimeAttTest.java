package fi.lape.estimators.did;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import fi.lape.estimators.did.covariates.Estimation;
import fi.lape.estimators.error.EvaluationException;
import fi.lape.estimators.estimate.Effect;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.Estimator;
import fi.lape.estimators.estimate.Fit;
import fi.lape.estimators.estimate.NotEstimable;
import fi.lape.estimators.estimate.Reason;
import fi.lape.estimators.laws.Edit;
import fi.lape.estimators.laws.EstimatorLaws;
import fi.lape.estimators.laws.RandomPanel;
import fi.lape.estimators.moments.PanelMoments;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class GroupTimeAttTest extends EstimatorLaws {
  private static final int[] COHORTS = {2010, 2013, 2015, Panel.NEVER, Panel.NEVER};

  @Override
  protected List<Estimator> estimators() {
    List<Estimator> estimators = new ArrayList<>();
    for (Controls controls : Controls.values()) {
      for (BasePeriod base : BasePeriod.values()) {
        for (int anticipation : new int[] {0, 1}) {
          estimators.add(
              new GroupTimeAtt(
                  GroupTimeSettings.DEFAULTS
                      .withControls(controls)
                      .withBase(base)
                      .withAnticipation(anticipation)));
        }
      }
    }
    return estimators;
  }

  @Override
  protected Panel panel() {
    return RandomPanel.of(48, 6, COHORTS, 11);
  }

  @Override
  protected Optional<Panel> poisoned() {
    Panel panel = panel();
    return Optional.of(Edit.outcomes(panel, (i, t, y) -> panel.cohort(i) == 2010 ? y * 1e6 : y));
  }

  @Override
  protected boolean unpoisoned(EffectKey key) {
    return true; // nobody compares with the always treated
  }

  @Override
  protected boolean hasShares(EffectKey key) {
    // one cohort: its share of itself is 1
    return !(key.estimand().equals(GroupTimeAtt.CELL) || key.estimand().equals("att-group"));
  }

  @Override
  protected Panel exact(double size) {
    Panel panel = panel();
    return Edit.outcomes(
        panel, (i, t, y) -> 3 * (i % 7) + 2.5 * t + (panel.cohort(i) <= 2010 + t ? size : 0));
  }

  @Override
  protected boolean isAfter(EffectKey key) {
    return key.eventTime().isEmpty() || key.eventTime().getAsInt() >= 0;
  }

  private static Fit fit(Panel panel, GroupTimeSettings settings) {
    return new GroupTimeAtt(settings).fit(PanelMoments.of(panel));
  }

  private static Panel two(int[] cohorts) {
    double[][] y = new double[cohorts.length][3];
    List<String> ids = new ArrayList<>();
    double[] weights = new double[cohorts.length];
    for (int i = 0; i < cohorts.length; i++) {
      ids.add("U" + i);
      weights[i] = 1;
      y[i] = new double[] {1, 2 + i, 4 - i};
    }
    return new Panel(new int[] {2010, 2011, 2012}, ids, ids, cohorts, weights, y);
  }

  private static Reason reason(Panel panel, GroupTimeSettings settings, EffectKey key) {
    Effect effect = fit(panel, settings).effect(key).orElseThrow();
    return ((NotEstimable) effect).reason();
  }

  @Test
  void aCohortTreatedFromTheStartIsRefused() {
    assertThat(
            reason(
                two(new int[] {2010, Panel.NEVER}),
                GroupTimeSettings.DEFAULTS,
                EffectKey.cell(GroupTimeAtt.CELL, 2010, 2011)))
        .isEqualTo(Reason.ALWAYS_TREATED);
  }

  @Test
  void aPeriodWithoutAnEarlierOneIsRefused() {
    assertThat(
            reason(
                two(new int[] {2012, Panel.NEVER}),
                GroupTimeSettings.DEFAULTS,
                EffectKey.cell(GroupTimeAtt.CELL, 2012, 2010)))
        .isEqualTo(Reason.NO_BASE_PERIOD);
    assertThat(
            reason(
                two(new int[] {2011, Panel.NEVER}),
                GroupTimeSettings.DEFAULTS.withAnticipation(1),
                EffectKey.cell(GroupTimeAtt.CELL, 2011, 2012)))
        .isEqualTo(Reason.NO_BASE_PERIOD);
  }

  @Test
  void aPeriodInWhichEverybodyIsTreatedIsRefused() {
    Panel panel = two(new int[] {2011, 2012});
    assertThat(
            reason(
                panel, GroupTimeSettings.DEFAULTS, EffectKey.cell(GroupTimeAtt.CELL, 2011, 2012)))
        .isEqualTo(Reason.NO_CONTROL_UNITS);
    assertThat(
            reason(
                panel,
                GroupTimeSettings.DEFAULTS.withControls(Controls.NEVER_TREATED),
                EffectKey.cell(GroupTimeAtt.CELL, 2011, 2011)))
        .isEqualTo(Reason.NO_CONTROL_UNITS);
  }

  @Test
  void theLastCohortIsAComparisonOnlyWhereNobodyIsNeverTreated() {
    assertThat(
            reason(
                two(new int[] {2011, 2012}),
                GroupTimeSettings.DEFAULTS,
                EffectKey.cell(GroupTimeAtt.CELL, 2012, 2011)))
        .isEqualTo(Reason.ONLY_A_COMPARISON);
  }

  @Test
  void whereAllAdoptAtOnceNobodyIsLeftToCompareWith() {
    for (Controls controls : Controls.values()) {
      assertThat(
              reason(
                  two(new int[] {2012, 2012}),
                  GroupTimeSettings.DEFAULTS.withControls(controls),
                  EffectKey.cell(GroupTimeAtt.CELL, 2012, 2012)))
          .isEqualTo(Reason.NO_CONTROL_UNITS);
    }
  }

  @Test
  void theReferencePeriodIsNamedAndNotAnEffectOfZero() {
    GroupTimeSettings universal = GroupTimeSettings.DEFAULTS.withBase(BasePeriod.UNIVERSAL);
    Panel panel = two(new int[] {2012, Panel.NEVER});
    assertThat(reason(panel, universal, EffectKey.cell(GroupTimeAtt.CELL, 2012, 2011)))
        .isEqualTo(Reason.REFERENCE_PERIOD);
    assertThat(reason(panel, universal, EffectKey.ofEventTime("att-dynamic", -1)))
        .isEqualTo(Reason.REFERENCE_PERIOD);
  }

  @Test
  void anAverageOfNothingIsRefused() {
    Panel panel = two(new int[] {2010, Panel.NEVER});
    for (String estimand :
        List.of("att-simple", "att-group-overall", "att-calendar-overall", "att-dynamic-overall")) {
      assertThat(reason(panel, GroupTimeSettings.DEFAULTS, EffectKey.of(estimand)))
          .isEqualTo(Reason.NO_ESTIMABLE_CELL);
    }
  }

  @Test
  void aPanelOfNoUnitsHasNoCells() {
    Fit fit =
        new GroupTimeAtt(GroupTimeSettings.DEFAULTS)
            .fit(PanelMoments.empty(new int[] {2010, 2011}));
    assertThat(fit.estimated()).isEmpty();
    assertThat(new GroupTimeAtt(GroupTimeSettings.DEFAULTS).fit(PanelMoments.empty(new int[0])))
        .isNotNull();
  }

  @Test
  void aCohortAfterTheLastPeriodServesAsNeverTreated() {
    Panel late = two(new int[] {2011, 2013});
    Panel never = two(new int[] {2011, Panel.NEVER});
    GroupTimeSettings settings = GroupTimeSettings.DEFAULTS.withControls(Controls.NEVER_TREATED);
    EffectKey key = EffectKey.cell(GroupTimeAtt.CELL, 2011, 2012);
    assertThat(((Estimated) fit(late, settings).effect(key).orElseThrow()).estimate())
        .isEqualTo(((Estimated) fit(never, settings).effect(key).orElseThrow()).estimate());
    assertThat(reason(late, settings.withAnticipation(1), key)).isEqualTo(Reason.NO_BASE_PERIOD);
  }

  /** U0 adopts 2011 and goes 1, 2, 4; U1 never does and goes 1, 3, 3. */
  @Test
  void twoUnitsByHand() {
    Fit fit = fit(two(new int[] {2011, Panel.NEVER}), GroupTimeSettings.DEFAULTS);
    Estimated first =
        (Estimated) fit.effect(EffectKey.cell(GroupTimeAtt.CELL, 2011, 2011)).orElseThrow();
    Estimated second =
        (Estimated) fit.effect(EffectKey.cell(GroupTimeAtt.CELL, 2011, 2012)).orElseThrow();
    assertThat(first.estimate()).isEqualTo(-1);
    assertThat(second.estimate()).isEqualTo(1);
    assertThat(((Estimated) fit.effect(EffectKey.of("att-simple")).orElseThrow()).estimate())
        .isEqualTo(0);
    assertThat(second.sample().units()).isEqualTo(2);
    assertThat(second.sample().observations()).isEqualTo(4);
    assertThat(second.sample().clustersTreated()).isEqualTo(1);
    assertThat(second.sample().baselineMean()).hasValue(1);
  }

  @Test
  void theBaselineOfAnAverageWeighsCohortsAsTheEffectDoes() {
    Panel panel = panel();
    Map<Integer, double[]> sums = new HashMap<>();
    for (int i = 0; i < panel.size(); i++) {
      double[] sum = sums.computeIfAbsent(panel.cohort(i), g -> new double[2]);
      sum[0] += panel.weight(i);
      if (panel.cohort(i) == 2013 || panel.cohort(i) == 2015) {
        sum[1] += panel.weight(i) * panel.outcomes(i)[panel.cohort(i) - 1 - 2010];
      }
    }
    double expected =
        (sums.get(2013)[1] + sums.get(2015)[1]) / (sums.get(2013)[0] + sums.get(2015)[0]);
    Estimated onset =
        (Estimated)
            fit(panel, GroupTimeSettings.DEFAULTS)
                .effect(EffectKey.ofEventTime("att-dynamic", 0))
                .orElseThrow();
    assertThat(onset.sample().baselineMean().getAsDouble()).isCloseTo(expected, within(1e-10));
  }

  @Test
  void theDefaultsArePinned() {
    assertThat(GroupTimeSettings.of(Map.of())).isEqualTo(GroupTimeSettings.DEFAULTS);
    assertThat(GroupTimeSettings.DEFAULTS)
        .isEqualTo(
            new GroupTimeSettings(
                Controls.NOT_YET_TREATED,
                0,
                BasePeriod.VARYING,
                EnumSet.allOf(Aggregation.class),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Estimation.DR,
                Unbalanced.REFUSE));
  }

  @Test
  void settingsAreReadFromTheWordsOfAPlan() {
    assertThat(
            GroupTimeSettings.of(
                Map.of(
                    "controls", "never-treated",
                    "anticipation", "1",
                    "base", "universal",
                    "aggregate", "dynamic, simple",
                    "estimation", "ipw",
                    "unbalanced", "complete-units",
                    "balance_e", "2",
                    "min_e", "-3",
                    "max_e", "3")))
        .isEqualTo(
            new GroupTimeSettings(
                Controls.NEVER_TREATED,
                1,
                BasePeriod.UNIVERSAL,
                EnumSet.of(Aggregation.DYNAMIC, Aggregation.SIMPLE),
                OptionalInt.of(2),
                OptionalInt.of(-3),
                OptionalInt.of(3),
                Estimation.IPW,
                Unbalanced.COMPLETE_UNITS));
    assertThat(GroupTimeSettings.of(Map.of("aggregate", "none")).aggregations()).isEmpty();
    assertThat(GroupTimeSettings.of(Map.of("aggregate", "all")).aggregations()).hasSize(4);
  }

  @Test
  void wrongSettingsAreRefusedByName() {
    assertRefused(
        Map.of("anticipation", "-1"),
        "SETTING_OUT_OF_RANGE: 'anticipation' is -1 but must be 0 or more. Correct it in the study"
            + " plan.");
    assertRefused(
        Map.of("balance_e", "-2"),
        "SETTING_OUT_OF_RANGE: 'balance_e' is -2 but must be 0 or more. Correct it in the study"
            + " plan.");
    assertRefused(
        Map.of("min_e", "4", "max_e", "3"),
        "SETTING_OUT_OF_RANGE: 'min_e' is 4 but must be at most max_e, which is 3. Correct it in"
            + " the study plan.");
    assertRefused(
        Map.of("controls", "everybody"),
        "SETTING_OUT_OF_RANGE: 'controls' is 'everybody' but must be one of never-treated,"
            + " not-yet-treated. Correct it in the study plan.");
    assertRefused(
        Map.of("anticipation", "one"),
        "SETTING_OUT_OF_RANGE: 'anticipation' is 'one' but must be a whole number. Correct it in"
            + " the study plan.");
    assertRefused(
        Map.of("control", "x"),
        "SETTING_UNKNOWN: 'group-time-att' has no setting 'control'. Its settings are"
            + " aggregate, anticipation, balance_e, base, controls, estimation, max_e, min_e, unbalanced."
            + " Correct 'settings' in the study plan.");
  }

  private static void assertRefused(Map<String, String> settings, String message) {
    assertThatThrownBy(() -> GroupTimeSettings.of(settings))
        .isInstanceOf(EvaluationException.class)
        .hasMessage(message);
  }
}
