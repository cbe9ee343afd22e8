package fi.lape.estimators.did;

import fi.lape.estimators.did.ImputationSettings.Variance;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.PanelEstimator;
import fi.lape.estimators.laws.Edit;
import fi.lape.estimators.laws.PanelEstimatorLaws;
import fi.lape.estimators.laws.RandomPanel;
import fi.lape.estimators.panel.Panel;
import java.util.List;
import java.util.Optional;

/** Imputation and two stages with holes and a covariate that changes. */
class ImputationCovariatesTest extends PanelEstimatorLaws {
  @Override
  protected List<PanelEstimator> estimators() {
    return List.of(
        new Imputation(
            ImputationSettings.DEFAULTS.withVariance(Variance.SANDWICH).withPretrends(2)),
        new TwoStage(ImputationSettings.DEFAULTS));
  }

  @Override
  protected Panel panel() {
    Panel panel = RandomPanel.of(48, 6, new int[] {2013, 2015, Panel.NEVER}, 12);
    return Holes.withCovariates(Holes.scattered(panel, 4), true, 5);
  }

  @Override
  protected Optional<Panel> poisoned() {
    Panel panel = panel();
    return Optional.of(
        Edit.outcomes(panel, (i, t, y) -> panel.cohort(i) == 2013 && t >= 3 ? 1e6 * y : y));
  }

  @Override
  protected boolean unpoisoned(EffectKey key) {
    return key.cohort().orElse(0) == 2015 || key.estimand().equals(Imputation.PRETREND);
  }

  @Override
  protected boolean hasShares(EffectKey key) {
    return key.estimand().equals("att-group-overall");
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
