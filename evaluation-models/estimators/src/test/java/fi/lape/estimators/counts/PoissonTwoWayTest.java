package fi.lape.estimators.counts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.lape.estimators.did.AbsorbedEffects;
import fi.lape.estimators.did.Shares;
import fi.lape.estimators.estimate.Effect;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.Fit;
import fi.lape.estimators.estimate.NotEstimable;
import fi.lape.estimators.estimate.PanelEstimator;
import fi.lape.estimators.estimate.Reason;
import fi.lape.estimators.laws.Edit;
import fi.lape.estimators.panel.Panel;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two-way fixed effects for counts. */
class PoissonTwoWayTest extends CountLaws {
  private static final PoissonTwoWay METHOD =
      new PoissonTwoWay(CountSettings.DEFAULTS.withShares(Shares.ESTIMATED));

  @Override
  protected List<PoissonTwoWay> estimators() {
    return List.of(METHOD);
  }

  @Override
  protected boolean hasUnitEffects(PanelEstimator estimator) {
    return true;
  }

  private static void assertRefused(Panel panel, Reason reason) {
    Fit fit = METHOD.fit(panel);
    assertThat(fit.effects()).hasSize(4);
    for (Effect effect : fit.effects()) {
      assertThat(((NotEstimable) effect).reason()).isEqualTo(reason);
    }
  }

  @Test
  void aPanelWithoutATreatedUnitIsRefused() {
    assertRefused(
        RandomCounts.of(12, 3, new int[] {Panel.NEVER, 2017}, 9, 1), Reason.NO_TREATED_UNITS);
  }

  @Test
  void treatmentThatPeriodsExplainIsRefused() {
    assertRefused(RandomCounts.of(12, 3, new int[] {2013}, 9, 1), Reason.NO_VARIATION_IN_TREATMENT);
    assertRefused(
        RandomCounts.of(12, 3, new int[] {2010, Panel.NEVER}, 9, 1),
        Reason.NO_VARIATION_IN_TREATMENT);
  }

  @Test
  void aPanelWithoutEventsIsRefused() {
    assertRefused(Edit.outcomes(METHOD_PANEL, (i, t, y) -> 0), Reason.NO_EVENTS);
  }

  private static final Panel METHOD_PANEL =
      RandomCounts.of(30, 5, new int[] {2013, Panel.NEVER}, 9, 2);

  /** Nobody treated has an event: fewer by all that were expected, and no finite coefficient. */
  @Test
  void withoutEventsAmongTheTreatedOnlyCountsAndRatesAreGiven() {
    Panel panel =
        Edit.outcomes(METHOD_PANEL, (i, t, y) -> METHOD_PANEL.cohort(i) <= 2010 + t ? 0 : y);
    CountFit all = METHOD.analyse(panel);
    assertThat(all.fit().effect(EffectKey.of("twfe-log")))
        .contains(new NotEstimable(EffectKey.of("twfe-log"), Reason.NO_EVENTS));
    assertThat(all.fit().effect(EffectKey.of("twfe-relative")))
        .contains(new NotEstimable(EffectKey.of("twfe-relative"), Reason.NO_EVENTS));
    Estimated count = (Estimated) all.fit().effect(EffectKey.of("twfe-count")).orElseThrow();
    assertThat(count.estimate()).isBetween(-12.0, -6.0);
    assertThat(all.model().orElseThrow().cellsWithoutEvents()).containsExactly("treated");
  }

  /** Before treatment the treated have no event either: their units say nothing. */
  @Test
  void unitsWithoutEventsAreLeftOutAndNamed() {
    CountFit all = METHOD.analyse(panel());
    assertThat(all.model().orElseThrow().unitsWithoutEvents()).containsExactly("U7");
    for (Estimated effect : all.fit().estimated()) {
      assertThat(effect.sample().unitsLeftOut()).isEqualTo(1);
      assertThat(effect.sample().units()).isEqualTo(35);
      assertThat(effect.influence().units()).isEqualTo(36);
    }
  }

  /** No event among the untreated from 2013 on: nothing tells what the treated would have had. */
  @Test
  void withoutEventsAmongTheControlsAfterAdoptionTheEffectIsRefused() {
    assertRefused(
        Edit.outcomes(
            METHOD_PANEL, (i, t, y) -> METHOD_PANEL.cohort(i) > 2010 + t && t >= 3 ? 0 : y),
        Reason.NO_EVENTS);
  }

  @Test
  void settingsAreScaleAndShares() {
    assertThat(CountSettings.twoWay(Map.of("shares", "estimated")).shares())
        .isEqualTo(Shares.ESTIMATED);
    assertThat(CountSettings.twoWay(Map.of()).effects()).isEqualTo(AbsorbedEffects.UNIT);
    assertThatThrownBy(() -> CountSettings.twoWay(Map.of("controls", "never-treated")))
        .hasMessageStartingWith("SETTING_UNKNOWN: ");
  }
}
