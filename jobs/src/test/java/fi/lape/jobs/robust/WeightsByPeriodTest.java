package fi.lape.jobs.robust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fi.lape.estimators.panel.Panel;
import fi.lape.jobs.analysis.UnitPanel;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two adopters, of which one grows, and a municipality that never adopts; worked out by hand. */
class WeightsByPeriodTest {
  private static final double TOLERANCE = 1e-12;

  private static final UnitPanel PANEL =
      new UnitPanel(
          new int[] {2016, 2017},
          List.of(
              unit("a", 2017, 1, new double[] {10, 20}, new double[] {1, 3}),
              unit("b", 2017, 1, new double[] {20, 40}, new double[] {1, 1}),
              unit("c", Panel.NEVER, 5, new double[] {5, 6}, new double[] {7, 2})));

  private static UnitPanel.Unit unit(
      String id, int cohort, double weight, double[] values, double[] children) {
    return new UnitPanel.Unit(
        id, "KSU", cohort, weight, values, values, values, new double[0], new double[0], children);
  }

  @Test
  void theMeanOfAGroupIsWeighedByTheChildrenOfTheYear() {
    UnitPanel changed = WeightsByPeriod.of(PANEL, UnitPanel.Unit::cohort);
    // 2016: 15, as before. 2017: (3 · 20 + 40) / 4 = 25 instead of 30.
    assertThat(mean(changed, 0)).isCloseTo(15, within(TOLERANCE));
    assertThat(mean(changed, 1)).isCloseTo(25, within(TOLERANCE));
    assertThat(changed.units().get(2).middle()).containsExactly(5, 6);
  }

  @Test
  void aMunicipalityAddsToTheMeanWhatItsChildrenOfTheYearGiveIt() {
    UnitPanel changed = WeightsByPeriod.of(PANEL, UnitPanel.Unit::cohort);
    // ¾ (20 − 25) = ½ (z − 25) and ¼ (40 − 25) = ½ (z − 25).
    assertThat(changed.units().get(0).middle()[1]).isCloseTo(17.5, within(TOLERANCE));
    assertThat(changed.units().get(1).middle()[1]).isCloseTo(32.5, within(TOLERANCE));
  }

  @Test
  void childrenThatDoNotChangeChangeNothing() {
    UnitPanel steady =
        PANEL.withUnits(
            PANEL.units().stream()
                .map(
                    u ->
                        unit(
                            u.id(),
                            u.cohort(),
                            u.weight(),
                            u.middle(),
                            new double[] {u.weight(), u.weight()}))
                .toList());
    UnitPanel changed = WeightsByPeriod.of(steady, UnitPanel.Unit::cohort);
    for (int i = 0; i < 3; i++) {
      assertThat(changed.units().get(i).middle())
          .containsExactly(PANEL.units().get(i).middle(), within(TOLERANCE));
    }
  }

  @Test
  void itIsNotPossibleWhereTheChildrenOfAYearAreNotKnown() {
    UnitPanel unknown =
        PANEL.withUnits(List.of(unit("a", 2017, 1, new double[] {10, 20}, new double[0])));
    assertThat(WeightsByPeriod.isPossible(PANEL)).isTrue();
    assertThat(WeightsByPeriod.isPossible(unknown)).isFalse();
  }

  /** Of the adopters, weighed as the panel weighs them. */
  private static double mean(UnitPanel panel, int year) {
    return (panel.units().get(0).middle()[year] + panel.units().get(1).middle()[year]) / 2;
  }
}
