package fi.lape.estimators.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.Estimator;
import fi.lape.estimators.estimate.Fit;
import fi.lape.estimators.moments.PanelMoments;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The laws of a method on moments, besides those of every method. */
public abstract class EstimatorLaws extends PanelEstimatorLaws {
  @Override
  protected abstract List<Estimator> estimators();

  @Test
  public void theContrastSaysTheSameAsTheEstimate() {
    PanelMoments moments = PanelMoments.of(panel());
    for (Estimator estimator : estimators()) {
      for (Estimated effect : estimator.fit(moments).estimated()) {
        assertThat(effect.contrast().orElseThrow().value(moments))
            .as(what(estimator, effect))
            .isCloseTo(effect.estimate(), within(ROUNDING));
      }
    }
  }

  @Test
  public void aClusterIsTakenOutOfTheMomentsExactly() {
    Panel panel = panel();
    PanelMoments moments = PanelMoments.of(panel);
    for (Estimator estimator : estimators()) {
      for (String cluster : moments.clusters()) {
        Fit rest = estimator.fit(moments.minus(cluster));
        for (Estimated effect : estimator.fit(Edit.without(panel, cluster)).estimated()) {
          assertThat(same(rest, effect).estimate()).isEqualTo(effect.estimate());
        }
      }
    }
  }

  @Test
  public void anyPartitionOfThePanelGivesTheSameFit() {
    Panel panel = panel();
    PanelMoments merged = PanelMoments.empty(panel.periods());
    for (int part = 0; part < 4; part++) {
      List<Integer> units = new ArrayList<>();
      for (int i = 0; i < panel.size(); i++) {
        if ((i * 7 + i / 3) % 4 == part) {
          units.add(i);
        }
      }
      merged = merged.merge(PanelMoments.of(Edit.only(panel, units)));
    }
    for (Estimator estimator : estimators()) {
      Fit other = estimator.fit(merged);
      for (Estimated effect : estimator.fit(panel).estimated()) {
        assertSame(what(estimator, effect), effect, same(other, effect));
      }
    }
  }
}
