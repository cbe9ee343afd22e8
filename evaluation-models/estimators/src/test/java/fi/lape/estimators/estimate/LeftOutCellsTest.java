package fi.lape.estimators.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lape.estimators.did.GroupTimeAtt;
import fi.lape.estimators.did.GroupTimeSettings;
import fi.lape.estimators.laws.RandomPanel;
import fi.lape.estimators.panel.Panel;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class LeftOutCellsTest {
  /** 2010 to 2016; 2010 is treated throughout, 2015 is the last and nobody is never treated. */
  private final List<Effect> effects =
      new GroupTimeAtt(GroupTimeSettings.of(Map.of("aggregate", "all")))
          .fit(RandomPanel.of(40, 5, new int[] {2010, 2012, 2015}, 3))
          .effects();

  private static String words(List<Effect> effects, OptionalInt last, EffectKey key) {
    return String.join(
        "; ", new LeftOutCells(effects, last).of(key).stream().map(m -> m.words()).toList());
  }

  private String words(EffectKey key) {
    return words(effects, OptionalInt.empty(), key);
  }

  @Test
  void anAverageNamesTheCohortsItIsWithout() {
    assertThat(words(EffectKey.of("att-simple")))
        .isEqualTo(
            "cohort 2010 (ALWAYS_TREATED); cohort 2012 in 2 periods from 2015 on"
                + " (NO_CONTROL_UNITS); cohort 2015 (ONLY_A_COMPARISON)");
    assertThat(words(EffectKey.ofCohort("att-group", 2012)))
        .isEqualTo("cohort 2012 in 2 periods from 2015 on (NO_CONTROL_UNITS)");
    assertThat(words(EffectKey.ofPeriod("att-calendar", 2013)))
        .isEqualTo("cohort 2010 (ALWAYS_TREATED)");
    assertThat(words(EffectKey.ofEventTime("att-dynamic", 1)))
        .isEqualTo("cohort 2010 (ALWAYS_TREATED); cohort 2015 (ONLY_A_COMPARISON)");
    assertThat(words(EffectKey.ofEventTime("att-dynamic", -2)))
        .isEqualTo("cohort 2015 (ONLY_A_COMPARISON)");
  }

  @Test
  void cellsAndOtherScalesNameNothing() {
    assertThat(words(EffectKey.cell("att-gt", 2012, 2013))).isEmpty();
    assertThat(words(EffectKey.of("att-simple-log"))).isEmpty();
  }

  @Test
  void aCellBeyondTheLastEventTimeIsNotMissed() {
    assertThat(words(effects, OptionalInt.of(2), EffectKey.ofCohort("att-group", 2012))).isEmpty();
    assertThat(words(effects, OptionalInt.of(3), EffectKey.ofCohort("att-group", 2012)))
        .isEqualTo("cohort 2012 in 2015 (NO_CONTROL_UNITS)");
  }

  @Test
  void wherePanelsAreWholeNothingIsMissing() {
    List<Effect> whole =
        new GroupTimeAtt(GroupTimeSettings.of(Map.of("aggregate", "all", "base", "universal")))
            .fit(RandomPanel.of(40, 5, new int[] {2012, 2015, Panel.NEVER}, 3))
            .effects();
    for (Effect effect : whole) {
      assertThat(words(whole, OptionalInt.empty(), effect.key())).isEmpty();
    }
  }
}
