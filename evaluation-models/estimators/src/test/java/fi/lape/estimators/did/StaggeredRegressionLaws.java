package fi.lape.estimators.did;

import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.laws.Edit;
import fi.lape.estimators.laws.EstimatorLaws;
import fi.lape.estimators.laws.RandomPanel;
import fi.lape.estimators.panel.Panel;
import java.util.Optional;

/** The laws on the panel that regressions under staggered adoption are tried on. */
abstract class StaggeredRegressionLaws extends EstimatorLaws {
  @Override
  protected Panel panel() {
    return RandomPanel.of(48, 6, new int[] {2010, 2013, 2015, Panel.NEVER}, 12);
  }

  @Override
  protected Optional<Panel> poisoned() {
    Panel panel = panel();
    return Optional.of(Edit.outcomes(panel, (i, t, y) -> panel.cohort(i) == 2010 ? 1e6 * y : y));
  }

  @Override
  protected boolean unpoisoned(EffectKey key) {
    return true;
  }

  @Override
  protected Panel exact(double size) {
    Panel panel = panel();
    return Edit.outcomes(
        panel, (i, t, y) -> 3 * (i % 7) + 2.5 * t + (panel.cohort(i) <= 2010 + t ? size : 0));
  }

  @Override
  protected boolean isAfter(EffectKey key) {
    return key.eventTime().orElse(0) >= 0;
  }
}
