package fi.lape.estimators.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fi.lape.estimators.did.GroupTimeAtt;
import fi.lape.estimators.did.GroupTimeSettings;
import fi.lape.estimators.did.TwoWayFixedEffects;
import fi.lape.estimators.dose.DoseRegression;
import fi.lape.estimators.dose.DoseSettings;
import fi.lape.estimators.dose.RegressionWeights;
import fi.lape.estimators.laws.Edit;
import fi.lape.estimators.laws.RandomPanel;
import fi.lape.estimators.moments.PanelMoments;
import fi.lape.estimators.panel.Panel;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IntervalBoundsTest {
  private final Panel midpoints = RandomPanel.of(48, 6, new int[] {2013, 2015, Panel.NEVER}, 3);
  private final Panel halves = Edit.outcomes(midpoints, (i, t, y) -> (i * 3 + t) % 5 == 0 ? 2 : 0);

  private final List<Estimator> estimators =
      List.of(
          new GroupTimeAtt(GroupTimeSettings.DEFAULTS),
          new TwoWayFixedEffects(),
          new DoseRegression(
              new DoseSettings(2012, List.of(2014, 2016), RegressionWeights.EQUAL),
              Map.of("K0", 1.0, "K1", 0.5, "K2", 2.0, "K3", 4.0, "K4", 0.0, "K5", 3.0)));

  @Test
  void bothEndsAreReachedByOutcomesWithinTheirIntervals() {
    for (Estimator estimator : estimators) {
      for (Estimated effect : estimator.fit(PanelMoments.of(midpoints)).estimated()) {
        Contrast contrast = effect.contrast().orElseThrow();
        IntervalBounds bounds =
            IntervalBounds.of(effect.estimate(), contrast, PanelMoments.of(halves));
        assertThat(extreme(estimator, effect, contrast, 1))
            .as("%s", effect.key())
            .isCloseTo(bounds.high(), within(1e-9));
        assertThat(extreme(estimator, effect, contrast, -1))
            .as("%s", effect.key())
            .isCloseTo(bounds.low(), within(1e-9));
        assertThat(bounds.high()).isGreaterThan(bounds.low());
      }
    }
  }

  /** Fits again with every hidden outcome at the end of its interval that moves θ one way. */
  private double extreme(Estimator estimator, Estimated effect, Contrast contrast, int way) {
    Panel moved =
        Edit.outcomes(
            midpoints,
            (i, t, y) -> {
              String group =
                  switch (contrast.over()) {
                    case COHORTS -> Integer.toString(midpoints.cohort(i));
                    case CLUSTERS -> midpoints.cluster(i);
                  };
              double[] a = contrast.weights().getOrDefault(group, new double[t + 1]);
              return y + way * Math.signum(a[t]) * halves.outcomes(i)[t];
            });
    return ((Estimated) estimator.fit(PanelMoments.of(moved)).effect(effect.key()).orElseThrow())
        .estimate();
  }

  @Test
  void knownOutcomesLeaveNoWidth() {
    Panel none = Edit.outcomes(midpoints, (i, t, y) -> 0);
    Estimated twfe = new TwoWayFixedEffects().fit(PanelMoments.of(midpoints)).estimated().get(0);
    assertThat(
            IntervalBounds.of(
                twfe.estimate(), twfe.contrast().orElseThrow(), PanelMoments.of(none)))
        .isEqualTo(new IntervalBounds(twfe.estimate(), twfe.estimate()));
  }
}
