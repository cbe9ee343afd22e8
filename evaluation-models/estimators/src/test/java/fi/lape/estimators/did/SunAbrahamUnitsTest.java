package fi.lape.estimators.did;

import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.PanelEstimator;
import fi.lape.estimators.laws.Edit;
import fi.lape.estimators.laws.PanelEstimatorLaws;
import fi.lape.estimators.laws.RandomPanel;
import fi.lape.estimators.panel.Panel;
import java.util.List;
import java.util.Optional;

/** Sun and Abraham's event study with holes and a covariate that changes. */
class SunAbrahamUnitsTest extends PanelEstimatorLaws {
  @Override
  protected List<PanelEstimator> estimators() {
    return List.of(
        new SunAbraham(CohortRegressionSettings.SUN_ABRAHAM.withShares(Shares.ESTIMATED)));
  }

  @Override
  protected Panel panel() {
    Panel panel = RandomPanel.of(60, 6, new int[] {2010, 2013, 2015, Panel.NEVER}, 12);
    return Holes.withCovariates(Holes.scattered(panel, 4), true, 5);
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
  protected boolean hasShares(EffectKey key) {
    return !key.estimand().equals("att-gt");
  }

  @Override
  protected Panel exact(double size) {
    Panel panel = panel();
    return Edit.outcomes(
        panel,
        (i, t, y) ->
            3 * (i % 7)
                + 2.5 * t
                + 0.7 * panel.covariate(i, t, 0)
                + (panel.cohort(i) <= 2010 + t ? size : 0));
  }

  @Override
  protected boolean isAfter(EffectKey key) {
    return key.eventTime().orElse(0) >= 0;
  }
}
